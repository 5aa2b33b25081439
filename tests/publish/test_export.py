"""Exports read back equal the graph; the same content gives the same bytes; nobody finds half a file."""

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.compare import to_isomorphic

from kg import iris, resources
from kg.errors import TradegraphError, UsageError
from kg.graph import nquads
from kg.model.rdf import NamedGraph, Source
from kg.publish import FORMATS, export, ontology
from kg.publish.graphs import unique
from kg.publish.jsonld import context
from kg.vocabulary import compact
from kg.vocabulary.terms import MODULES

from .conftest import FACTS, OSLO, RIGA, graph

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's parsers use what rdflib deprecates

NASTY = "\"quoted\" \\ back\tTab\r\nLine\u2028Separator\u0085 <b>&amp;</b> ]]> 'x' \U0001f30d é"


def nasty_graph() -> NamedGraph:
    """A graph as a stranger might load it: foreign names, odd words, numbers in odd places."""
    thing, other = URIRef("https://elsewhere.example/a:b#c"), URIRef("https://data.example.org/id/x/../y?z=1")
    say = URIRef("https://elsewhere.example/says")
    values = [
        Literal(NASTY), Literal(NASTY, lang="kk"), Literal("x", lang="zh-hans-cn"), Literal(""), Literal(" a "),
        Literal("12", datatype=URIRef("http://www.w3.org/2001/XMLSchema#integer")),
        Literal("2015", datatype=URIRef("http://www.w3.org/2001/XMLSchema#gYear")),
        Literal("-0.5", datatype=URIRef("http://www.w3.org/2001/XMLSchema#decimal")),
        Literal("true", datatype=URIRef("http://www.w3.org/2001/XMLSchema#boolean")), other, URIRef("urn:x"),
    ]  # fmt: skip
    triples = [(thing, say, value) for value in values]
    label, value = URIRef("http://www.w3.org/2000/01/rdf-schema#label"), URIRef(iris.term("value"))
    triples += [(other, label, Literal("untagged")), (other, label, Literal("en", lang="en"))]
    triples += [(other, label, Literal("zwei", lang="en")), (other, value, Literal("words")), (other, value, thing)]
    triples += [(other, URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), thing)]
    return nquads.named_graph("https://data.example.org/graph/loaded", triples)


@pytest.fixture
def nasty(stored: Callable[..., Source]) -> Source:
    return stored(graph(RIGA, FACTS), graph(OSLO, FACTS), nasty_graph(), reference=True)


def content(source: Source, format: str) -> str:
    found = export(source, format).content
    assert found is not None
    return found.decode("utf-8")


def quads(source: Source) -> set[str]:
    return set(content(source, "nquads").split("\n")) - {""}


def triples(source: Source) -> set[str]:
    return {line.rpartition(" <")[0] for line in quads(source)}


def canonical(subject: Any, predicate: Any, value: Any) -> str:
    return f"{nquads.term(subject)} {nquads.term(predicate)} {nquads.term(value)}"


@pytest.fixture(autouse=True)
def _as_spelled(monkeypatch: pytest.MonkeyPatch) -> None:
    """rdflib is to give lexical forms as they are written."""
    monkeypatch.setattr("rdflib.NORMALIZE_LITERALS", False)


def test_nquads_are_canonical_and_sorted_and_hold_all_but_the_ontology(nasty: Source) -> None:
    lines = content(nasty, "nquads").removesuffix("\n").split("\n")
    expected = [line for line in nasty.nquads() if not line.endswith(f"<{iris.ONTOLOGY_GRAPH}> .\n")]  # type: ignore[attr-defined]
    assert [line + "\n" for line in lines] == expected
    names = [line.rpartition(" <")[2] for line in lines]
    assert names == sorted(names)
    assert not any(name.startswith(iris.ONTOLOGY_GRAPH + ">") for name in names)


@pytest.mark.parametrize(("format", "syntax"), [("trig", "trig"), ("jsonld", "json-ld")])
def test_formats_with_graphs_read_back_equal_the_nquads(nasty: Source, format: str, syntax: str) -> None:
    dataset = Dataset()
    dataset.parse(data=content(nasty, format), format=syntax)
    read = {f"{canonical(s, p, o)} <{g}> ." for s, p, o, g in dataset.quads()}
    assert read == quads(nasty)


@pytest.mark.parametrize(("format", "syntax"), [("turtle", "turtle"), ("ntriples", "nt"), ("rdfxml", "xml")])
def test_formats_without_graphs_read_back_equal_the_triples(nasty: Source, format: str, syntax: str) -> None:
    read = {canonical(*triple) for triple in Graph().parse(data=content(nasty, format), format=syntax)}
    assert read == triples(nasty)


def test_merged_triples_come_once_and_sorted(source: Source) -> None:
    lines = content(source, "ntriples").splitlines()
    assert lines == sorted(set(lines))


def test_a_merge_sort_in_many_runs_is_a_sort() -> None:
    lines = [f"{number * 7 % 50:03} \u2028\n" for number in range(120)]
    assert list(unique(lines, at_once=8)) == sorted(set(lines))
    assert list(unique(lines[:8], at_once=8)) == sorted(lines[:8])


@pytest.mark.parametrize("format", FORMATS)
def test_two_exports_of_equal_content_are_equal_bytes(stored: Callable[..., Source], format: str) -> None:
    one = stored(graph(RIGA, FACTS), graph(OSLO, FACTS), name="one")
    other = stored(graph(OSLO, FACTS), graph(RIGA, FACTS[::-1]), name="other")
    assert export(one, format).content == export(other, format).content


def test_jsonld_needs_nobody_to_be_read_and_is_compact(source: Source) -> None:
    text = content(source, "jsonld")
    assert '"indicator": "code:indicator-exports"' in text
    assert '"reporter": "id/country/KZ"' in text
    assert '"start": 0' in text
    assert '"label": {"en": "Kazakhstan", "kk": "Қазақстан", "ru": "Казахстан"}' in text


def test_the_context_has_a_term_for_every_predicate_of_a_publication(source: Source) -> None:
    dataset = Dataset()
    dataset.parse(data=content(source, "jsonld"), format="json-ld")
    named = {str(meaning["@id"] if isinstance(meaning, dict) else meaning) for meaning in context().values()}
    used = {compact(str(predicate)) for _, predicate, _, _ in dataset.quads()} - {"rdf:type"}
    assert used <= named


def test_rdfxml_says_what_it_cannot_hold(stored: Callable[..., Source]) -> None:
    thing = URIRef("urn:a")
    odd = nquads.named_graph(iris.graph("odd"), [(thing, URIRef("https://x.example/2015"), thing)])
    with pytest.raises(TradegraphError, match=r"x\.example/2015.*turtle"):
        export(stored(odd, name="odd"), "rdfxml")
    bell = nquads.named_graph(iris.graph("bell"), [(thing, URIRef("https://x.example/a"), Literal("\x07"))])
    with pytest.raises(TradegraphError, match=r"U\+0007"):
        export(stored(bell, name="bell"), "rdfxml")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_csv_gives_a_folder_of_tables(source: Source, tmp_path: Path) -> None:
    made = export(source, "csv", tmp_path / "tables")
    names = sorted(path.name for path in (tmp_path / "tables").iterdir())
    assert made.path == tmp_path / "tables"
    assert names == sorted(
        ["figures.csv", "events.csv", "agreements.csv", "projects.csv", "positions.csv", "organisations.csv"]
        + ["places.csv", "evidence.csv"]
    )
    figures = rows((tmp_path / "tables/figures.csv").read_bytes().decode("utf-8"))
    assert [(row["reporter"], row["partner"], row["value"]) for row in figures] == [
        ("NO", "KZ", "5000000"),
        ("NO", "", "-9100000"),
        ("KZ", "LV", "120000000"),
    ]


def test_tables_open_in_a_spreadsheet_without_harm(source: Source, tmp_path: Path) -> None:
    export(source, "csv", tmp_path)
    raw = (tmp_path / "agreements.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert rows(raw.decode("utf-8"))[0]["parties"] == "'=SUM(A1); Дәнді Дала"
    assert rows((tmp_path / "positions.csv").read_text(encoding="utf-8"))[0]["post"] == "'-head"


def test_evidence_has_a_row_a_passage_with_its_source(source: Source, tmp_path: Path) -> None:
    export(source, "csv", tmp_path)
    found = rows((tmp_path / "evidence.csv").read_text(encoding="utf-8"))
    facts_of = {name: rows((tmp_path / name).read_text(encoding="utf-8")) for name in ("figures.csv", "events.csv")}
    assert {row["id"] for kind in facts_of.values() for row in kind} <= {row["id"] for row in found}
    forum = next(row for row in found if row["kind"] == "event")
    assert RIGA.text[int(forum["start"]) : int(forum["end"])] == forum["quote"]
    assert (forum["publisher"], forum["published"], forum["url"]) == (RIGA.publisher, RIGA.published, RIGA.url)


def test_an_archive_holds_the_same_tables_and_knows_no_clock(source: Source, tmp_path: Path) -> None:
    export(source, "csv", tmp_path / "a.zip")
    export(source, "csv", tmp_path / "b.zip")
    export(source, "csv", tmp_path / "folder")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        for name in archive.namelist():
            assert archive.read(name) == (tmp_path / "folder" / name).read_bytes()


def test_a_csv_file_is_one_table_of_all_kinds(source: Source, tmp_path: Path) -> None:
    export(source, "csv", tmp_path / "all.csv")
    raw = (tmp_path / "all.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert {row["kind"] for row in rows(raw.decode("utf-8"))} == {str(line["kind"]) for line in FACTS}


def test_a_file_that_fails_half_way_leaves_what_was_there(source: Source, tmp_path: Path) -> None:
    (tmp_path / "out.nq").write_text("before", encoding="utf-8")

    class Failing:
        def __getattr__(self, name: str) -> Any:
            return getattr(source, name)

        def triples(self, name: str) -> Any:
            if "reference/units" in name:
                raise KeyboardInterrupt
            return source.triples(name)

    with pytest.raises(KeyboardInterrupt):
        export(Failing(), "nquads", tmp_path / "out.nq")  # type: ignore[arg-type]
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["out.nq"]
    assert (tmp_path / "out.nq").read_text(encoding="utf-8") == "before"


def test_a_place_that_cannot_be_written_is_named(source: Source, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(TradegraphError, match=r"out\.nq cannot be written"):
        export(source, "nquads", tmp_path / "file" / "out.nq")


def test_tables_do_not_take_the_place_of_a_file(source: Source, tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("mine", encoding="utf-8")
    with pytest.raises(TradegraphError, match="is a file"):
        export(source, "csv", tmp_path / "notes")


def test_an_unknown_format_is_a_wrong_use(source: Source) -> None:
    with pytest.raises(UsageError, match="nquads, trig"):
        export(source, "excel")


def test_the_example_base_is_warned_of_and_no_other(
    stored: Callable[..., Source], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "TRADEGRAPH_BASE" in export(stored(graph(RIGA, FACTS)), "flat").warnings[0]
    monkeypatch.setenv("TRADEGRAPH_BASE", "https://trade.example.net/")
    assert export(stored(graph(RIGA, FACTS), name="own"), "flat").warnings == ()


def test_the_ontology_is_one_document_with_all_its_modules() -> None:
    merged = Graph()
    for path in sorted(resources.ontology().glob("*.ttl")):
        merged += Graph().parse(path)
    assert to_isomorphic(Graph().parse(data=ontology(), format="turtle")) == to_isomorphic(merged)
    assert all((resources.ontology() / f"{name}.ttl").is_file() for name in MODULES)
