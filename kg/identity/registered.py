"""Organisations that the registry knows, by the keys of all their names."""

from functools import cache

from kg.compiled import compiled
from kg.identity.base_forms import followed
from kg.identity.organisations import Key, key
from kg.vocabulary import registry


@cache
def _slugs() -> dict[tuple[tuple[str, ...], tuple[str, ...]], str]:
    """IRIs by bases and countries of a key."""
    return compiled("registered", (followed(),), _made)


def _made() -> dict[tuple[tuple[str, ...], tuple[str, ...]], str]:
    """A government body without its country in the name is known by it only with its country."""
    found: dict[Key, set[str]] = {}
    for row in registry():
        for name in (name for names in row.names.values() for name in names):
            spelled = key(name)
            if row.kind == "government" or spelled.generic:
                spelled = spelled.of(row.country or None)
            found.setdefault(spelled, set()).add(row.iri)
    known = {each: iris.pop() for each, iris in found.items() if len(iris) == 1 and not each.generic}
    return {(each.bases, each.countries): iri for each, iri in known.items()}


def registered(spelled: Key) -> str | None:
    """The IRI of a registered organisation."""
    return _slugs().get((spelled.bases, spelled.countries))
