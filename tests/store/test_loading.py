"""`kg load FILE --graph IRI`: six formats, each into the graph it is told to, and files that mean harm."""

import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg.store
from kg import formats, iris
from kg.errors import Refused
from kg.store import Outcome, Writer, load_file, parsing

GRAPH = iris.graph("loaded/sample")
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XML = f'<rdf:RDF xmlns:rdf="{RDF}" xmlns:e="http://example.org/">%s</rdf:RDF>'

# One sentence in six formats: Latvia's exports are 2.5, in words "два с половиной", partner unnamed.
SAME = {
    "ntriples": (
        '<http://example.org/lv> <http://example.org/exports> "2.50"^^<http://www.w3.org/2001/XMLSchema#decimal> .\n'
        '<http://example.org/lv> <http://example.org/words> "\\u0434\\u0432\\u0430 \\"2\\""@RU .\n'
        "<http://example.org/lv>   <http://example.org/partner> _:somebody . # nobody knows\n"
        '_:somebody <http://example.org/year> "02016"^^<http://www.w3.org/2001/XMLSchema#integer> .'
    ),
    "nquads": (
        f'<http://example.org/lv> <http://example.org/words> "два \\"2\\""@ru <{iris.graph("curated")}> .\n'
        '<http://example.org/lv> <http://example.org/exports> "2.5"^^<http://www.w3.org/2001/XMLSchema#decimal> _:g .\n'
        "<http://example.org/lv> <http://example.org/partner> _:x <urn:other> .\n"
        '_:x <http://example.org/year> "2016"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
    ),
    "turtle": """
        @prefix e: <http://example.org/> .
        e:lv e:exports 2.50 ; e:words 'два "2"'@ru ; e:partner [ e:year 2016 ] .
    """,
    "trig": """
        PREFIX e: <http://example.org/>
        <urn:any> { e:lv e:exports 2.5 ; e:partner _:p . } e:lv e:words 'два "2"'@ru . GRAPH e:g { _:p e:year 2016 }
    """,
    "jsonld": """
        {"@context": {"@vocab": "http://example.org/", "@base": "http://example.org/"},
         "@id": "lv", "exports": {"@value": "2.5", "@type": "http://www.w3.org/2001/XMLSchema#decimal"},
         "words": {"@value": "два \\"2\\"", "@language": "ru"}, "partner": {"year": 2016}}
    """,
    "rdfxml": XML
    % """
        <rdf:Description rdf:about="http://example.org/lv">
          <e:exports rdf:datatype="http://www.w3.org/2001/XMLSchema#decimal">02.50</e:exports>
          <e:words xml:lang="ru">два "2"</e:words>
          <e:partner><rdf:Description>
            <e:year rdf:datatype="http://www.w3.org/2001/XMLSchema#integer">2016</e:year>
          </rdf:Description></e:partner>
        </rdf:Description>
    """,
}


@pytest.fixture
def writer(folder: Path) -> Iterator[Writer]:
    with kg.store.writer(folder) as opened:
        yield opened


def file_of(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("name", SAME)
def test_every_format_is_read_as_what_it_says(writer: Writer, tmp_path: Path, name: str) -> None:
    suffix = formats.BY_NAME[name].suffixes[0]
    assert load_file(writer, file_of(tmp_path, f"sample{suffix}", SAME[name]), GRAPH).added == (GRAPH,)
    found = "".join(writer.graph(GRAPH).lines)
    (somebody,) = set(re.findall(r"https://data\.example\.org/\.well-known/genid/[0-9a-f]{20}", found))
    expected = [
        '<http://example.org/lv> <http://example.org/exports> "2.5"^^<http://www.w3.org/2001/XMLSchema#decimal>',
        '<http://example.org/lv> <http://example.org/words> "два \\"2\\""@ru',
        f"<http://example.org/lv> <http://example.org/partner> <{somebody}>",
        f'<{somebody}> <http://example.org/year> "2016"^^<http://www.w3.org/2001/XMLSchema#integer>',
    ]
    assert found == "".join(sorted(f"{line} <{GRAPH}> .\n" for line in expected))
    assert writer.entries()[GRAPH].digest == writer.graph(GRAPH).digest


def test_every_format_loads_to_the_same_graph(writer: Writer, tmp_path: Path) -> None:
    """Also the blank node has the same IRI, since it is made from what is said about it."""
    digests = set()
    for name, content in SAME.items():
        load_file(writer, file_of(tmp_path, f"sample{formats.BY_NAME[name].suffixes[0]}", content), GRAPH)
        digests.add(writer.graph(GRAPH).digest)
    assert len(digests) == 1


def test_loading_twice_changes_nothing(writer: Writer, folder: Path, tmp_path: Path) -> None:
    path = file_of(tmp_path, "sample.ttl", SAME["turtle"])
    load_file(writer, path, GRAPH)
    before = (folder / "ledger.jsonl").read_bytes()
    assert load_file(writer, path, GRAPH) == Outcome(unchanged=(GRAPH,))
    assert load_file(writer, file_of(tmp_path, "same.jsonld", SAME["jsonld"]), GRAPH) == Outcome(unchanged=(GRAPH,))
    assert (folder / "ledger.jsonl").read_bytes() == before


def test_another_file_replaces_what_the_graph_held(writer: Writer, tmp_path: Path) -> None:
    load_file(writer, file_of(tmp_path, "one.ttl", "<urn:a> <urn:b> 1, 2 ."), GRAPH)
    outcome = load_file(writer, file_of(tmp_path, "two.ttl", "<urn:a> <urn:b> 2, 3 ."), GRAPH)
    assert outcome.changed == (GRAPH,)
    assert [line.split('"')[1] for line in writer.graph(GRAPH).lines] == ["2", "3"]
    assert writer.entries()[GRAPH].digest == writer.graph(GRAPH).digest
    assert writer.entries()[GRAPH].name == "two.ttl"


def test_an_empty_file_empties_the_graph(writer: Writer, tmp_path: Path) -> None:
    load_file(writer, file_of(tmp_path, "one.ttl", "<urn:a> <urn:b> 1 ."), GRAPH)
    assert load_file(writer, file_of(tmp_path, "none.nt", ""), GRAPH).dropped == (GRAPH,)
    assert load_file(writer, file_of(tmp_path, "none.nt", ""), GRAPH).added == ()


def test_blank_nodes_keep_their_iris_when_the_order_changes(writer: Writer, tmp_path: Path) -> None:
    lines = [
        f"_:b{number} <urn:p> {target} ."
        for number, target in enumerate(["_:b1", "_:b2", '"end"', "_:b3", "_:b3", '"alone"'])
    ]
    seen = set()
    for seed in range(5):
        random.Random(seed).shuffle(lines)
        load_file(writer, file_of(tmp_path, "shuffled.nt", "\n".join(lines)), GRAPH)
        seen.add(writer.graph(GRAPH).digest)
    assert len(seen) == 1
    assert len({line.split(" ")[0] for line in writer.graph(GRAPH).lines}) == 6


def test_a_ring_of_equal_blank_nodes_stays_a_ring(writer: Writer, tmp_path: Path) -> None:
    """Nothing tells its members apart but their place in the file; they must not become one."""
    ring = "\n".join(f"_:n{number} <urn:next> _:n{(number + 1) % 12} ." for number in range(12))
    load_file(writer, file_of(tmp_path, "ring.nt", ring), GRAPH)
    assert len(writer.graph(GRAPH).lines) == 12


def test_what_is_passed_on_unparsed_is_what_parsing_gives(tmp_path: Path) -> None:
    """The quick way for canonical lines and the slow one agree on a file that has both sorts, and on its digest."""
    lines = []
    for number in range(3_000):
        decimal = f'"{number}.50"^^<http://www.w3.org/2001/XMLSchema#decimal>'
        value = (f'"{number}"', decimal, f"<urn:{number}>")
        odd = "\t" if number % 700 == 0 else " "
        lines.append(f"<urn:s{number % 50}>{odd}<urn:p> {value[number % 3]} <urn:g{number % 7}> .\n")
    path = file_of(tmp_path, "mixed.nq", "".join(lines))
    with kg.store.writer(tmp_path / "store") as writer:
        load_file(writer, path, GRAPH)
        found = writer.graph(GRAPH)
        assert writer.entries()[GRAPH].digest == found.digest
    expected = ox.Store()
    expected.extend(
        ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(GRAPH))
        for quad in ox.parse(path=path, format=ox.RdfFormat.N_QUADS)
    )
    assert list(found.lines) == sorted(f"{quad} .\n" for quad in expected)


# refused

WRONG = {
    "broken.ttl": ("<urn:a> <urn:b> 1 .\n<urn:a> <urn:b ", "line 2"),
    "broken.nt": ("<urn:a> <urn:b> <urn:c> .\n_:x <urn:b> _:x .\n<urn:a> <urn:b> 1 .\n", "line 3"),
    "late.nq": ("<urn:a> <urn:b> <urn:c> .\n" * 20_000 + "<urn:a> <http://[> <urn:c> .\n", "line 20001"),
    "broken.trig": ("<urn:g> {\n <urn:a> <urn:b> }", "line 2"),
    "broken.jsonld": ('{"@id": "urn:a",\n "urn:b": }', "line 2"),
    "broken.rdf": ("<a>\n<b>\n</a>", "line 3"),
    "bad_utf8.nt": (b'<urn:a> <urn:b> "\xd0" .\n', "UTF-8"),
    "surrogate.ttl": ('<urn:a> <urn:b> "\\uD800" .', "line 1"),
    "spaces.ttl": ("<urn:a b> <urn:c> 1 .", "line 1"),
    "wrong.ttl": ('{"urn:a": 1}', "line 1"),
    "quoted.ttl": ("<urn:a> <urn:b> <<( <urn:a> <urn:b> 1 )>> .", "triples inside triples"),
    "nested.nt": ("<urn:a> <urn:b> " + "<<( <urn:a> <urn:b> " * 20_000 + "<urn:c>" + " )>>" * 20_000 + " .\n", "nests"),
    "nested.jsonld": ('{"urn:b":' * 5_000 + "1" + "}" * 5_000, "nested more than 100 deep"),
    "lists.jsonld": ('{"urn:b":' + '{"@list":[' * 5_000 + "1" + "]}" * 5_000 + "}", "nested more than 100 deep"),
    "elsewhere.jsonld": ('{"@context": "http://127.0.0.1:9/c", "name": "x"}', "lies elsewhere"),
    "local.jsonld": ('{"@context": "file:///etc/passwd", "name": "x"}', "lies elsewhere"),
    "entity.rdf": ('<!DOCTYPE r [<!ENTITY a "b">]>\n' + XML % "", "line 1: it declares entities"),
    "bomb.rdf": (
        "<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'>"
        + "".join(f"<!ENTITY a{n} '{f'&a{n - 1 if n > 1 else str()};' * 10}'>" for n in range(1, 10))
        + "]>"
        + XML % '<rdf:Description rdf:about="urn:a"><e:p>&a9;</e:p></rdf:Description>',
        "it declares entities",
    ),
    "outside.rdf": ('<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + XML % "", "it declares entities"),
    "deep.rdf": (XML % ("<e:C><e:p>" * 20_000 + "</e:p></e:C>" * 20_000), "nested more than 500 deep"),
    "wide.rdf": (XML % ("<rdf:Description " + " ".join(f'e:a{n}="1"' for n in range(60_000)) + "/>"), "attributes"),
    "text.txt": ("<urn:a> <urn:b> 1 .", "tells no RDF format"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_refused_and_nothing_changes(writer: Writer, tmp_path: Path, name: str) -> None:
    content, reason = WRONG[name]
    path = file_of(tmp_path, name, content)
    with pytest.raises(Refused, match=reason):
        load_file(writer, path, GRAPH)
    assert not writer.entries()
    load_file(writer, file_of(tmp_path, "good.ttl", "<urn:a> <urn:b> 1 ."), GRAPH)
    with pytest.raises(Refused, match=reason):
        load_file(writer, path, GRAPH)
    assert len(writer.graph(GRAPH).lines) == 1
    assert writer.entries()[GRAPH].name == "good.ttl"


def test_a_missing_file_is_refused(writer: Writer, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="No such file"):
        load_file(writer, tmp_path / "none.ttl", GRAPH)


def test_a_file_that_takes_too_long_is_given_up(
    writer: Writer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parsing, "PATIENCE", 0.0)
    with pytest.raises(Refused, match="takes too long"):
        load_file(writer, file_of(tmp_path, "sample.ttl", SAME["turtle"]), GRAPH)


OURS = [
    iris.graph("doc/0123"),
    iris.graph("curated"),
    iris.graph("effective"),
    iris.graph("joined"),
    iris.graph("reprints"),
    iris.graph("reference/countries"),
    iris.ONTOLOGY_GRAPH,
    "relative/name",
    "urn:a> <urn:b",
]


@pytest.mark.parametrize("graph", OURS)
def test_graphs_that_others_write_cannot_be_taken_over(writer: Writer, tmp_path: Path, graph: str) -> None:
    with pytest.raises(Refused):
        load_file(writer, file_of(tmp_path, "sample.ttl", SAME["turtle"]), graph)


def test_a_load_that_is_killed_leaves_the_graph_whole_or_absent(tmp_path: Path) -> None:
    path = file_of(tmp_path, "big.nt", "".join(f"<urn:s{n}> <urn:p> <urn:o{n % 97}> .\n" for n in range(60_000)))
    script = (
        "import kg.store\n"
        f"with kg.store.writer({str(tmp_path / 'store')!r}) as writer:\n"
        "    print('open', flush=True)\n"
        f"    kg.store.load_file(writer, {str(path)!r}, {GRAPH!r})\n"
    )
    for wait in (0.05, 0.2, 0.4):
        with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as child:
            assert child.stdout and child.stdout.readline()
            time.sleep(wait)
            child.send_signal(signal.SIGKILL)
        with kg.store.writer(tmp_path / "store") as writer:
            assert len(writer.graph(GRAPH).lines) in (0, 60_000)
            assert (GRAPH in writer.entries()) == bool(writer.graph(GRAPH).lines)
            writer.drop([GRAPH])
