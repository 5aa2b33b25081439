"""Whom a text gives as its source, and whom it only names."""

import pytest

from kg.extract import extract
from kg.model import Document


@pytest.mark.parametrize(
    ("language", "text", "sources"),
    [
        (
            "ru",
            "Экспорт вырос на 5 %, сообщает пресс-служба министерства торговли и интеграции.",
            ["министерство торговли и интеграции"],
        ),
        ("ru", "Экспорт вырос, сообщили в министерстве сельского хозяйства.", ["министерство сельского хозяйства"]),
        ("ru", "По данным Бюро национальной статистики, импорт снизился.", ["Бюро национальной статистики"]),
        ("ru", "Стороны подписали соглашение, передаёт ТАСС.", ["ТАСС"]),
        ("ru", "Как сообщает агентство «Интерфакс», товарооборот вырос.", ["Интерфакс"]),
        ("en", "Exports rose by 5 per cent, the Ministry of Trade said.", ["Ministry of Trade"]),
        ("en", "According to the Bureau of National Statistics, imports fell.", ["Bureau of National Statistics"]),
        ("en", "Exports rose, Reuters reported.", ["Reuters"]),
        ("kk", "Экспорт өсті, деп хабарлады Сауда министрлігінің баспасөз қызметі.", ["Сауда министрлігі"]),
        ("kk", "Ұлттық статистика бюросының мәліметінше, импорт азайды.", ["Ұлттық статистика бюросы"]),
        ("ru", "Министерство торговли подписало соглашение с компанией «Астык».", []),
        ("en", "The Ministry of Trade signed a deal with Grain Ltd.", []),
        ("ru", "Об этом сообщил министр торговли. Министерство энергетики строит станцию.", []),
    ],
)
def test_sources_are_those_that_say_it(language: str, text: str, sources: list[str]) -> None:
    assert [party.name for party in extract(Document("a", text, language)).sources] == sources
