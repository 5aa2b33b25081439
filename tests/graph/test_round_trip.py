"""Any valid flat fact → record → graph → the same flat fact; the graph is the same whatever the order of the records."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.graph import Reader, line, lines, merged, nquads, publication_graph, record
from kg.identity import link
from kg.model import Document

READER = Reader("hypothesis", "1")
TEXT = 'Экспорт «Нивы» вырос.\nOil "and" gas\\ went up;\tҚазақстан — 8–9 млрд.\r\u2028 конец 😀 текста'
DOCUMENT = Document("t.txt", TEXT, "ru", 'Oil "up"\\', "2024-05", "Вестник", "https://example.org/?a=1&b=«2»")
PLACES = ["KZ", "EU", "WORLD", "UNASUR", "Алматы", "Мангистауская область", "Gulf states", "far abroad"]
NAMES = ["KZ", "JP", "АО «Нива»", "Нива", "Министерство торговли РК", "министерство торговли", "BP", "21AT", "a|b \\ \"c\"",
         "Серик Асанов", "С. Асанов", "Алматы", "соляная компания", "Vitol SA", "O'Neill", "Ёлка"]  # fmt: skip
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), min_size=1, max_size=12
)
NUMBERS = st.one_of(
    st.integers(-(10**15), 10**15),
    st.decimals(-(10**6), 10**6, places=3).map(float),
    st.sampled_from([0.1, 161.2, 1e-7, 26000000000]),
)
COUNTS = st.integers(0, 10**6)
YEARS = st.integers(1900, 2099)
MONTHS = st.builds("{}-{:02}".format, YEARS, st.integers(1, 12))
DAYS = st.dates().filter(lambda day: day.year >= 1900).map(str)
INTERVALS = st.tuples(MONTHS, MONTHS).filter(lambda pair: pair[0] < pair[1]).map("/".join)
PERIODS = st.one_of(YEARS.map(str), MONTHS, DAYS, INTERVALS)
BOUNDS = st.sampled_from(["exact", "about", "at_least", "at_most"])
UNITS = st.sampled_from(["USD", "percent", "tonne", "cubic_metre", "sq_mile"])
PARTIES = st.lists(st.sampled_from(NAMES), max_size=4)


def evidence(spans: list[tuple[int, int]]) -> list[dict[str, object]]:
    """Quotes of the text."""
    return [{"start": start, "end": stop, "quote": TEXT[start:stop]} for start, stop in spans]


SPANS = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT))).filter(lambda pair: pair[0] < pair[1])
EVIDENCE = st.lists(SPANS, min_size=1, max_size=3).map(evidence)


def facts(kind: str, required: dict[str, st.SearchStrategy[Any]], **optional: st.SearchStrategy[Any]) -> Any:
    """Facts of a kind with any of the optional fields."""
    fixed = {"kind": st.just(kind), "evidence": EVIDENCE, **required}
    return st.fixed_dictionaries(fixed, optional=optional)


def settled(fact: dict[str, Any]) -> dict[str, Any]:
    """Without fields that say more about a field which is not there."""
    needs = {
        "value_to": "value",
        "bound": "value",
        "per": "value",
        "count_bound": "count",
        "companies_bound": "companies",
    }
    changed = "change" in fact or "change_value" in fact
    dropped = {field for field, owner in needs.items() if fact.get(owner) is None}
    dropped |= set() if changed else {"change_bound", "change_base"}
    dropped |= set() if "value" in fact or "change_value" in fact else {"unit"}
    if fact.get("indicator") != "balance":
        dropped.add("sign")
    if "value_to" in fact and "value" in fact and fact["value_to"] <= fact["value"]:
        dropped.add("value_to")
    return {field: value for field, value in fact.items() if field not in dropped}


def says_something(fact: dict[str, Any]) -> bool:
    """A figure has a number or a sign."""
    return any(field in fact for field in ("value", "change", "change_value", "sign"))


FIGURES = (
    facts(
        "figure",
        {
            "indicator": st.sampled_from(
                [
                    "exports",
                    "imports",
                    "turnover",
                    "balance",
                    "share",
                    "investment",
                    "capacity",
                    "output",
                    "transit",
                    "tariff",
                ]
            )
        },
        reporter=st.sampled_from(PLACES),
        partner=st.sampled_from(PLACES),
        product=WORDS,
        period=PERIODS,
        value=NUMBERS,
        value_to=NUMBERS,
        unit=UNITS,
        bound=BOUNDS,
        change=NUMBERS,
        change_bound=BOUNDS,
        change_base=PERIODS,
        change_value=NUMBERS,
        sign=st.sampled_from(["positive", "negative"]),
        modality=st.sampled_from(["reported", "target", "forecast"]),
    )  # fmt: skip
    .map(settled)
    .filter(says_something)
)
EVENTS = facts(
    "event",
    {"type": st.sampled_from(["trade_mission", "business_forum", "exhibition", "commission_session", "official_visit", "meeting"])},
    status=st.sampled_from(["held", "planned", "postponed", "cancelled"]), name=WORDS, city=st.sampled_from(PLACES[4:]),
    country=st.sampled_from(["KZ", "EU", "LV"]), period=PERIODS, organizers=PARTIES, participants=PARTIES,
    companies=COUNTS, companies_bound=BOUNDS,
).map(settled)  # fmt: skip
AGREEMENTS = facts(
    "agreement", {},
    type=st.sampled_from(["contract", "memorandum", "treaty", "cooperation"]),
    status=st.sampled_from(["signed", "agreed", "negotiating", "planned"]), parties=PARTIES,
    count=st.none() | COUNTS, count_bound=BOUNDS, value=NUMBERS, unit=UNITS, bound=BOUNDS,
    per=st.sampled_from(["year", "month", "day"]), period=PERIODS, subject=WORDS,
).map(settled)  # fmt: skip
PROJECTS = facts(
    "project", {},
    type=st.sampled_from(["investment", "joint", "plant", "infrastructure", "programme"]),
    status=st.sampled_from(["proposed", "in_development", "under_way", "completed"]), parties=PARTIES,
    count=st.none() | COUNTS, count_bound=BOUNDS, value=NUMBERS, unit=UNITS, bound=BOUNDS,
    place=st.sampled_from(PLACES), name=WORDS, subject=WORDS,
).map(settled)  # fmt: skip
POSITIONS = facts("position", {"person": st.sampled_from(NAMES[9:])}, post=WORDS, organization=st.sampled_from(NAMES))
ORGANISATIONS = facts(
    "organization", {"name": st.sampled_from(NAMES[2:])},
    type=st.sampled_from(["agency", "government", "company", "association", "international", "other"]),
    country=st.sampled_from(["KZ", "EU"]),
)  # fmt: skip
MENTIONS = facts("place", {"code": st.sampled_from(PLACES)})
FACTS = st.one_of(FIGURES, EVENTS, AGREEMENTS, PROJECTS, POSITIONS, ORGANISATIONS, MENTIONS)


def normal(fact: dict[str, Any]) -> dict[str, Any]:
    """A fact as it is printed."""
    return line(record(fact, DOCUMENT), DOCUMENT)


def told(fact: dict[str, Any]) -> str:
    """A fact alone, to be compared."""
    return json.dumps({key: fact[key] for key in fact if key not in ("id", "confidence")}, sort_keys=True)


many: Callable[[Any], Any] = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@many
@given(FACTS)
def test_what_is_printed_is_read_as_the_same_record(fact: dict[str, Any]) -> None:
    assert normal(normal(fact)) == normal(fact)
    assert record(normal(fact), DOCUMENT) == record(fact, DOCUMENT)
    for field in fact.keys() & normal(fact).keys() - {"evidence", "parties", "organizers", "participants"}:
        assert normal(fact)[field] == fact[field]


@many
@given(st.lists(FACTS, max_size=6), st.randoms())
def test_facts_come_out_of_the_graph_as_they_went_in(found: list[dict[str, Any]], random: Any) -> None:
    records = [record(fact, DOCUMENT) for fact in found]
    graph = publication_graph(DOCUMENT, link(records, DOCUMENT), READER)
    printed = lines(nquads.triples(graph))
    assert {told(fact) for fact in printed} == {told(normal(fact)) for fact in found}
    assert all(fact["confidence"] == 1 for fact in printed)
    random.shuffle(records)
    assert publication_graph(DOCUMENT, link(records, DOCUMENT), READER) == graph
    assert merged(graph, graph, READER) == graph


@many
@given(st.lists(FACTS, max_size=4), st.lists(FACTS, max_size=4))
def test_two_readers_make_one_graph_in_either_order(ours: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> None:
    one, other = Reader("one", "1"), Reader("Анна", person=True)
    first = publication_graph(DOCUMENT, link([record(fact, DOCUMENT) for fact in ours], DOCUMENT), one)
    second = publication_graph(DOCUMENT, link([record(fact, DOCUMENT) for fact in theirs], DOCUMENT), other)
    both = merged(first, second, other)
    assert both == merged(second, first, one)
    assert merged(both, first, one) == both


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9))
def test_a_decimal_in_the_graph_has_one_spelling(number: Decimal) -> None:
    from kg.graph.numbers import lexical

    assert Decimal(lexical(number)) == number
    assert lexical(number) == lexical(number.normalize())
