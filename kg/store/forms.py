"""One SPARQL query made into another that asks the same in a form that a server answers better."""

from kg.store.binding import TOKEN, pattern

_FORMS = frozenset(("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"))


def form(query: str) -> tuple[str, int, int]:
    """The form of a query, and where its word begins and ends; an empty form for what is no query.

    >>> form("PREFIX select: <urn:x> ASK { }")
    ('ASK', 23, 26)
    """
    before = ""
    for match in TOKEN.finditer(query):
        word = (match["word"] or "").upper()
        if word in _FORMS and before != "PREFIX":
            return word, match.start(), match.end()
        before = word or before
    return "", 0, 0


def yes_or_no(query: str) -> str | None:
    r"""An ASK as a SELECT that has a row for yes and none for no; None where that cannot be said so.

    >>> yes_or_no("PREFIX x: <urn:x> ASK { ?s x:p ?o }")
    'PREFIX x: <urn:x> SELECT (1 AS ?yes_or_no) { ?s x:p ?o }\nLIMIT 1'
    """
    kind, start, stop = form(query)
    if kind != "ASK" or _tail(query):
        return None
    return f"{query[:start]}SELECT (1 AS ?yes_or_no){query[stop:]}\nLIMIT 1"


def solutions_of(query: str) -> str | None:
    """A SELECT with a row for each solution that a CONSTRUCT is made of; None where it has modifiers.

    >>> solutions_of("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    'SELECT (1 AS ?solution) WHERE { ?s ?p ?o }'
    """
    kind, start, _ = form(query)
    if kind != "CONSTRUCT" or _tail(query):
        return None
    inside, outside = pattern(query)
    return f"{query[:start]}SELECT (1 AS ?solution) WHERE {{{query[inside:outside]}}}"


def counted(query: str) -> str:
    r"""How many rows a SELECT has.

    >>> counted("SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s")
    'SELECT (COUNT(*) AS ?rows_there_are) WHERE { { SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s\n} }'
    """
    return _around(query, "(COUNT(*) AS ?rows_there_are)", "")


def paged(query: str, columns: tuple[str, ...], *, first: int, rows: int) -> str:
    """Some rows of a SELECT, from the row numbered `first` (from 0) on."""
    return _around(query, " ".join(f"?{name}" for name in columns), f" LIMIT {rows} OFFSET {first}")


def _around(query: str, selected: str, end: str) -> str:
    """The query inside another; a line break closes a comment at its end."""
    _, start, _ = form(query)
    return f"{query[:start]}SELECT {selected} WHERE {{ {{ {query[start:]}\n}} }}{end}"


def _tail(query: str) -> bool:
    """Whether anything follows the pattern: modifiers or VALUES."""
    _, stop = pattern(query)
    return any(match["word"] for match in TOKEN.finditer(query[stop + 1 :]))
