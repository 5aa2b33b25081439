"""What a text looks like to whoever searches its reprints: a MinHash of its word triples (rensa), and its numbers.

FOLDER/reprints.db keeps them by digest of the text, so that each text is looked at once; it may be removed at any time.
"""

import re
import sqlite3
import struct
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from kg.errors import NotFound

FILE = "reprints.db"
VERSION = 1  # of what is kept; others are made anew
VALUES = 128  # of a MinHash: two texts' likeness is told to about 0.04
_WORDS = 3  # in a shingle: reprints keep runs of words, texts on one subject only words
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_PACKED = struct.Struct(f"<{VALUES}I")
_TABLE = """CREATE TABLE IF NOT EXISTS signatures (
  text TEXT PRIMARY KEY, version INTEGER NOT NULL, minhash BLOB NOT NULL, numbers TEXT NOT NULL) WITHOUT ROWID"""


@dataclass(frozen=True, slots=True)
class Signature:
    """`minhash` as little-endian 32-bit values, and the numbers of the text as written."""

    minhash: bytes
    numbers: frozenset[str]

    def likeness(self, other: "Signature") -> float:
        """About which part of both texts' word triples stands in both (Jaccard), 0 to 1."""
        pairs = zip(_PACKED.unpack(self.minhash), _PACKED.unpack(other.minhash), strict=True)
        return sum(int(one == two) for one, two in pairs) / VALUES

    def shared_numbers(self, other: "Signature") -> float:
        """Which part of the numbers of the text that has fewer stands in the other; 1 where it has none."""
        fewer, more = sorted((self.numbers, other.numbers), key=len)
        return len(fewer & more) / len(fewer) if fewer else 1.0


def signature(text: str) -> Signature:
    """The signature of a text.

    >>> a = signature("Exports of grain to Latvia grew to 5 million dollars")
    >>> a.likeness(signature("EXPORTS of grain to Latvia grew, to 5 million dollars!")), sorted(a.numbers)
    (1.0, ['5'])
    """
    from rensa import RMinHash  # late: only writing needs it

    words = [word.casefold() for word in _WORD.findall(text)]
    count = max(1, len(words) - _WORDS + 1)
    found = RMinHash(VALUES, 42)
    found.update([" ".join(words[place : place + _WORDS]) for place in range(count)])
    return Signature(_PACKED.pack(*found.digest()), frozenset(_NUMBER.findall(text)))


def signatures(folder: Path | None, digests: Iterable[str], text: Callable[[str], str]) -> Mapping[str, Signature]:
    """The signatures of texts, known by digest; `text` gives a text that was not looked at yet.

    Of texts that are not asked for any more nothing is kept. Without a folder nothing is kept at all.
    """
    wanted = set(digests)
    if folder is None:
        return _made(wanted, text)
    try:
        return _kept(folder / FILE, wanted, text)
    except sqlite3.DatabaseError:  # damaged: it is made anew
        (folder / FILE).unlink(missing_ok=True)
        return _kept(folder / FILE, wanted, text)


def _kept(file: Path, wanted: set[str], text: Callable[[str], str]) -> Mapping[str, Signature]:
    with closing(sqlite3.connect(file)) as database, database:
        database.execute(_TABLE)
        rows = database.execute(
            "SELECT text, minhash, numbers FROM signatures WHERE version = ?", (VERSION,)
        ).fetchall()
        known = {digest: Signature(minhash, frozenset(numbers.split())) for digest, minhash, numbers in rows}
        gone = [(digest,) for digest in known.keys() - wanted]
        made = _made(wanted - known.keys(), text)
        database.executemany("DELETE FROM signatures WHERE text = ?", gone)
        database.executemany(
            "REPLACE INTO signatures VALUES (?, ?, ?, ?)",
            [(digest, VERSION, each.minhash, " ".join(sorted(each.numbers))) for digest, each in made.items()],
        )
    return {digest: known[digest] for digest in wanted & known.keys()} | made


def _made(digests: Iterable[str], text: Callable[[str], str]) -> dict[str, Signature]:
    """A text that was lost is nobody's reprint; `kg verify` tells of it."""
    made = {}
    for digest in digests:
        with suppress(NotFound):
            made[digest] = signature(text(digest))
    return made
