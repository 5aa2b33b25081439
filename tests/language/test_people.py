"""People and posts: every post of the packs has a holder in its example; names in base form; later mentions are the same person."""

import pytest

from kg.language import PostMention, analyse
from kg.language.packs import pack
from kg.language.people import Holding
from kg.model import Document, Party

LANGUAGES = ("ru", "en", "kk")


def held(text: str, language: str) -> list[Holding]:
    """Who holds which post by a text."""
    found = [a.value for a in analyse(Document("s", text, language)).annotations if isinstance(a.value, Holding)]
    return sorted(found, key=lambda holding: text.find(holding.person.name.split()[0][:3]))


def people(text: str, language: str) -> list[str]:
    """The names of people by mention."""
    found = analyse(Document("s", text, language)).annotations
    return [a.value.name for a in found if a.type == "person" and isinstance(a.value, Party)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_post_has_a_holder_in_its_example(language: str) -> None:
    listed = pack(language).sections["posts"]["heads"]
    assert [e["of"] for e in listed if e["of"] not in {h.of for h in held(e["example"], language)}] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_given_names_make_a_person_of_their_example(language: str) -> None:
    assert all(people(e["example"], language) for e in pack(language).sections["names"]["given"])


@pytest.mark.parametrize(
    ("language", "text", "person", "post", "whose"),
    [
        (
            "ru",
            "Гостей встретил министр рыбного хозяйства Норвегии Пётр Зимин.",
            "Пётр Зимин",
            "министр рыбного хозяйства",
            "NO",
        ),
        ("ru", "Письмо вручили послу Чили в Норвегии Петру Зимину.", "Пётр Зимин", "посол", "CL"),
        ("ru", "Договор подписан директором АО «Синий Кит» Анной Зиминой.", "Анна Зимина", "директор", "Синий Кит"),
        (
            "ru",
            "Анна Зимина, заместитель министра торговли Норвегии, довольна.",
            "Анна Зимина",
            "заместитель министра торговли",
            "NO",
        ),
        ("en", "The guests met Norwegian Fisheries Minister Peter Simin.", "Peter Simin", "Fisheries Minister", "NO"),
        ("en", "Peter Simin, chairman of Blue Whale Ltd, is pleased.", "Peter Simin", "chairman", "Blue Whale Ltd"),
        ("en", "Presidents Anna Simin of Norway and Peter Wolkow of Chile met.", "Anna Simin", "President", "NO"),
    ],
)
def test_a_post_is_told_with_its_holder_and_whose_it_is(
    language: str, text: str, person: str, post: str, whose: str
) -> None:
    first = held(text, language)[0]
    organisation = first.post.organisation
    assert (first.person.name, first.post.post, organisation.name if organisation else None) == (person, post, whose)


def test_an_envoy_is_not_of_the_country_that_receives() -> None:
    [holding] = held("The floor went to Chile's Ambassador in Norway Peter Simin.", "en")
    assert (holding.post.country, holding.receiver) == ("CL", None) or holding.post.country == "CL"


def test_a_plural_post_has_several_holders() -> None:
    text = "Presidents Anna Simin of Norway and Peter Wolkow of Chile met."
    assert [(h.person.name, h.post.country) for h in held(text, "en")] == [("Anna Simin", "NO"), ("Peter Wolkow", "CL")]


def test_a_family_name_alone_is_the_person_named_before() -> None:
    text = "Слово взял директор ООО «Синий Кит» Пётр Волков. Позже Волкова спросили о ценах."
    assert people(text, "ru") == ["Пётр Волков", "Пётр Волков"]


def test_a_post_of_two_words_is_told_once() -> None:
    (post,) = [
        a.value
        for a in analyse(Document("sample", "Облыс әкімі Бекзат Шойынбек қонақтарды қарсы алды.", "kk")).annotations
        if isinstance(a.value, PostMention)
    ]
    assert post.post == "Облыс әкімі"
