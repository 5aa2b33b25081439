"""What is wrong with an answer, in words that a model can mend it by: once, where no schema bound it or it strayed."""

from collections.abc import Iterator

from kg.llm.answers import answer
from kg.llm.decode import decoded
from kg.llm.requests import Request

_SHOWN = 20  # faults that are told
_TOLERATED = 0.1  # share of facts that may be refused without asking again: a second answer costs as much as the first


def faults(content: str, request: Request) -> list[str]:
    """What there is to mend; nothing where an answer is sound, or the little that is not is not worth another call."""
    told = answer(content)
    if told.fault is not None:
        return [told.fault]
    found = decoded(told.facts, request.document, request.chunk)
    lost = len(told.facts) - len(found.records)
    if lost < 2 or lost <= _TOLERATED * len(told.facts):
        return []
    return [f"{rejection.kind}: {rejection.reason}" for rejection in found.rejections][:_SHOWN]


def worth(content: str, request: Request) -> int:
    """How many records an answer gives: of two answers the one that gives more is taken."""
    return len(decoded(answer(content).facts, request.document, request.chunk).records)


def repair(request: Request, content: str, found: list[str]) -> Iterator[tuple[str, str]]:
    """The messages that ask for the whole answer again, with what was wrong."""
    listed = "\n".join(f"- {fault}" for fault in found)
    yield from request.messages
    yield "assistant", content
    yield "user", f"This is not right yet:\n{listed}\nWrite the whole JSON object once more, mended, and nothing else."
