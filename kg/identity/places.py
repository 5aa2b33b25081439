"""Places by name: those that the table knows have a slug."""

from functools import cache

from kg.identity.folding import folded
from kg.identity.words import word
from kg.vocabulary import places


@cache
def _slugs() -> dict[str, str]:
    """IRIs by folded name in any language; a name of two places names neither."""
    found: dict[str, set[str]] = {}
    for place in places():
        for names in place.names.values():
            for name in names:
                found.setdefault(folded(name), set()).add(place.iri)
    return {name: iris.pop() for name, iris in found.items() if len(iris) == 1}


def known(name: str) -> str | None:
    """The IRI of a place that the table knows by that name.

    >>> known("Алма-Ата") == known("Almaty")
    True
    """
    return _slugs().get(folded(name))


@cache
def _bases() -> frozenset[str]:
    return frozenset(word(name).base for name in _slugs() if " " not in name)


def is_place(base: str) -> bool:
    """Whether one base form is the name of a place in the table."""
    return base in _bases()
