"""An answer is of one revision: what was changed meanwhile is asked again, and nobody waits for the dead."""

import time
from collections.abc import Callable, Iterator

import pytest

from kg.errors import EndpointError
from kg.store.revision import Stamp, Watch, stamp

QUIET = Stamp(41, False, "a")


def looks(*stamps: Stamp) -> Callable[[], Stamp]:
    """Gives one stamp after another, and the last one from then on."""
    left = list(stamps)
    return lambda: left.pop(0) if len(left) > 1 else left[0]


def watch(*stamps: Stamp, patience: float = 5, stale: float = 20) -> Watch:
    return Watch("http://there/", looks(*stamps), patience, stale)


def asked(times: list[int]) -> Callable[[], int]:
    def work() -> int:
        times.append(len(times))
        return len(times)

    return work


def test_a_quiet_graph_is_asked_once() -> None:
    times: list[int] = []
    assert watch(QUIET).whole(asked(times)) == 1


def test_a_change_during_a_question_makes_it_be_asked_again() -> None:
    times: list[int] = []
    there = watch(QUIET, Stamp(43), Stamp(43))
    assert there.whole(asked(times)) == 2
    assert there.asked_again == 1


def test_nobody_asks_while_somebody_writes() -> None:
    times: list[int] = []
    assert watch(Stamp(42, True), Stamp(43, True), Stamp(44), Stamp(44)).whole(asked(times)) == 1


def test_a_change_that_began_and_did_not_end_counts_as_one() -> None:
    """The writer has said that it writes after the first look: what was read may be of either side."""
    times: list[int] = []
    assert watch(QUIET, Stamp(42, True), Stamp(42, True), Stamp(43), Stamp(43)).whole(asked(times)) == 2


def test_a_writer_whose_number_stands_still_is_dead_and_waited_for_once() -> None:
    there, times = watch(Stamp(42, True), stale=0.3), []
    began = time.monotonic()
    assert there.whole(asked(times)) == 1
    assert time.monotonic() - began >= 0.3
    began = time.monotonic()
    there.whole(asked(times))
    assert time.monotonic() - began < 0.2


@pytest.mark.parametrize("word", ["changed", "written"])
def test_a_graph_that_never_rests_is_an_error_and_no_mixed_answer(word: str) -> None:
    def restless() -> Iterator[Stamp]:
        number = 0
        while True:
            number += 1
            yield Stamp(number, word == "written")

    stamps = restless()
    with pytest.raises(EndpointError, match=word):
        Watch("http://there/", lambda: next(stamps), 0.3).whole(lambda: time.sleep(0.01))


def test_what_is_no_stamp_is_none() -> None:
    assert stamp(["good"]) == Stamp()
    assert stamp(["42 writing b7", "41 quiet b7"]) == Stamp(42, True, "b7")
