"""Places by name: those that the table knows have a slug."""

from functools import cache

from kg.compiled import compiled
from kg.identity.base_forms import followed
from kg.identity.folding import folded
from kg.identity.words import word
from kg.vocabulary import places


@cache
def _tables() -> tuple[dict[str, str], frozenset[str]]:
    """IRIs by folded name in any language, a name of two places naming neither; base forms of names of one word."""
    return compiled("places", (followed(),), _made)


def _made() -> tuple[dict[str, str], frozenset[str]]:
    found: dict[str, set[str]] = {}
    for place in places():
        for names in place.names.values():
            for name in names:
                found.setdefault(folded(name), set()).add(place.iri)
    slugs = {name: iris.pop() for name, iris in found.items() if len(iris) == 1}
    return slugs, frozenset(word(name).base for name in slugs if " " not in name)


def known(name: str) -> str | None:
    """The IRI of a place that the table knows by that name.

    >>> known("Алма-Ата") == known("Almaty")
    True
    """
    return _tables()[0].get(folded(name))


def is_place(base: str) -> bool:
    """Whether one base form is the name of a place in the table."""
    return base in _tables()[1]
