"""The SPARQL page: a form that works without scripts; the island makes an editor of it."""

from kg import questions
from kg.errors import TradegraphError
from kg.questions import results
from kg.web.configuration import Limits
from kg.web.desk import Desk
from kg.web.orders import Order, Reply
from kg.web.rendering import page as rendered

_FIRST = """PREFIX trd: <https://w3id.org/tradegraph/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?country ?label (COUNT(DISTINCT ?figure) AS ?figures) WHERE {
  ?figure a trd:TradeFigure ; trd:reporter ?country .
  FILTER NOT EXISTS { ?figure trd:withheld ?reason }
  ?country rdfs:label ?label FILTER(LANG(?label) = "en")
} GROUP BY ?country ?label ORDER BY DESC(?figures) LIMIT 20
"""
_EXAMPLES = ("bilateral-series", "missions", "agreements-by-status", "targets", "who-said-what", "conflicting-figures")
_SHOWN = 500  # rows on the page; the files have all


def page(desk: Desk, order: Order) -> Reply:
    """The page with the query and, where there is one, its answer or what is wrong with it."""
    query = order.value("query")
    problem, answer = "", None
    if query.strip():
        try:
            answer = questions.ask(desk.source, query)
        except TradegraphError as error:
            problem = str(error)
    rows = answer.rows or answer.triples if answer else ()
    return rendered(
        order,
        "sparql.html",
        400 if problem else 200,
        query=query or _FIRST,
        problem=problem,
        answer=answer,
        columns=answer.columns or ("subject", "predicate", "object") if answer else (),
        rows=[[(results.readable(term), _linked(term)) for term in row] for row in rows[:_SHOWN]],
        total=len(rows),
        examples=[(each.title(order.language), _bare(each.text)) for each in map(questions.question, _EXAMPLES)],
        limits=Limits(),
    )


def _bare(text: str) -> str:
    """A query file without its header."""
    return "\n".join(line for line in text.splitlines() if not line.startswith("#+")).strip() + "\n"


def _linked(term: object) -> str:
    """Where an IRI leads; nothing for what is no IRI of the web."""
    text = str(term) if type(term).__name__ == "URIRef" else ""
    return text if text.startswith(("http://", "https://")) else ""
