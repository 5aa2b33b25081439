"""Places: one mention a country or bloc, in whatever form the text names it."""

import pytest

from kg.extract import extract
from kg.model import Document, Mention

CASES = [
    ("ru", "Чешский завод отгрузил трактора в Сербию.", {"CZ", "RS"}),
    ("ru", "Вывоз из Латвии в Латвию не бывает, но Латвия упомянута трижды.", {"LV"}),
    ("ru", "Переговоры вели Рига и Таллин.", {"LV", "EE"}),
    ("ru", "Страны ЕАЭС и СНГ торгуют больше.", {"EAEU", "CIS"}),
    ("ru", "Курс доллара США вырос.", set()),
    ("en", "Czech tractors went to Serbia.", {"CZ", "RS"}),
    ("en", "Georgia, Georgia and once more Georgia.", {"GE"}),
    ("en", "The members of ASEAN and the EU met.", {"ASEAN", "EU"}),
    ("en", "It cost 5 US dollars.", set()),
]


@pytest.mark.parametrize(("language", "text", "codes"), CASES)
def test_each_country_and_bloc_is_mentioned_once(language: str, text: str, codes: set[str]) -> None:
    document = Document(name="case", text=text, language=language, published="2024-06-10")
    mentions = [record for record in extract(document).records if isinstance(record, Mention)]
    assert sorted(mention.code.value.name for mention in mentions) == sorted(codes)


def test_a_mention_points_at_the_sentence_that_names_it() -> None:
    text = "Nothing here. Serbia is named there. And here."
    (mention,) = [r for r in extract(Document(name="case", text=text, language="en")).records if isinstance(r, Mention)]
    assert [span.of(text) for span in mention.evidence] == ["Serbia is named there."]


def test_a_mention_points_at_the_name_as_well_where_the_first_is_none() -> None:
    text = "SERBIAN PLUMS\n\nSerbian growers are content. Plums from Serbia sold well. Serbia is content."
    (mention,) = [r for r in extract(Document(name="case", text=text, language="en")).records if isinstance(r, Mention)]
    assert [span.of(text) for span in mention.evidence] == ["SERBIAN PLUMS", "Plums from Serbia sold well."]
