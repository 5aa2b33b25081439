"""The parts of the documents that are written from other files: `python tests/docs/generated.py` writes them anew.

Such a part stands between `<!-- generated: NAME -->` and `<!-- end -->`.
"""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef

from kg import questions, resources, vocabulary
from kg.model import RECORDS
from kg.questions.header import USERS

ROOT = Path(__file__).resolve().parents[2]
_PART = re.compile(r"(?<=<!-- generated: )(\w+)( -->\n)(.*?)(?=<!-- end -->)", re.DOTALL)
_SORTS = (("class", OWL.Class), ("property", OWL.ObjectProperty), ("property", OWL.DatatypeProperty))


def catalogue() -> Iterator[str]:
    """The named queries under the group that asks them: question, parameters, what a row is."""
    known = questions.catalogue()
    yield f"{len(known)} queries."
    for users in USERS:
        asked = [each for each in known if each.asks == users]
        if asked:
            yield f"\n### {users[0].upper()}{users[1:]}\n"
        for each in asked:
            parameters = "; ".join(f"`{p.name}` ({p.type}): {p.meaning}" for p in each.parameters) or "none"
            yield f"**`{each.name}`** {each.title()}. {each.questions['en']}\\\nParameters: {parameters}\\\nRows: {each.rows}\n"


def words() -> Iterator[str]:
    """The words of flat facts by kind and field, each with the code it becomes and those that fold into it."""
    yield "| kind | field | word | becomes | also read back from |"
    yield "| --- | --- | --- | --- | --- |"
    rows: dict[tuple[str, str, str], dict[str, list[str]]] = {}
    with (resources.ontology() / "flat-facts.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            found = rows.setdefault((row["kind"], row["field"], row["word"]), {"both": [], "out": []})
            found[row["direction"]].append(f"`{row['code']}`")
    kinds = [record.kind for record in RECORDS]
    for (kind, field, word), codes in sorted(rows.items(), key=lambda row: (kinds.index(row[0][0]), row[0])):
        yield f"| {kind} | `{field}` | `{word}` | {', '.join(codes['both'])} | {', '.join(codes['out'])} |"


def terms() -> Iterator[str]:
    """Classes and properties of each module of the ontology, with their definitions."""
    for path in sorted(resources.ontology().glob("*.ttl")):
        graph = Graph().parse(path)
        rows = [
            (sort, _term(graph, term))
            for sort, kind in _SORTS
            for term in sorted(graph.subjects(RDF.type, kind), key=str)
        ]
        found = [(sort, cells) for sort, cells in rows if cells]
        if found:
            yield f"\n### {path.stem}\n\n| term | is a | in Russian | means |\n| --- | --- | --- | --- |"
            yield from (f"| `{name}` | {sort} | {russian} | {meaning} |" for sort, (name, russian, meaning) in found)


def _term(graph: Graph, term: object) -> tuple[str, str, str] | tuple[()]:
    """Name, Russian label and English definition of a term of our own; nothing for another vocabulary's."""
    if not isinstance(term, URIRef) or not vocabulary.compact(str(term)).startswith("trd:"):
        return ()
    return (
        vocabulary.compact(str(term)),
        _said(graph, term, RDFS.label, "ru"),
        _said(graph, term, SKOS.definition, "en"),
    )


def _said(graph: Graph, term: URIRef, predicate: URIRef, language: str) -> str:
    values = (value for value in graph.objects(term, predicate) if isinstance(value, Literal))
    return next((str(value).replace("|", "\\|") for value in values if value.language == language), "")


PARTS: Mapping[str, Callable[[], Iterator[str]]] = {"catalogue": catalogue, "words": words, "terms": terms}


def renewed(text: str) -> str:
    """A document with its generated parts as they should be."""
    return _PART.sub(lambda part: part[1] + part[2] + "\n".join(PARTS[part[1]]()).strip() + "\n", text)


def main() -> None:
    """Write them."""
    for path in sorted((ROOT / "docs").glob("*.md")):
        path.write_text(renewed(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
