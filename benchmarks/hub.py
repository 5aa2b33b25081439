"""The page of a country in most records of a graph of a million quads: its time over HTTP beside its queries alone.

The queries alone are what the page asks: each call of the snapshot and of the search index is noted while the view
runs once in this process, and played back in the same order, every row of every answer read. Beside it stands the named
query that the page links as its source (`records-of`), asked of the graph, to show what the index is worth.
"""

import statistics
import time
import urllib.request
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from lookups import free_port, serving

from kg import questions, search, workflow
from kg.web import views
from kg.web.chores import newest
from kg.web.desk import Desk
from kg.web.orders import Order

HUB = "country/KZ"
Call = tuple[object, str, tuple[object, ...], dict[str, object]]


class _Noted:
    """What an object is asked, noted; it answers as ever."""

    def __init__(self, asked: object, calls: list[Call]) -> None:
        self._asked, self._calls = asked, calls

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._asked, name)

        def noting(*arguments: object, **named: object) -> object:
            self._calls.append((self._asked, name, arguments, named))
            return found(*arguments, **named)

        return noting if callable(found) else found


class _Desk(Desk):
    """A desk whose snapshot and index note what they are asked."""

    __slots__ = ("noted",)

    def index(self) -> Any:
        """The index, noting."""
        return self.noted


def queries(store: Path) -> list[Call]:
    """What the hub's page asks."""
    calls: list[Call] = []
    snapshot = workflow.snapshot(store)
    index = search.Index(store / "served" / newest(store) / search.FILE)
    desk = _Desk(_Noted(snapshot, calls), snapshot.digest, store, store / "served")  # type: ignore[arg-type]
    object.__setattr__(desk, "noted", _Noted(index, calls))
    reply = views.VIEWS["thing"].view(desk, Order("thing", {"path": (HUB,)}, str(store), address=f"/page/{HUB}"))
    if reply.status != 200:
        raise RuntimeError(f"the page has status {reply.status}")
    return calls


def play(calls: Sequence[Call]) -> None:
    """Ask all of it again, and read every row."""
    for asked, name, arguments, named in calls:
        answer = getattr(asked, name)(*arguments, **named)
        if isinstance(answer, Iterable):
            list(answer)


def timed(work: Callable[[], object]) -> float:
    """Seconds on the clock."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def measured(store: Path, rounds: int) -> float:
    """Print the rounds; the median of page over queries alone."""
    port = free_port()
    with serving(store, port, "/api/around?of=country/KZ&limit=1") as address:  # answers once there is an index
        page = f"{address}/page/{HUB}"
        calls = queries(store)
        source = workflow.snapshot(store)
        for _ in range(3):  # each worker has opened the snapshot
            read(page)
        ratios = [_round(page, calls, source) for _ in range(rounds)]
    return statistics.median(ratios)


def _round(page: str, calls: Sequence[Call], source: Any) -> float:
    shown, alone = timed(lambda: read(page)), timed(lambda: play(calls))
    listed = timed(lambda: questions.ask(source, "records-of", {"thing": "KZ"}))
    print(f"hub page  {shown * 1000:6.0f} ms   its {len(calls)} queries {alone * 1000:6.0f} ms   "
          f"ratio {shown / alone:.2f}   (records-of, of the graph, {listed * 1000:,.0f} ms)", flush=True)  # fmt: skip
    return shown / alone


def read(url: str) -> bytes:
    """The page."""
    with urllib.request.urlopen(url, timeout=60) as answer:
        content: bytes = answer.read()
    return content
