"""Which revision a graph at an endpoint is in, so that nobody takes the middle of a change for an answer.

SPARQL has no transactions over several requests, and a server may let a long read see the end of a change whose
beginning it did not see. So the writer keeps one triple in a graph of its own, `graph/revision`:

    <…/graph/revision> owl:versionInfo "41 quiet"        or "42 writing" while it changes what readers see

Every operation that changes something puts the next number there, in the same operation. A reader looks before and
after its question: the same quiet revision twice means that nothing was changed meanwhile; else it asks again.
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from kg import iris
from kg.errors import EndpointError

Found = TypeVar("Found")
GRAPH = "revision"
PROPERTY = "http://www.w3.org/2002/07/owl#versionInfo"
FRESH = 0.05  # seconds for which a look after one question is the look before the next
STALE = 20.0  # seconds after which a writer whose number stands still is taken for dead: one operation takes less
_PAUSES = (0.01, 0.02, 0.05, 0.1)  # seconds between looks while somebody writes; the last one goes on
_STAMP = re.compile(r"(\d+) (quiet|writing)(?: (\S+))?")


@dataclass(frozen=True, slots=True, order=True)
class Stamp:
    """A revision: its number, whether somebody is writing, and the name of the folder that writes; 0 for none."""

    number: int = 0
    writing: bool = False
    writer: str = ""

    def __str__(self) -> str:
        return f"{self.number} {'writing' if self.writing else 'quiet'} {self.writer}".strip()


def graph() -> str:
    """The graph that holds the triple, and the triple's subject."""
    return iris.graph(GRAPH)


def query() -> str:
    """What asks for the stamp."""
    return f"SELECT ?stamp WHERE {{ GRAPH <{graph()}> {{ <{graph()}> <{PROPERTY}> ?stamp }} }}"


def stamp(values: list[str]) -> Stamp:
    """The stamp that a graph's values say; the newest if an operation was met half way, then as one being written.

    >>> stamp(["41 quiet a1"]), str(stamp(["41 quiet", "42 writing"])), stamp([])
    (Stamp(number=41, writing=False, writer='a1'), '42 writing', Stamp(number=0, writing=False, writer=''))
    """
    matches = [match for value in values if (match := _STAMP.fullmatch(value))]
    found = sorted(Stamp(int(match[1]), match[2] == "writing", match[3] or "") for match in matches)
    if not found:
        return Stamp()
    last = found[-1]
    return last if len(found) == 1 else Stamp(last.number, True, last.writer)


@dataclass(slots=True)
class Watch:
    """Asks questions so that their answers are of one revision. `look` gives the stamp there is now."""

    url: str
    look: Callable[[], Stamp]
    patience: float
    stale: float = STALE
    asked_again: int = 0
    _last: tuple[float, Stamp] | None = field(default=None, init=False)
    _dead: Stamp | None = field(default=None, init=False)

    def whole(self, work: Callable[[], Found]) -> Found:
        """What work finds while nothing is changed; raises `EndpointError` when that does not happen in time."""
        until = time.monotonic() + self.patience
        before = self._quiet(until)
        for attempt in range(1, 1_000_000):
            found = work()
            after = self.look()
            if after == before:
                self._last = (time.monotonic(), after)
                return found
            self._check(until, f"was changed {attempt} times while this was asked; ask again when nobody writes")
            self.asked_again += 1
            before = self._quiet(until)
        raise AssertionError("the patience ends before")

    def _quiet(self, until: float) -> Stamp:
        """A revision in which nobody writes, or in which the writer has died."""
        if self._last and time.monotonic() - self._last[0] < FRESH:
            return self._last[1]
        found, since, looks = self.look(), time.monotonic(), 0
        while found.writing and found != self._dead:
            self._check(until, "is being written, without a pause that is long enough for this question")
            time.sleep(_PAUSES[min(looks, len(_PAUSES) - 1)])
            looks += 1
            before, found = found, self.look()
            since = since if found == before else time.monotonic()
            if time.monotonic() - since > self.stale:
                self._dead = found
        return found

    def _check(self, until: float, told: str) -> None:
        if time.monotonic() > until:
            raise EndpointError(self.url, told)
