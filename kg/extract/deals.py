"""The walk through a text that agreements and projects share: a new deal, one told before, or none."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, cast

from kg.extract.deal_slots import Memory
from kg.extract.deal_truth import Proposal, confidence, parts, tellings
from kg.extract.deals_before import Before, D
from kg.extract.deciding import Choice, Judge
from kg.extract.scenes import Scene, scenes
from kg.extract.tellings import Telling, newness, toldness
from kg.language import Analysis, Annotation
from kg.model import Rejection

After = Sequence[Scene]
_DOUBTFUL = 0.25  # from this probability a deal is worth a look by a person


@dataclass(slots=True)
class Told(Generic[D]):
    """What has been told so far, with how sure the words were that gave a deal its slots."""

    memory: Memory
    judge: Judge
    before: Before[D] = field(default_factory=Before)
    sure: list[float] = field(default_factory=list)
    doubtful: list[D] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)

    @property
    def last(self) -> D | None:
        """The deal that was told last."""
        return self.before.deals[-1] if self.before.deals else None


@dataclass(frozen=True, slots=True)
class Sort(Generic[D]):
    """A sort of deal: its kind of record, the words that can tell of one, what each may tell, and how two are one.

    `retold` says of two deals that the judge took for two whether they are one beyond doubt; both `same` and `retold`
    hold of deals of the same parties alone. `remember` keeps what the next deal may lean on; `hardly` is the reason for
    what the judge does not believe.
    """

    kind: str
    hardly: str
    words: Callable[[Scene, Memory], Iterable[Annotation]]
    proposals: Callable[[Scene, Annotation, "Told[D]", After], Iterator[Proposal]]
    same: Callable[[D, D], bool]
    joined: Callable[[D, D], D]
    retold: Callable[[D, D], bool]
    remember: Callable[[Memory, D], None]


def told(analysis: Analysis, judge: Judge, sort: Sort[D]) -> Iterator[D | Rejection]:
    """The deals of a document, each once, in order; and the words that told of none."""
    found: Told[D] = Told(Memory.opening(analysis), judge)
    listed = scenes(analysis)
    for number, scene in enumerate(listed):
        found.memory.see(scene)
        for word in sort.words(scene, found.memory):
            for proposal in sort.proposals(scene, word, found, listed[number + 1 : number + 3]):
                _decide(scene, proposal, found, sort)
        found.memory.left(scene)
    every = _once(found.before.deals + found.doubtful, sort)
    every.sort(key=lambda deal: deal.evidence[0])
    yield from every
    yield from found.rejected


def _once(deals: Sequence[D], sort: Sort[D]) -> list[D]:
    """The deals without those that others beyond doubt tell again."""
    kept: Before[D] = Before()
    for deal in deals:
        _keep(kept, deal, sort)
    return kept.deals


def _keep(kept: Before[D], deal: D, sort: Sort[D]) -> None:
    """One deal more, or another telling of one."""
    number = kept.first(deal, lambda other: sort.retold(other, deal))
    if number is None:
        kept.add(deal)
        return
    before = kept.deals[number]
    surest = max(before.confidence, deal.confidence)
    kept.change(number, replace(sort.joined(before, deal), confidence=surest))


def _decide(scene: Scene, proposal: Proposal, found: Told[D], sort: Sort[D]) -> None:
    """Tell a proposal as a new deal, as one told before, or not at all."""
    deal = cast(D, proposal.deal)
    rule = found.before.first(deal, lambda other: sort.same(other, deal))
    choice = found.judge.choose(f"{sort.kind}.truth", proposal.hit.span, tellings(scene, proposal, found.before, rule))
    telling = choice.value
    if isinstance(telling, Telling) and telling.number is not None:
        _retell(telling.number, proposal, choice, found, sort)
        return
    told = parts(proposal, newness(choice))
    new = replace(deal, confidence=confidence(sort.kind, found.judge, choice, proposal, deal, told))
    if telling is not None:
        sort.remember(found.memory, deal)
        found.before.add(new)
        found.sure.append(told["all"])
    elif new.confidence >= _DOUBTFUL:
        found.doubtful.append(new)
    else:
        found.rejected.append(Rejection(proposal.hit.span, sort.kind, proposal.refused or sort.hardly))


def _retell(number: int, proposal: Proposal, choice: Choice, found: Told[D], sort: Sort[D]) -> None:
    """A deal told before: the surer of its two tellings gives the slots, the other what it alone says."""
    before, deal, told = found.before.deals[number], cast(D, proposal.deal), parts(proposal, toldness(choice))
    if told["all"] <= found.sure[number]:
        found.before.change(number, sort.joined(before, deal))
        return
    new = replace(sort.joined(deal, before), evidence=sort.joined(before, deal).evidence)
    sure = confidence(sort.kind, found.judge, choice, proposal, new, told)
    found.before.change(number, replace(new, confidence=sure))
    found.sure[number] = told["all"]
