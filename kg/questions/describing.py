"""What the graph says about one thing: a row a statement for people, triples for programs."""

from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import Literal, URIRef

from kg.model.rdf import Row, Source, Term, Triple
from kg.questions.catalogue import question
from kg.questions.finding import label
from kg.questions.results import readable
from kg.store.binding import bound

COLUMNS = ("statement", "period", "status", "quote", "document", "published", "speaker", "confidence", "record")
_ABOUT = """PREFIX trd: <https://w3id.org/tradegraph/ns#>
PREFIX oa: <http://www.w3.org/ns/oa#>
CONSTRUCT { ?thing ?property ?value . ?subject ?link ?thing . ?part ?detail ?what } WHERE {
  { ?thing ?property ?value }
  UNION { ?subject ?link ?thing }
  UNION { ?thing trd:quantity|trd:count|trd:totalValue|trd:evidence ?part . ?part ?detail ?what }
  UNION { ?thing trd:evidence ?passage . ?passage oa:hasSelector ?part . ?part ?detail ?what }
  UNION { ?part trd:participationIn ?thing ; ?detail ?what }
}"""


@dataclass(frozen=True, slots=True)
class Description:
    """What is said about a thing: its name, a row of `columns` for each statement, and all triples it stands in."""

    iri: str
    label: str
    rows: tuple[Row, ...]
    triples: tuple[Triple, ...]
    columns: tuple[str, ...] = COLUMNS


def describe(source: Source, iri: str) -> Description:
    """The description of a thing; without rows and triples for one the graph does not know."""
    thing = {"thing": URIRef(iri)}
    found = source.select(bound(question("facts-about").text, thing))
    names: dict[Term, str] = {}
    rows = tuple(_row(source, dict(zip(found.columns, row, strict=True)), names) for row in found.rows)
    return Description(iri, label(source, iri), rows, tuple(source.construct(bound(_ABOUT, thing))))


def _row(source: Source, fact: Mapping[str, Term | None], names: dict[Term, str]) -> Row:
    for term in (fact["one"], fact["other"]):
        if isinstance(term, URIRef) and term not in names:
            names[term] = label(source, str(term))
    statement = Literal(_statement(fact, names))
    kept = (fact[name] for name in ("when", "status", "quote", "document", "published", "speaker", "confidence"))
    return (statement, *kept, fact["record"])


def _statement(fact: Mapping[str, Term | None], names: Mapping[Term, str]) -> str:
    """One line: `turnover, Kazakhstan – Latvia: 161,200,000 USD`."""
    sides = [names[side] for side in (fact["one"], fact["other"]) if side is not None]
    head = ", ".join(part for part in (_sort(fact), " – ".join(sides)) if part)
    tail = " ".join(part for part in (_amount(fact), readable(fact["words"])) if part)
    return f"{head}: {tail}" if tail else head


def _sort(fact: Mapping[str, Term | None]) -> str:
    sort = readable(fact["class"]).removeprefix("trd:")
    kind = readable(fact["what"])
    measure = readable(fact["measure"])
    if measure:
        return kind if measure == "level" else f"{kind} ({measure})"
    return f"{sort} ({kind})" if kind else sort


def _amount(fact: Mapping[str, Term | None]) -> str:
    hedge = readable(fact["hedge"])
    parts = ("" if hedge == "exact" else hedge, readable(fact["value"]), readable(fact["unit"]))
    return " ".join(part for part in parts if part)
