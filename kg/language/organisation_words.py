"""What a pack's `organisations` section says, ready to be asked word by word."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kg import resources
from kg.language.annotations import Token
from kg.language.gazetteer import rows
from kg.language.packs import FOLDER, pack
from kg.language.tokens import fold


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that heads names: the type it gives them, and what it takes to make a name (see the pack file)."""

    type: str
    takes: str


@dataclass(frozen=True, slots=True)
class Refinement:
    """One of `stems` in a name headed by one of `heads` makes its type `type`."""

    type: str
    heads: frozenset[str]
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A short name known beyond any one text."""

    name: str
    type: str
    country: str | None
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class OrganisationWords:
    """The words of one language. All keys are folded; `heads` and `known` may have several words, joined by blanks.

    `trailing`: heads stand last; `origins`, `places` and `agents` are the endings of words that say where somebody is
    from, where he is and what he does.
    """

    heads: Mapping[str, Head] = field(default_factory=dict)
    fixed: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    connectors: Mapping[str, str] = field(default_factory=dict)
    refinements: tuple[Refinement, ...] = ()
    forms: Mapping[str, str] = field(default_factory=dict)
    announce: Mapping[str, str] = field(default_factory=dict)
    barred: frozenset[str] = frozenset()
    media: frozenset[str] = frozenset()
    acts: frozenset[str] = frozenset()
    known: Mapping[str, Known] = field(default_factory=dict)
    none: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    trails: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    afterwards: frozenset[str] = frozenset()
    joiners: Mapping[str, frozenset[str]] = field(default_factory=dict)
    trailing: bool = False
    origins: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()

    def head(self, token: Token) -> tuple[str, Head] | None:
        """The head a word is a form of, with its base form."""
        return lookup(self.heads, token)

    def settle(self, head: str, type: str, words: Iterable[str]) -> str:
        """The type of a name with that head and these folded words."""
        joined = " ".join(words)
        for refinement in self.refinements:
            fits = head.split()[-1] in refinement.heads or head in refinement.heads
            if fits and any(_begins(joined, stem) for stem in refinement.stems):
                return refinement.type
        return type


def lookup(table: Mapping[str, Any], token: Token) -> tuple[str, Any] | None:
    """The entry of a table under the word itself or one of its base forms."""
    if token.lower in table:
        return token.lower, table[token.lower]
    for lemma in token.lemmas:
        if lemma in table:
            return lemma, table[lemma]
    return None


@cache
def organisation_words(language: str) -> OrganisationWords:
    """The section of a language's pack; empty where it has none."""
    given = pack(language).sections.get("organisations", {})
    return OrganisationWords(
        heads={w: Head(e["type"], e["takes"]) for w, e in _words(given.get("heads", ()))},
        fixed=frozenset(map(fold, given.get("fixed", ()))),
        plain=frozenset(map(fold, given.get("plain", ()))),
        connectors={fold(k): v for k, v in given.get("connectors", {}).items()},
        refinements=tuple(
            Refinement(e["type"], frozenset(map(fold, e["heads"])), tuple(map(fold, e["stems"])))
            for e in given.get("refine", ())
        ),
        forms={w: e["type"] for w, e in _words(given.get("forms", ()))},
        announce={w: e["type"] for w, e in _words(given.get("announce", ()))},
        barred=frozenset(w for w, _ in _words(given.get("not", ()))),
        media=frozenset(w for w, _ in _words(given.get("media", ()))),
        acts=frozenset(w for w, _ in _words(given.get("acts", ()))),
        known=_registered(language) | _known(given.get("known", ())),
        none=frozenset(w for w, _ in _words(given.get("none", ()))),
        trails=frozenset(map(fold, given.get("trails", ()))),
        parts=frozenset(map(fold, given.get("parts", ()))),
        offices=frozenset(map(fold, given.get("offices", ()))),
        starters=frozenset(map(fold, given.get("starters", ()))),
        afterwards=frozenset(map(fold, given.get("afterwards", ()))),
        joiners={k: frozenset(map(fold, v)) for k, v in given.get("joiners", {}).items()},
        trailing=bool(given.get("trailing")),
        origins=tuple(given.get("origins", ())),
        places=tuple(given.get("places", ())),
        agents=tuple(given.get("agents", ())),
    )


def _known(entries: Sequence[Mapping[str, Any]]) -> dict[str, Known]:
    return {fold(e["name"]): Known(e["name"], e["type"], e.get("country")) for e in entries}


def _registered(language: str) -> dict[str, Known]:
    """The names in a language of the organisations that the pack's table and the ontology's registry list."""
    known: dict[str, Known] = {}
    for row in (*_bodies(), *registry_rows()):
        listed = tuple(name.strip() for name in (row.get(language) or "").split("|") if name.strip())
        for name in listed:
            known[fold(name)] = Known(name, row["type"], row["country"] or None, listed)
    return known


def _bodies() -> Iterator[dict[str, str]]:
    """The rows of `packs/core/bodies.csv`; where a language has no name of its own, the English ones."""
    for row in rows(FOLDER / "core" / "bodies.csv"):
        yield row | {key: value or row["en"] for key, value in row.items() if key in ("ru", "kk")}


def registry_rows() -> list[dict[str, str]]:
    """The rows of `ontology/registry.csv`; none where the file is not there yet."""
    path = resources.ontology() / "registry.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(row for row in file if not row.startswith("#")))


def _words(entries: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for entry in entries:
        for word in entry["words"]:
            yield fold(str(word)), entry


def _begins(joined: str, stem: str) -> bool:
    """Whether a word of the name begins with the stem."""
    return joined.startswith(stem) or f" {stem}" in joined
