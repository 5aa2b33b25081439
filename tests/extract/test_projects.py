"""Projects: what is built or run together, how far it has come, how many, for how much and where."""

from decimal import Decimal

import pytest

from kg.extract.deciding import LinearJudge
from kg.extract.projects import find
from kg.language import analyse
from kg.model import Document, Project, Rejection, Slot

RULES = LinearJudge({})  # every decision as the rules propose


def told(text: str, language: str) -> list[Project]:
    """The projects of a text published on 20 May 2020."""
    document = Document("s", text, language, published="2020-05-20")
    return [r for r in find(analyse(document), RULES) if isinstance(r, Project)]


@pytest.mark.parametrize(
    ("language", "text", "kind", "status", "place"),
    [
        ("ru", "Норвежская компания строит завод в Осло за 5 млн долларов.", "plant", "underWay", "Осло"),
        ("ru", "В Осло запустили новый терминал.", "infrastructure", "completed", "Осло"),
        ("ru", "Стороны предложили построить завод в Осло.", "plant", "proposed", "Осло"),
        (
            "en",
            "A hydropower plant is being built in Norway for 5 million dollars.",
            "infrastructure",
            "underWay",
            "NO",
        ),
        ("en", "A new terminal was completed in Oslo.", "infrastructure", "completed", "Oslo"),
    ],
)
def test_a_project_has_kind_status_and_place(language: str, text: str, kind: str, status: str, place: str) -> None:
    [project] = told(text, language)
    assert (project.type and project.type.value, project.status and project.status.value) == (kind, status)
    assert project.place is not None and project.place.value.name == place


def test_a_stock_of_projects_has_number_sum_and_parties() -> None:
    [project] = told("Норвегия и Чили реализуют 25 совместных проектов на сумму более 4 млрд долларов.", "ru")
    assert isinstance(project.count, Slot) and project.count.value.value == 25
    assert project.value is not None
    assert (project.value.value.value, project.value.value.hedge) == (Decimal(4_000_000_000), "over")
    assert sorted(slot.value.name for slot in project.parties) == ["CL", "NO"]


def test_two_stocks_in_one_sentence_are_two_projects() -> None:
    text = "Norway and Chile have implemented 38 joint projects, another 80 projects are under development."
    found = [(p.count.value.value, p.status.value) for p in told(text, "en") if isinstance(p.count, Slot) and p.status]
    assert found == [(38, "completed"), (80, "inDevelopment")]


def test_what_the_next_sentence_says_it_costs_is_the_projects_sum() -> None:
    [project] = told("A terminal is being built in Oslo. It costs 5 million dollars.", "en")
    assert project.value is not None and project.value.value.value == 5_000_000


def test_a_plural_over_several_places_is_a_project_each() -> None:
    found = told("Строятся терминалы в Осло и Бергене.", "ru")
    assert [p.place.value.name for p in found if p.place] == ["Осло", "Берген"]


def test_a_noun_without_a_word_on_its_state_is_rejected() -> None:
    found = list(find(analyse(Document("s", "Завод в Осло старый.", "ru")), RULES))
    assert [r.reason for r in found if isinstance(r, Rejection)] == ["nobody says how far it has come"]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("ru", "Норвежская «Фиордстрой» вложит 20 млн долларов в рыборазделку под Осло.", "вложит"),
        ("en", "Fjord Build Ltd is to build an arena in Oslo.", "build"),
    ],
)
def test_a_word_for_building_may_tell_of_a_project_that_no_noun_names(language: str, text: str, words: str) -> None:
    found = list(find(analyse(Document("s", text, language)), RULES))
    assert [(r.span.of(text), r.reason) for r in found if isinstance(r, Rejection)] == [
        (words, "no word for what is built")
    ]


def test_a_word_on_a_state_without_a_sum_tells_of_no_project() -> None:
    assert list(find(analyse(Document("s", "The session was opened in Oslo.", "en")), RULES)) == []
