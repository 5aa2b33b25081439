"""A judge that learns: it writes down each question with its right answers, and answers as gold or a model says."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from sys import intern

from kg.extract.deciding import Candidate, Choice, Clues, Judge
from kg.model import Span

# Which candidates are right: their numbers, none of them, or None where the gold does not say.
Oracle = Callable[[str, Span, Sequence[Candidate]], "frozenset[int] | None"]


@dataclass(frozen=True, slots=True)
class Example:
    """One question as it was asked: the clues of each candidate in their parts, and which candidates are right.

    `like` says that its text is like those that will be read: of the corpus, not composed.
    """

    decision: str
    language: str
    candidates: tuple[tuple[Clues, ...], ...]
    right: frozenset[int]
    chosen: int = 0
    like: bool = False


@dataclass(slots=True)
class Teacher:
    """Answers with a right candidate where the oracle knows one, unless a `judge` is given: then as that judge does.

    `by_gold` names decisions that are answered by the gold although there is a judge (for ablations); all questions of
    the `watched` decision are kept in `seen`. `like`: whether the text is like those that will be read.
    """

    oracle: Oracle
    language: str
    judge: Judge | None = None
    by_gold: frozenset[str] = frozenset()
    watched: str = ""
    like: bool = False
    seen: list[Sequence[Candidate]] = field(default_factory=list)
    examples: list[Example] = field(default_factory=list)
    unanswerable: list[str] = field(default_factory=list)

    def choose(self, decision: str, at: Span, candidates: Sequence[Candidate]) -> Choice:
        """The choice, with a probability of 1 where the gold made it."""
        right = self.oracle(decision, at, candidates)
        if decision == self.watched:
            self.seen.append(candidates)
        choice = self.judge.choose(decision, at, candidates) if self.judge else Choice(0, 1.0, candidates)
        own = choice.index
        if right and (self.judge is None or decision in self.by_gold) and choice.index not in right:
            choice = Choice(min(right), 1.0, candidates)
        if right is not None and not right:
            self.unanswerable.append(decision)
        if right:
            self.examples.append(Example(decision, self.language, tuple(_kept(candidates)), right, own, self.like))
        return choice


def _kept(candidates: Sequence[Candidate]) -> Iterator[tuple[Clues, ...]]:
    """The clues of each candidate, each word and each part held once: thousands of texts have to fit into memory."""
    known: dict[Clues, Clues] = {}
    for candidate in candidates:
        yield tuple(known.setdefault(piece, tuple(map(intern, piece))) for piece in candidate.pieces)
