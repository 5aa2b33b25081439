"""Asking an index: what people type becomes keys in quotation marks, so that nothing they type is syntax."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.search import facets, links, records
from kg.search.facets import Facets
from kg.search.keys import keys, sound, words
from kg.search.links import Filters, Link
from kg.search.records import Listed

_WORDS = 12  # of what was typed that count
_TOLD = 1.0  # how much it weighs that many records tell of a thing, against how well its name fits


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that fits: its IRI, kind, name in the reader's language, and how many records tell of it."""

    iri: str
    kind: str
    label: str
    weight: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that fits: its IRI and its words."""

    iri: str
    words: str


class Index:
    """An index on disk, opened to be read."""

    def __init__(self, path: Path) -> None:
        self._index = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self._index.execute("PRAGMA temp_store = MEMORY")  # workers of the server may write no file to sort in

    def suggest(self, text: str, language: str = "en", limit: int = 10) -> list[Hit]:
        """Things with a name whose words begin like those typed."""
        return self.things(text, language, limit=limit, beginning=True)

    def things(
        self,
        text: str,
        language: str = "en",
        *,
        kind: str | None = None,
        limit: int = 50,
        offset: int = 0,
        beginning: bool = False,
    ) -> list[Hit]:
        """Things with a name that has all the words typed, the best fit and the most told-of first."""
        asked = _asked(text, beginning=beginning)
        if not asked:
            return []
        label = language if language in ("en", "ru", "kk") else "en"
        rows = self._index.execute(
            f"""SELECT iri, kind, {label}, weight FROM things JOIN
              (SELECT thing, MIN(rank) AS fit FROM names WHERE names MATCH ? GROUP BY thing) ON thing = id
              WHERE ? IS NULL OR kind = ?
              ORDER BY fit - ? * ln_(weight), weight DESC, iri LIMIT ? OFFSET ?""".replace("ln_(weight)", _LOGARITHM),
            (asked, kind, kind, _TOLD, limit, offset),
        )
        return [Hit(*row) for row in rows]

    def leading(self, language: str = "en", kind: str = "country", limit: int = 12) -> list[Hit]:
        """The things of a kind that are told of most."""
        label = language if language in ("en", "ru", "kk") else "en"
        rows = self._index.execute(
            f"SELECT iri, kind, {label}, weight FROM things WHERE kind = ? ORDER BY weight DESC, iri LIMIT ?",
            (kind, limit),
        )
        return [Hit(*row) for row in rows]

    def counts(self, text: str) -> dict[str, int]:
        """How many things of each kind fit."""
        asked = _asked(text)
        if not asked:
            return {}
        rows = self._index.execute(
            "SELECT kind, COUNT(DISTINCT id) FROM names JOIN things ON thing = id WHERE names MATCH ? GROUP BY kind",
            (asked,),
        )
        return dict(rows.fetchall())

    def passages(self, text: str, limit: int = 20, offset: int = 0) -> list[Passage]:
        """Passages with all the words typed, in any form."""
        asked = _asked(text)
        if not asked:
            return []
        rows = self._index.execute(
            "SELECT iri, words FROM passages WHERE passages MATCH ? ORDER BY rank, iri LIMIT ? OFFSET ?",
            (asked, limit, offset),
        )
        return [Passage(*row) for row in rows]

    def pairs(self, ones: Sequence[str], others: Sequence[str] | None, filters: Filters) -> list[Link]:
        """The links of these things with others, with any when None."""
        return links.pairs(self._index, ones, others, filters)

    def shared(self, one: str, other: str | None, filters: Filters, kind: str = "") -> list[tuple[str, str]]:
        """The records (of a kind) that name both things, or the one, each with its publication, the newest first."""
        return links.shared(self._index, one, other, filters, kind)

    def linking(self, things: Sequence[str], filters: Filters) -> list[tuple[str, str, str, float, list[str]]]:
        """The records that name two of these things: IRI, publication, kind, confidence, and which they name."""
        return links.linking(self._index, things, filters)

    def facets(self, things: Sequence[str], filters: Filters) -> Facets:
        """Of the records that link these things: how many each filter would leave."""
        return facets.facets(self._index, things, filters)

    def years(self, one: str, other: str | None, filters: Filters) -> list[tuple[str, str, int]]:
        """How many records of each kind that name a thing (and another) tell of each year."""
        return links.years(self._index, one, other, filters)

    def degrees(self, things: Sequence[str], filters: Filters) -> dict[str, int]:
        """How many things stand beside each of these."""
        return links.degrees(self._index, things, filters)

    def told(self, things: Sequence[str]) -> list[tuple[str, str, int]]:
        """How many records name all these things, by kind and year of publication."""
        return records.counts(self._index, things)

    def newest(
        self, things: Sequence[str], kinds: Sequence[str], *, year: str = "", limit: int, offset: int = 0
    ) -> list[Listed]:
        """The records of these kinds that name all these things, the newest first; of all things when none is given."""
        return records.newest(self._index, things, kinds, year, limit, offset)

    def publishers(self) -> list[tuple[str, int]]:
        """IRIs of publishers with how many records they have, the most first."""
        return links.publishers(self._index)

    def close(self) -> None:
        """Close the file."""
        self._index.close()


# SQLite has no logarithm before 3.35 is compiled with it: the length of the number in binary is near enough
_LOGARITHM = "length(ltrim(printf('%X', weight), '0'))"


def _asked(text: str, *, beginning: bool = False) -> str:
    """Each word as any of its keys; the last one as a beginning, where names are being typed."""
    typed = words(text)[:_WORDS]
    return " AND ".join(_word(word, open=beginning and number == len(typed) - 1) for number, word in enumerate(typed))


def _word(word: str, *, open: bool) -> str:
    choices = [f'"{key}"' for key in dict.fromkeys(keys(word)) if key]
    if open and sound(word):
        choices.append(f'"{sound(word)}" *')
    return f"({' OR '.join(choices)})" if choices else '""'
