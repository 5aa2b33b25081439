"""A judge that answers as learned and keeps what it could choose from."""

from collections.abc import Sequence

from kg.extract.deciding import Candidate, Choice, LinearJudge, learned
from kg.model import Period, Slot, Span


class Listening:
    """A judge of figures that keeps what is offered for one decision, question by question: periods as EDTF, else the words."""

    def __init__(self, language: str, decision: str) -> None:
        self.judge: LinearJudge = learned("figures", language)
        self.decision = decision
        self.offered: list[list[str]] = []

    def choose(self, decision: str, at: Span, candidates: Sequence[Candidate]) -> Choice:
        """As the learned judge."""
        if decision == self.decision:
            values = [one.value.value for one in candidates if isinstance(one.value, Slot)]
            self.offered.append([each.edtf if isinstance(each, Period) else str(each) for each in values])
        return self.judge.choose(decision, at, candidates)
