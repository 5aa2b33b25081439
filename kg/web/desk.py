"""The inside of a worker: opens the newest snapshot, lets the view make its reply, turns what goes wrong into one.

A worker answers one order at a time and keeps the snapshot open between them; a newer one takes its place.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from kg import workflow
from kg.errors import NotFound, QueryError, StoreError, TradegraphError, UsageError
from kg.model.rdf import Source
from kg.search import FILE, Index
from kg.web.chores import version
from kg.web.orders import Mistake, Order, Reply

STATUS = {NotFound: 404, UsageError: 400, QueryError: 400, StoreError: 503}


@dataclass(frozen=True, slots=True)
class Desk:
    """What a view works with: the snapshot to ask, its digest, and the store's folder for texts."""

    source: Source
    digest: str
    folder: Path
    beside: Path

    def index(self) -> Index | None:
        """The search index of this snapshot, once it has been made."""
        place = self.beside / self.digest[:16] / FILE
        return _index(place) if place.exists() else None

    def text(self, digest: str) -> str:
        """The text of that digest; raises `NotFound`."""
        return workflow.stored_text(self.folder, digest)


View: TypeAlias = Callable[[Desk, Order], Reply]


def answer(order: Order) -> Reply:
    """The reply to an order. Never raises for what a request or the store can be at fault for."""
    from kg.web import errors, views  # late: views import templates, which a worker needs once

    try:
        return views.VIEWS[order.view].view(_desk(order), order)
    except Mistake as mistake:
        return errors.page(order, mistake.status, str(mistake))
    except (TradegraphError, UsageError) as error:
        return errors.page(order, STATUS.get(type(error), 400), str(error))


def _desk(order: Order) -> Desk:
    return _opened(order.folder, order.beside, version(order.folder))


@lru_cache(maxsize=2)
def _index(place: Path) -> Index:
    return Index(place)


@lru_cache(maxsize=1)
def _opened(folder: str, beside: str, published: tuple[int, int]) -> Desk:
    """The desk of one snapshot; `published` only says that it is another one."""
    snapshot = workflow.snapshot(folder)
    return Desk(snapshot, snapshot.digest, Path(folder), Path(beside))
