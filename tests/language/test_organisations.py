"""Organisations: every entry of the packs makes a name of its example, and names come out in base form with type and country."""

from collections.abc import Mapping
from typing import Any

import pytest

from kg.language import OrganisationMention, analyse
from kg.language.packs import pack
from kg.model import Document

LANGUAGES = ("ru", "en")
NAMING = ("heads", "refine", "forms", "announce", "known")


def named(text: str, language: str) -> list[OrganisationMention]:
    """The organisations that a text names, each mention."""
    found = analyse(Document("sample", text, language)).annotations
    return [a.value for a in found if isinstance(a.value, OrganisationMention)]


def entries(language: str, *sections: str) -> list[Mapping[str, Any]]:
    """The entries of some sections of a language's pack."""
    given = pack(language).sections["organisations"]
    return [entry for section in sections for entry in given[section]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_noun_form_and_known_name_makes_a_name_of_its_example(language: str) -> None:
    wrong = [
        (entry["type"], entry["example"])
        for entry in entries(language, *NAMING)
        if entry["type"] and entry["type"] not in {m.type for m in named(entry["example"], language)}
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_media_and_abbreviations_are_no_organisations(language: str) -> None:
    wrong = [
        entry["example"] for entry in entries(language, "not", "media", "none") if named(entry["example"], language)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("language", "text", "name", "type", "country"),
    [
        (
            "ru",
            "Груз проверили в Псковском таможенном управлении.",
            "Псковское таможенное управление",
            "government",
            None,
        ),
        (
            "ru",
            "Письмо пришло из Министерства рыбного хозяйства Норвегии.",
            "Министерство рыбного хозяйства Норвегии",
            "government",
            "NO",
        ),
        (
            "ru",
            "Договор заключили с Агентством по продвижению экспорта Чили (АПЭЧ).",
            "Агентство по продвижению экспорта Чили",
            "agency",
            "CL",
        ),
        ("ru", "Муку повезёт ТОО «Белый Жернов».", "Белый Жернов", "company", None),
        ("ru", "Зал снял Деловой совет Непала.", "Деловой совет Непала", "association", "NP"),
        (
            "en",
            "The Ministry of Fisheries and Trade of Norway agreed.",
            "Ministry of Fisheries and Trade of Norway",
            "government",
            "NO",
        ),
        ("en", "Flour will come from White Millstone Ltd.", "White Millstone Ltd", "company", None),
        (
            "en",
            "The hall was let by the Nepal Weavers' Association.",
            "Nepal Weavers' Association",
            "association",
            "NP",
        ),
        ("en", "Norway's fisheries ministry agreed.", "fisheries ministry", "government", "NO"),
    ],
)
def test_a_name_has_base_form_type_and_country(
    language: str, text: str, name: str, type: str, country: str | None
) -> None:
    assert OrganisationMention in {m.__class__ for m in named(text, language)}
    assert [(m.party.name, m.type, m.country) for m in named(text, language)][:1] == [(name, type, country)]


def test_a_short_name_in_brackets_stands_for_the_long_one() -> None:
    text = "The Nepal Weavers' Association (NEWA) met. Later NEWA signed a contract."
    assert {m.party.name for m in named(text, "en")} == {"Nepal Weavers' Association"}
    assert len(named(text, "en")) == 3


def test_a_quoted_name_is_one_organisation_in_every_case_form() -> None:
    text = "Муку везёт ООО «Синяя Мельница». Директор «Синей Мельницы» доволен."
    assert {m.party.name for m in named(text, "ru")} == {"Синяя Мельница"}


def test_spans_stand_in_the_untouched_text() -> None:
    text = "В Министерстве\nрыбного хозяйства Норвегии ждут роста."
    [annotation] = [a for a in analyse(Document("s", text, "ru")).annotations if a.type == "organisation"]
    assert annotation.span.of(text) == "Министерстве\nрыбного хозяйства Норвегии"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The chairman of the Chamber of Industry, Levent Ulusan, welcomed them.", ["Chamber of Industry"]),
        ("The Ministry of Trade, Water and Forests met.", ["Ministry of Trade, Water and Forests"]),
        ("Officials at the Trade Ministry said so.", ["Trade Ministry"]),
        ("Trade Ministry director Reza Siregan said so.", ["Trade Ministry"]),
        ("Trade ministries met.", []),
        ("The economist Fiona Kelsey of Shannon Reeds said so.", ["Shannon Reeds"]),
        ("President Omar Dial of Senegal said so.", []),
    ],
)
def test_a_name_ends_before_a_person_and_begins_with_its_portfolio(text: str, names: list[str]) -> None:
    assert [mention.party.name for mention in named(text, "en")] == names
