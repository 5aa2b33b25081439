"""Situations that users of neighbouring tools have met, told with inputs of our own (numbers as in the list of cases)."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
MARK = "\ufeff"
FORMATS = {
    "turtle": (rdflib.Graph, "turtle", pyoxigraph.RdfFormat.TURTLE),
    "trig": (rdflib.Dataset, "trig", pyoxigraph.RdfFormat.TRIG),
    "nquads": (rdflib.Dataset, "nquads", pyoxigraph.RdfFormat.N_QUADS),
    "rdfxml": (rdflib.Graph, "xml", pyoxigraph.RdfFormat.RDF_XML),
    "jsonld": (rdflib.Dataset, "json-ld", pyoxigraph.RdfFormat.JSON_LD),
}


def facts(kg: Run) -> list[dict[str, object]]:
    return [json.loads(line) for line in kg("facts", "--format", "jsonl").stdout.decode().splitlines()]


def figures(kg: Run) -> list[dict[str, object]]:
    return [each for each in facts(kg) if each["kind"] == "figure"]


def select(kg: Run, path: Path, query: str) -> list[str]:
    path.write_text(query, encoding="utf-8")
    return kg("query", path, "--format", "csv").stdout.decode().split()[1:]


def test_f03_addresses_with_spaces_and_quotes_are_readable_in_every_export(kg: Run, tmp_path: Path) -> None:
    row = {"url": 'http://news.example/a b?q="x"|y<z>', "title": "Exports", "published": "2016-05-01", "language": "en"}
    row["text"] = "Exports of Georgia to Latvia were $7 million in 2015."
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    kg("ingest", "a.jsonl")
    lines = kg("export", "--format", "nquads").stdout.decode()
    assert "http://news.example/a%20b?q=%22x%22%7Cy%3Cz%3E" in lines
    for iri in (part.split(">")[0] for part in lines.split("<")[1:]):
        assert not set(iri) & set(' "|')
    for name, (graph, ours, theirs) in FORMATS.items():
        content = kg("export", "--format", name).stdout
        count = len(graph().parse(data=content, format=ours))
        assert count == len(set(pyoxigraph.parse(content, format=theirs))) > 100, name


def test_f03_what_is_encoded_is_not_encoded_again(kg: Run, tmp_path: Path) -> None:
    row = {"url": "http://news.example/a%20b", "text": "Exports of Georgia to Latvia were $7 million in 2015."}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    kg("ingest", "a.jsonl")
    assert b"a%20b" in kg("export").stdout
    assert b"%2520" not in kg("export").stdout


def test_f04_a_byte_order_mark_before_a_manifest_or_query_is_nothing(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Exports of Georgia to Latvia were $7 million in 2015.", encoding="utf-8")
    manifest = f"{MARK}file,language,published,publisher,title\na.txt,en,2016-05-01,Example,Exports\n"
    (tmp_path / "m.csv").write_text(manifest, encoding="utf-8")
    assert "1 documents: 1 new" in kg("ingest", "--manifest", "m.csv").stderr.decode()
    exported = kg("export").stdout.decode()
    assert '"2016-05-01"' in exported and '"en"' in exported
    query = "SELECT ?s WHERE { ?s a ?c } ORDER BY ?s LIMIT 1"
    assert select(kg, tmp_path / "q.rq", MARK + query) == select(kg, tmp_path / "p.rq", query)


def test_f06_a_machine_that_is_not_utf8_writes_the_same_page(kg_process: Run, tmp_path: Path) -> None:
    text = "Қазақстан Латвияға астық сатты. «Дала Астық» signed a contract for €2 million with SIA Paraugs of Riga, Latvia, on 3 May 2016."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    kg_process("ingest", "a.txt")
    bare = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    kg_process("network", "-o", "bare.html", **bare)
    kg_process("network", "-o", "utf8.html", LC_ALL="C.UTF-8")
    page = (tmp_path / "bare.html").read_bytes()
    assert page == (tmp_path / "utf8.html").read_bytes()
    assert b"utf-8" in page.lower()
    page.decode("utf-8")
    kg_process("facts", **bare)
    assert kg_process("text", "a.txt", **bare).stdout.decode() == text


@pytest.mark.parametrize(
    ("shown", "published"),
    [
        ("<div class='date'>30 Июля 2015, 14:05</div>", "2015-07-30"),
        ("<div class='date'>2015 жылғы 1 қыркүйек</div>", "2015-09-01"),
        ("", None),
    ],
)
def test_f09_a_date_in_plain_sight(kg: Run, tmp_path: Path, shown: str, published: str | None) -> None:
    page = (
        f"<html><head><title>Грузия и Латвия</title></head><body>{shown}<article><p>Экспорт Грузии в Латвию в 2014 году "
        "составил 5 млн долларов США, сообщили в министерстве.</p></article><footer>© 2009–2024</footer></body></html>"
    )
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    said = kg("ingest", "page.html").stderr.decode()
    issued = "PREFIX d: <http://purl.org/dc/terms/> SELECT ?day WHERE { ?p a <https://w3id.org/tradegraph/ns#Publication> ; d:issued ?day }"
    assert select(kg, tmp_path / "q.rq", issued) == ([published] if published else [])
    assert ("no date of publication" in said) == (published is None)


def test_f12_related_headlines_are_no_facts_of_the_article(kg: Run, tmp_path: Path) -> None:
    page = (
        "<html><body><article><h1>Grain</h1><p>Georgia exported 5,000 tonnes of grain to Latvia in 2016, the ministry said on "
        "Monday in its regular bulletin on agricultural trade with the Baltic states.</p></article><div class='related'>"
        "<h3>Read also</h3><ul><li><a href='/1'>Georgia and Japan sign memorandum worth $9 billion</a></li>"
        "<li><a href='/2'>Uzbekistan halves its imports</a></li></ul></div></body></html>"
    )
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    kg("ingest", "page.html", "--published", "2017-01")
    (figure,) = figures(kg)
    assert (figure["value"], figure["reporter"], figure["partner"], figure["period"]) == (5000, "GE", "LV", "2016")
    assert not {"JP", "UZ"} & {each.get("code") for each in facts(kg)}


def test_f12_a_page_of_headlines_is_refused(kg: Run, tmp_path: Path) -> None:
    items = "".join(
        f"<li><a href='/{n}'>Georgia and Japan sign memorandum worth ${n} billion</a></li>" for n in range(12)
    )
    (tmp_path / "page.html").write_text(
        f"<html><body><h3>Read also</h3><ul>{items}</ul></body></html>", encoding="utf-8"
    )
    assert "no article" in kg("ingest", "page.html", code=1).stderr.decode()


def test_f22_linked_data_in_a_page_is_read_without_a_connection(
    kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    linked = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Grain",
        "datePublished": "2015-07-30",
    }
    page = (
        f"<html><head><script type='application/ld+json'>{json.dumps(linked)}</script></head><body><article><p>Georgia exported "
        "5,000 tonnes of grain to Latvia in 2014, the ministry said on Monday.</p></article></body></html>"
    )
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    monkeypatch.setattr("socket.socket.connect", _refused)
    kg("ingest", "page.html")
    exported = kg("export").stdout.decode()
    assert '"2015-07-30"' in exported and '"Grain"' in exported


def _refused(*_: object) -> None:
    raise AssertionError("a connection was tried")


def test_names_of_files_are_only_names(kg: Run, tmp_path: Path) -> None:
    names = [
        "-rf.txt",
        "a\nb.txt",
        "$(id).txt",
        "'quote\".txt",
        "a;b|c.txt",
        "имя файла.txt",
        "..%2f..%2fetc%2fpasswd.txt",
        "x" * 200 + ".txt",
    ]
    for name in names:
        (tmp_path / name).write_text(
            f"Exports of Georgia to Latvia were ${len(name)} million in 2015.", encoding="utf-8"
        )
    kg("ingest", tmp_path)
    for name in names:
        assert kg("text", "--", name).stdout.decode().startswith("Exports of Georgia")
    assert {path.name for path in tmp_path.iterdir()} == {*names, "tradegraph"}
