"""The same extraction with every decision written down: what was chosen, how surely, and which clues decided."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extract import agreements, engine, events, figures, organisations, places, positions, projects
from kg.extract.deciding import Candidate, Choice, Judge, learned
from kg.extract.engine import Extraction
from kg.language import analyse
from kg.model import Document, Span

_JUDGED = (("figures", figures), ("events", events), ("agreements", agreements), ("projects", projects))


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: its name (`figure.period`), what it was about, and the choice made."""

    name: str
    at: Span
    choice: Choice


@dataclass(slots=True)
class _Witness:
    """A judge that writes down what another decides."""

    judge: Judge
    seen: list[Decision] = field(default_factory=list)

    def choose(self, decision: str, at: Span, candidates: Sequence[Candidate]) -> Choice:
        """What the other chooses."""
        choice = self.judge.choose(decision, at, candidates)
        self.seen.append(Decision(decision, at, choice))
        return choice


@dataclass(frozen=True, slots=True)
class Traced:
    """An extraction, the decisions behind it in the order of the text, and where its sentences stand."""

    extraction: Extraction
    decisions: tuple[Decision, ...]
    sentences: tuple[Span, ...]


def traced(document: Document) -> Traced:
    """What `kg.extract.extract` finds, with the decisions that led to it."""
    analysis = analyse(document)
    items = []
    seen: list[Decision] = []
    for family, finder in _JUDGED:
        witness = _Witness(learned(family, document.language))
        items += list(finder.find(analysis, judge=witness))
        seen += witness.seen
    for rest in (positions, organisations, places):
        items += list(rest.find(analysis))
    decisions = sorted(seen, key=lambda each: (each.at, each.name))
    return Traced(engine.assemble(items), tuple(decisions), tuple(each.span for each in analysis.sentences))
