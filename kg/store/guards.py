"""What a foreign query may ask: the engine dies of deep queries and goes to the network for SERVICE, so look first.

The limits come from section 4 of the reliability study: the smallest query that kills the process nests 2,250 braces,
2,600 clauses in a row do as well, and planning 160 patterns about one subject takes ten seconds.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.errors import QueryError

SIZE = 100_000  # bytes
NESTING = 200  # brackets of any sort
PATTERNS = 64  # triple patterns, each step of a path counting as one
OPERATORS = 1_000  # + - * / ! = < > && || | ^
CLAUSES = 256  # BIND, FILTER, OPTIONAL, UNION …

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n\r]*)
      | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
      | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
                  | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
      | (?P<variable>[?$]\w+)
      | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
      | (?P<number>\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)
      | (?P<name>(?:\w[\w.-]*)?:(?:[\w:%.-]|\\.)*|_:[\w.-]+)
      | (?P<word>\w+)
      | (?P<open>[(\[{]) | (?P<close>[)\]}])
      | (?P<separator>[.;,])
      | (?P<operator>&&|\|\||\^\^|[-+*/!=<>|^])
      | (?P<space>\s+) | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_NETWORK = {"SERVICE": "asks another server", "LOAD": "reads a file or page"}
_COUNTED = frozenset(("BIND", "FILTER", "OPTIONAL", "UNION", "MINUS", "EXISTS", "GRAPH", "SELECT", "VALUES"))
_HEADERS = frozenset(
    ("SELECT", "ORDER", "GROUP", "HAVING", "LIMIT", "OFFSET", "VALUES", "FROM", "PREFIX", "BASE", "ASK", "DESCRIBE")
    + ("GRAPH",)
)
_CLAUSE_WORDS = _COUNTED | _HEADERS | frozenset(("WHERE", "NOT", "CONSTRUCT"))
_TERMS = frozenset(("iri", "string", "variable", "number", "name"))

Token = tuple[str, str]


def tokens(query: str) -> Iterator[Token]:
    """Kind and text of each token, without space and comments: strings, IRIs and comments hide nothing from us.

    >>> [text for kind, text in tokens("ASK { <urn:service#> ?p 'SERVICE' } # SERVICE")]
    ['ASK', '{', '<urn:service#>', '?p', "'SERVICE'", '}']
    """
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup or "other"
        if kind not in ("space", "comment"):
            yield kind, match.group()


@lru_cache(maxsize=256)
def check(query: str) -> None:
    """Raise `QueryError`, naming the limit, for a query that is too big or asks to leave the store."""
    size = len(query.encode("utf-8", "surrogatepass"))
    if size > SIZE:
        raise QueryError(f"the query has {size:,} bytes; at most {SIZE:,} are read")
    _check_escapes(query)
    found = list(tokens(query))
    _check_reach(found)
    _limit("levels of brackets", _nesting(found), NESTING)
    _limit("operators", sum(kind == "operator" for kind, _ in found), OPERATORS)
    _limit("clauses", sum(kind == "word" and text.upper() in _COUNTED for kind, text in found), CLAUSES)
    _limit("triple patterns", _patterns(found), PATTERNS)


@lru_cache(maxsize=256)
def names_graphs(query: str) -> bool:
    """Whether a query says by FROM which graphs it asks, so that the default graph is not the union of all."""
    return any(kind == "word" and text.upper() == "FROM" for kind, text in tokens(query))


def check_reach(text: str) -> None:
    """Raise `QueryError` for a query or update that asks to leave the store, however long it is."""
    _check_escapes(text)
    _check_reach(list(tokens(text)))


def _limit(what: str, found: int, limit: int) -> None:
    if found > limit:
        raise QueryError(f"the query has {found:,} {what}; at most {limit:,} are allowed")


def _check_escapes(query: str) -> None:
    """Some engines replace such escapes before they look for strings (SPARQL 1.1, 19.2), which could hide a SERVICE."""
    for match in _ESCAPE.finditer(query):
        if int(match.group(1) or match.group(2), 16) < 128:
            raise QueryError(f"write the character itself in place of {match.group()}")


def _check_reach(found: list[Token]) -> None:
    for index, (kind, text) in enumerate(found):
        word = text.upper() if kind == "word" else ""
        if word in _NETWORK:
            raise QueryError(f"{word} is refused: it {_NETWORK[word]}, and a query sees the store only")
        if word == "FROM":
            iri = next((text for kind, text in found[index + 1 : index + 3] if kind == "iri"), "")
            if iri.lower().startswith("<file:"):
                raise QueryError(f"FROM {iri} is refused: a query sees the store only")


def _nesting(found: list[Token]) -> int:
    depth = deepest = 0
    for kind, _ in found:
        depth += (kind == "open") - (kind == "close")
        deepest = max(deepest, depth)
    return deepest


def _patterns(found: list[Token]) -> int:
    """How many triple patterns there are: starts of runs of terms, and what follows `.`, `;`, `,` and `/`."""
    count = 0
    brackets: list[str] = []
    header, running = "", False
    for kind, text in found:
        word = text.upper() if kind == "word" else ""
        if word in _CLAUSE_WORDS:
            header, running = word if word in _HEADERS else "", False
        elif kind == "open":
            brackets.append("data" if text == "{" and header == "VALUES" else text)
            header, running = ("", False) if text == "{" else (header, running)
        elif kind == "close":
            running = running and text != "}"
            del brackets[-1:]
        elif kind == "separator" or text == "/":
            running = False
        elif kind in _TERMS and not (running or header or brackets[-1:] in ([], ["("], ["data"])):
            count, running = count + 1, True
    return count
