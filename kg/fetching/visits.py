"""What was got from where: kept in the store's folder, so that what was seen is not read twice, also after a kill.

FOLDER/visits.db, one row an address. Written in transactions, after the documents themselves.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import astuple, dataclass
from pathlib import Path

from kg.errors import StoreError

FILE = "visits.db"
READ, REFUSED, LIST = "read", "refused", "list"
_TABLE = """CREATE TABLE IF NOT EXISTS visits (
  url TEXT PRIMARY KEY, outcome TEXT NOT NULL, day TEXT NOT NULL, stamp TEXT NOT NULL, digest TEXT NOT NULL,
  etag TEXT, modified TEXT, reason TEXT) WITHOUT ROWID"""


@dataclass(frozen=True, slots=True)
class Visit:
    """The last visit to an address: what came of it, on which day, what the list that led there said of the page
    (`stamp`), what its content was (`digest`), what the server said (`etag`, `modified`), why it was refused."""

    url: str
    outcome: str
    day: str
    stamp: str = ""
    digest: str = ""
    etag: str | None = None
    modified: str | None = None
    reason: str | None = None


class Visits:
    """The visits that a store's folder remembers; a folder that is not there yet remembers none."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE

    def get(self, url: str) -> Visit | None:
        """The last visit, None if there was none."""
        if not self._file.exists():
            return None
        try:
            with closing(self._open()) as database:
                row = database.execute("SELECT * FROM visits WHERE url = ?", (url,)).fetchone()
        except sqlite3.Error as error:
            raise self._broken(error) from None
        return Visit(*row) if row else None

    def note(self, visits: Iterable[Visit]) -> None:
        """Remember them, all or none."""
        rows = [astuple(visit) for visit in visits]
        if not rows:
            return
        try:
            with closing(self._open()) as database, database:
                database.execute(_TABLE)
                database.executemany(f"REPLACE INTO visits VALUES ({','.join('?' * len(rows[0]))})", rows)
        except sqlite3.Error as error:
            raise self._broken(error) from None

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._file, timeout=10)

    def _broken(self, error: sqlite3.Error) -> StoreError:
        return StoreError(f"{self._file} cannot be used ({error}); remove it, and addresses are asked again")
