"""Reference data: complete, named in three languages, linked, and the same quads every time."""

import csv
from collections import Counter
from decimal import Decimal

import pyoxigraph
import pytest
from babel import Locale
from babel.core import get_global

from kg import iris, resources
from kg.errors import DefectiveFile
from kg.graph.reference import reference_graphs
from kg.vocabulary import (
    LANGUAGES,
    blocs,
    concepts,
    countries,
    economy,
    hedge_policy,
    implied_class,
    is_iso_country,
    label,
    places,
    registry,
    unit,
    units,
)
from kg.vocabulary.table import table

TABLES = ("reference/countries.csv", "reference/blocs.csv", "reference/units.csv", "places.csv", "registry.csv")
ALL = (*countries(), *blocs(), *units(), *places(), *registry())


@pytest.mark.parametrize("thing", (countries, blocs, units, places, registry), ids=lambda f: f.__name__)
def test_everything_has_a_name_in_each_language(thing) -> None:  # type: ignore[no-untyped-def]
    for item in thing():
        assert all(item.names[language][0].strip() == item.names[language][0] for language in LANGUAGES), item


def test_the_countries_are_those_of_iso_3166_and_kosovo() -> None:
    # CLDR's own and exceptional reservations
    outside = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
    known = {code for code in Locale("en").territories if len(code) == 2 and code.isalpha()}
    assert {country.code for country in countries()} == known - outside
    assert len(countries()) == 250


def test_the_currencies_in_use_are_there() -> None:
    rows = get_global("territory_currencies").values()
    assert {code for row in rows for code, _, end, tender in row if end is None and tender} <= {u.code for u in units()}


@pytest.mark.parametrize(
    "code",
    [
        "EU",
        "EAEU",
        "NAFTA",
        "ASEAN",
        "CIS",
        "SCO",
        "GCC",
        "OTS",
        "BRICS",
        "AFU",
        "MERCOSUR",
        "APEC",
        "OPEC",
        "G7",
        "G20",
        "ECO",
        "WORLD",
    ],
)
def test_the_blocs_of_trade_news_are_there(code: str) -> None:
    assert economy(code) is not None


@pytest.mark.parametrize(
    "word",
    [
        "tonne",
        "wagon",
        "unit",
        "hectare",
        "barrel",
        "kWh",
        "TEU",
        "head",
        "cubic_metre",
        "percent",
        "count",
        "kilogram",
        "bottle",
        "train",
        "litre",
    ],
)
def test_the_words_of_measure_are_there(word: str) -> None:
    assert unit(word) is not None


def test_short_usual_names_come_first() -> None:
    assert [economy("RU").label(language) for language in LANGUAGES] == ["Russia", "Россия", "Ресей"]  # type: ignore[union-attr]
    assert economy("US").label("ru") == "США"  # type: ignore[union-attr]
    assert economy("HK").label("en") == "Hong Kong"  # type: ignore[union-attr]


def test_no_name_means_two_economies() -> None:
    names = Counter(
        (lang, n) for e in (*countries(), *blocs()) for lang in LANGUAGES for n in {x.casefold() for x in e.names[lang]}
    )
    assert [name for name, times in names.items() if times > 1] == []


def test_no_name_means_two_organisations() -> None:
    spelled = ({(lang, n.casefold()) for lang in LANGUAGES for n in org.names[lang]} for org in registry())
    assert [name for name, times in Counter(n for names in spelled for n in names).items() if times > 1] == []


def test_registered_organisations_have_a_known_type_and_country() -> None:
    for organisation in registry():
        assert organisation.kind in concepts("organisationType")
        assert organisation.country == "" or is_iso_country(organisation.country)
        assert (organisation.country == "") == (organisation.kind == "international"), organisation


def test_places_are_of_a_known_kind_and_country() -> None:
    assert {place.kind for place in places()} == {"city", "region"}
    assert all(is_iso_country(place.country) for place in places())


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_sorted_says_its_licence_and_names_each_thing_once(name: str) -> None:
    lines = (resources.ontology() / name).read_text(encoding="utf-8").splitlines()
    comments = [line for line in lines if line.startswith("#")]
    assert "CC BY 4.0" in "".join(comments) and "Taken 20" in "".join(comments)
    rows = list(csv.DictReader(lines[len(comments) :]))
    keys = [(row["kind"] if "units" in name else "", (row.get("code") or row["slug"]).casefold()) for row in rows]
    assert keys == sorted(set(keys)) or "blocs" in name and keys[:-1] == sorted(set(keys[:-1]))


def test_links_lead_to_known_places() -> None:
    known = (
        "http://publications.europa.eu/resource/authority/country/",
        "http://publications.europa.eu/resource/authority/currency/",
        "https://sws.geonames.org/",
        "http://qudt.org/vocab/unit/",
    )
    assert all(link.startswith(known) for thing in ALL for link in thing.links)
    assert economy("XK").links[0].endswith("country/1A0")  # type: ignore[union-attr]


def test_reference_graphs_are_the_same_each_time_and_parse() -> None:
    graphs = reference_graphs()
    assert [graph.iri for graph in graphs] == [
        iris.graph(f"reference/{name}") for name in ("blocs", "countries", "units")
    ]
    assert [graph.digest for graph in graphs] == [graph.digest for graph in reference_graphs()]
    for graph in graphs:
        assert list(graph.lines) == sorted(set(graph.lines))
        assert len(list(pyoxigraph.parse("".join(graph.lines), format=pyoxigraph.RdfFormat.N_QUADS))) == len(
            graph.lines
        )


def test_reference_graphs_follow_the_base(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRADEGRAPH_BASE", "https://trade.example/")
    assert all(line.startswith("<https://trade.example/id/") for graph in reference_graphs() for line in graph.lines)


def test_things_are_called_by_their_iri() -> None:
    assert label(iris.iri("country", "JP"), "ru") == "Япония"
    assert label(iris.iri("bloc", "GCC"), "en") == "GCC"
    assert label(iris.iri("economy", "WORLD"), "kk") == "бүкіл әлем"
    assert label(iris.iri("unit", "KZT"), "kk") == "Қазақстан теңгесі"
    assert label(iris.iri("country", "QQ")) is None
    assert label(iris.iri("bloc", "JP")) is None


@pytest.mark.parametrize(
    ("hedge", "value", "lower", "upper"),
    [
        ("exact", 20, 20, 20),
        ("about", 100, 95, 105),
        ("almost", 30, 27, 30),
        ("over", 10, 10, None),
        ("atLeast", 10, 10, None),
        ("upTo", 30, None, 30),
        ("under", 30, None, 30),
        ("about", -100, -105, -95),
        ("almost", -10, -10, -9),
        ("over", -9, None, -9),
        ("upTo", -9, -9, None),
    ],
)
def test_a_hedge_gives_the_interval_of_the_policy(hedge: str, value: int, lower: int | None, upper: int | None) -> None:
    assert hedge_policy(hedge).bounds(Decimal(value)) == (lower, upper)


def test_every_indicator_and_type_of_organisation_implies_a_class() -> None:
    assert all(implied_class("indicator", code) for code in concepts("indicator"))
    assert all(implied_class("organisationType", code) for code in concepts("organisationType"))


def test_a_mistake_in_a_table_is_reported_with_file_and_line(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "wrong.csv"
    path.write_text("# ours\na,b\n1,2\n3\n", encoding="utf-8")
    with pytest.raises(DefectiveFile, match=r"wrong\.csv:4: expected 2 cells, found 1"):
        list(table(path, ("a", "b")))
    with pytest.raises(DefectiveFile, match=r"wrong\.csv:2: expected the columns c"):
        list(table(path, ("c",)))
