"""Several processes read ahead of the writer: in order, so far and no further."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future

import pytest

from kg.model import Document
from kg.model.rdf import NamedGraph
from kg.workflow import reading as room
from kg.workflow.reading import Reading


class Later(Future[Reading]):
    """Read when somebody waits for it, not before."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.read = Reading(document, document.name, NamedGraph(document.name, ()), Counter(), (), True)

    def result(self, timeout: float | None = None) -> Reading:
        return self.read


class Done(Later):
    def done(self) -> bool:
        return True


def documents(taken: list[str], size: int = 6) -> Iterator[Document]:
    for number in range(6):
        taken.append(str(number))
        yield Document(str(number), "x" * size, "en")


def test_documents_come_back_in_their_order() -> None:
    kinds = iter((Later, Done, Done, Later, Done, Later))
    found = room._in_order(documents([]), lambda document: next(kinds)(document), 3)
    assert [each.document.name for each in found] == list("012345")


def test_as_many_are_under_way_as_may_be_before_anybody_waits() -> None:
    taken: list[str] = []
    submitted: list[Document] = []
    found = room._in_order(documents(taken), lambda document: submitted.append(document) or Later(document), 3)  # type: ignore[func-returns-value]
    next(found)
    assert (len(submitted), len(taken)) == (3, 4)


def test_what_is_read_is_handed_on_at_once() -> None:
    taken: list[str] = []
    next(room._in_order(documents(taken), Done, 3))
    assert len(taken) == 2


def test_long_texts_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_ROOM", 20)
    taken: list[str] = []
    next(room._in_order(documents(taken, size=9), Later, 100))
    assert len(taken) == 3


def test_a_text_longer_than_the_room_is_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_ROOM", 5)
    assert len(list(room._in_order(documents([], size=9), Later, 100))) == 6
