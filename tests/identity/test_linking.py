"""Which names are one thing, as tables: across documents, and within one."""

from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.identity import link
from kg.identity.parties import parties
from kg.model import Agreement, Document, How, Mention, Organisation, Party, PartyKind, Record, Slot, Span, Tenure

HERE = Path(__file__).parent
NAMES = yaml.safe_load((HERE / "organisations.yaml").read_text(encoding="utf-8"))
DOCUMENTS = yaml.safe_load((HERE / "documents.yaml").read_text(encoding="utf-8"))
DOCUMENT = Document("a.txt", "Текст.", "ru")
EVIDENCE = (Span(0, 5),)


def organisation(name: str, type: str | None = None, country: str | None = None) -> Organisation:
    """A record of an organisation."""
    home = None if country is None else Slot(Party(country, PartyKind.ECONOMY))
    kind = None if type is None else Slot(type)
    return Organisation(evidence=EVIDENCE, name=Slot(Party(name, PartyKind.ORGANISATION)), type=kind, country=home)


def agreement(*names: str) -> Agreement:
    """A record that names whoever they are."""
    return Agreement(evidence=EVIDENCE, parties=tuple(Slot(Party(name), (), How.GIVEN) for name in names))


def named(records: Iterable[Record]) -> dict[tuple[str, str], Party]:
    """The linked parties by kind and name."""
    return {(party.kind, party.name): party for record in link(records, DOCUMENT) for party in parties(record)}


def iri(*records: Record) -> str:
    """The IRI of the first party."""
    return next(parties(link(records, DOCUMENT)[0])).iri


@pytest.mark.parametrize("names", NAMES["same"], ids=lambda names: names[0])
def test_these_are_one_organisation_in_every_document(names: list[str]) -> None:
    found = {name: iri(organisation(name)) for name in names}
    assert len(set(found.values())) == 1, found


@pytest.mark.parametrize("names", NAMES["different"], ids=lambda names: names[0])
def test_these_are_different_organisations(names: list[str]) -> None:
    found = {name: iri(organisation(name)) for name in names}
    assert len(set(found.values())) == len(names), found
    together = {party.name: party.iri for party in named([organisation(name) for name in names]).values()}
    for one, other in combinations(names, 2):
        if "Министерство торговли" not in (one, other) and "Национальный банк" not in (one, other):
            assert together[one] != together[other]


def records_of(names: dict[str, list[str]]) -> list[Record]:
    """Records that name them."""
    found: list[Record] = [organisation(name) for name in names.get("o", ())]
    found += [Tenure(evidence=EVIDENCE, person=Slot(Party(name, PartyKind.PERSON))) for name in names.get("p", ())]
    found += [Mention(evidence=EVIDENCE, code=Slot(Party(name, PartyKind.PLACE))) for name in names.get("l", ())]
    return [*found, agreement(*names.get("?", ()))]


@pytest.mark.parametrize("case", DOCUMENTS, ids=lambda case: case["why"])
def test_within_a_document(case: dict[str, Any]) -> None:
    records = records_of(case["names"])
    iris: dict[str, set[str]] = {}
    for party in (party for record in link(records, DOCUMENT) for party in parties(record)):
        iris.setdefault(party.iri, set()).add(party.name)
    assert sorted(sorted(names) for names in iris.values() if len(names) > 1) == sorted(map(sorted, case["groups"]))
    assert link(records[::-1], DOCUMENT)[::-1] == link(records, DOCUMENT)


@pytest.mark.parametrize("case", DOCUMENTS, ids=lambda case: case["why"])
def test_linking_what_is_linked_changes_nothing(case: dict[str, Any]) -> None:
    linked = link(records_of(case["names"]), DOCUMENT)
    assert link(linked, DOCUMENT) == linked


def test_a_stated_country_stands_for_one_in_the_name() -> None:
    stated = organisation("Министерство леса", "government", "LV")
    assert iri(stated) == iri(organisation("Министерство леса Латвии"))
    assert iri(stated) != iri(organisation("Министерство леса"))
    assert (
        iri(organisation("Нива", "company", "LV"))
        == iri(organisation("Нива", "company", "KZ"))
        == iri(organisation("Нива"))
    )


def test_a_country_stated_once_holds_for_the_name_in_the_whole_document() -> None:
    found = named([organisation("Министерство леса", "government", "LV"), agreement("Министерство леса")])
    assert {party.iri for (kind, _), party in found.items() if kind == "organisation"} == {
        iri(organisation("Министерство леса Латвии"))
    }


def test_organisations_of_two_types_are_not_one() -> None:
    found = named([organisation("ORIONEX", "company"), organisation("Бюро развития «ORIONEX»", "government")])
    assert len({party.iri for party in found.values()}) == 2


def test_the_kind_of_a_name_is_learned_from_the_document() -> None:
    found = named([organisation("Нива"), Tenure(evidence=EVIDENCE, person=Slot(Party("Асан Серов", PartyKind.PERSON))),
                   agreement("Нива", "Асан Серов", "Алматы", "Министерство света", "соляная компания")])  # fmt: skip
    kinds = {name: kind for kind, name in found}
    assert kinds == {"Нива": "organisation", "Асан Серов": "person", "Алматы": "place", "Министерство света": "unknown",
                     "соляная компания": "unknown"}  # fmt: skip


def test_economies_have_the_names_of_the_reference_data() -> None:
    assert iri(Mention(evidence=EVIDENCE, code=Slot(Party("KZ", PartyKind.ECONOMY)))).endswith("/id/country/KZ")
    assert iri(Mention(evidence=EVIDENCE, code=Slot(Party("EAEU", PartyKind.ECONOMY)))).endswith("/id/bloc/EAEU")
    assert iri(Mention(evidence=EVIDENCE, code=Slot(Party("WORLD", PartyKind.ECONOMY)))).endswith("/id/economy/WORLD")
    assert iri(Mention(evidence=EVIDENCE, code=Slot(Party("UNASUR", PartyKind.ECONOMY)))).endswith("/id/bloc/UNASUR")


def test_the_registry_and_the_places_give_slugs() -> None:
    assert iri(organisation("Азиатский банк развития")).endswith("/id/org/adb")
    assert iri(Mention(evidence=EVIDENCE, code=Slot(Party("Алма-Ата", PartyKind.PLACE)))).endswith("/id/place/almaty")


OTHER = Document("b.txt", "Другой текст.", "ru")


@pytest.mark.parametrize(
    "name", ["Министерство торговли", "Минсельхоз", "Торгово-промышленная палата", "Ministry of Commerce", "Customs Department",
             "Сауда министрлігі", "National Bureau of Statistics"],
)  # fmt: skip
def test_a_name_that_every_country_has_is_known_in_its_own_text_only(name: str) -> None:
    here, there = (next(parties(link([organisation(name)], text)[0])).iri for text in (DOCUMENT, OTHER))
    assert here != there
    stated = organisation(name, "government", "LV")
    here, there = (next(parties(link([stated], text)[0])).iri for text in (DOCUMENT, OTHER))
    assert here == there


@pytest.mark.parametrize(
    "name", ["Нива", "Федерация пивоваров Чехии", "Dubai Chamber", "Иркутская таможня", "KAZNEX INVEST"]
)
def test_a_name_of_its_own_is_known_everywhere(name: str) -> None:
    assert len({next(parties(link([organisation(name)], text)[0])).iri for text in (DOCUMENT, OTHER)}) == 1


def test_one_word_is_too_little_to_know_a_person_elsewhere() -> None:
    def iris(name: str) -> set[str]:
        tenure = Tenure(evidence=EVIDENCE, person=Slot(Party(name, PartyKind.PERSON)))
        return {next(parties(link([tenure], text)[0])).iri for text in (DOCUMENT, OTHER)}

    assert len(iris("Серов")) == 2
    assert len(iris("Асан Серов")) == 1


def test_whoever_is_described_in_words_is_another_in_every_text() -> None:
    def iris(name: str) -> set[str]:
        return {next(parties(link([agreement(name)], text)[0])).iri for text in (DOCUMENT, OTHER)}

    assert len(iris("соляная компания")) == 2
    assert len(iris("Samsung")) == 1


def test_the_base_of_data_names_the_same_things_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    before = iri(organisation("Нива"))
    monkeypatch.setenv("TRADEGRAPH_BASE", "https://trade.example.com/")
    assert iri(organisation("Нива")) == before.replace("https://data.example.org/", "https://trade.example.com/")


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.text(st.sampled_from("аяёЁБбин NKab1»«\"'.,-№іқ()"), min_size=1, max_size=12), min_size=1, max_size=4)
)
def test_whatever_a_name_looks_like_it_is_linked_and_stays_linked(names: list[str]) -> None:
    records = [organisation(names[0]), *records_of({"p": names[1:2], "l": names[2:3], "?": names})]
    linked = link(records, DOCUMENT)
    assert all(party.iri for record in linked for party in parties(record))
    assert link(linked, DOCUMENT) == linked
    assert link(records[::-1], DOCUMENT)[::-1] == linked
