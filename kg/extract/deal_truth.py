"""Whether words tell of a new deal, of one told before, or of none: the three answers with their clues."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg.extract import tenses, wording
from kg.extract.certainty import soundness
from kg.extract.deal_slots import names
from kg.extract.deals_before import Before, D, Deal, amount
from kg.extract.deciding import Candidate, Choice, Judge
from kg.extract.scenes import Scene, distance, nearest, steps
from kg.extract.tellings import Telling, answers, beside
from kg.language import Annotation
from kg.model import PartyKind, Project, Slot

_LAST = 6  # deals told before that words may be about
_ARTICLES = ("eventRole/that", "eventRole/during", "eventRole/a")
_SURE = (0.5, 0.7, 0.85, 0.95)
_SOUND = ("refused", "accepted", "sort", "score")  # clues that also say how sound a deal is
_FAR = (1, 300, 900, 2000)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A deal that words may tell of, the probability of each of its slots, and why the rules would refuse it."""

    deal: Deal
    hit: Annotation
    sure: dict[str, float]
    refused: str | None

    @property
    def sound(self) -> float:
        """The probability that all its slots are right."""
        product = 1.0
        for each in self.sure.values():
            product *= each
        return product


def tellings(scene: Scene, proposal: Proposal, told: Before[D], rule: int | None) -> list[Candidate]:
    """A new deal, one told before, or None; the rules' answer first."""
    new = Candidate(Telling(proposal.deal), tuple(dict.fromkeys(_new(scene, proposal, told, rule))))
    alike = range(len(told.deals))[-_LAST:]
    again = [Candidate(Telling(told.deals[n], n), tuple(_again(scene, proposal, told, n, rule))) for n in alike]
    return answers(new, again, rule, refused=bool(proposal.refused))


def parts(proposal: Proposal, truth: float) -> dict[str, float]:
    """The probabilities of a proposal's slots and of its being told, the least of them, and of all together."""
    sure = {**proposal.sure, "truth": truth}
    return {**sure, "least": min(sure.values()), "all": truth * proposal.sound}


def confidence(
    kind: str, judge: Judge, choice: Choice, proposal: Proposal, deal: Deal, told: dict[str, float]
) -> Decimal:
    """How sure a deal is to be right as a whole: what the judge makes of the probabilities of its parts."""
    return soundness(f"{kind}.sound", judge, proposal.hit.span, deal, told, beside(choice, _SOUND))


def _new(scene: Scene, proposal: Proposal, told: Before[D], rule: int | None) -> Iterator[str]:
    deal, hit = proposal.deal, proposal.hit
    status = deal.status.value if deal.status else ""
    yield from ("new", f"word:{hit.value}", f"word:{hit.value}:{hit.score}", f"score:{hit.score}", f"status:{status}")
    yield f"refused:{proposal.refused}" if proposal.refused else "accepted"
    yield from (f"{name}:{steps(sure, _SURE)}" for name, sure in proposal.sure.items())
    yield from _said(scene, proposal)
    yield f"sort:{scene.sentence.sort}"
    yield from (f"tense:{clue}" for clue in tenses.clues(scene, hit.span))
    yield from word(scene, hit)
    yield from _beside(scene, proposal)
    yield from _earlier(deal, told, rule)
    yield from wording.clues(scene, hit.span)


def _said(scene: Scene, proposal: Proposal) -> Iterator[str]:
    """What the deal has: parties stated or carried, an amount, a number, a place, a name."""
    deal = proposal.deal
    stated = [slot for slot in deal.parties if slot.spans]
    bodies = sum(slot.value.kind is PartyKind.ORGANISATION for slot in stated)
    yield from (f"stated:{min(2, len(stated))}", f"parties:{min(3, len(deal.parties))}", f"bodies:{min(2, bodies)}")
    yield f"stated:{min(2, len(stated))}:{proposal.hit.value}"
    yield f"value:{_sort(deal)}"
    yield f"count:{'number' if isinstance(deal.count, Slot) else deal.count or 'one'}"
    yield f"value and party:{deal.value is not None}:{min(2, len(stated))}"
    if isinstance(deal, Project):
        yield from (f"placed:{deal.place is not None}", f"named:{deal.name is not None}")
        yield f"placed and party:{deal.place is not None}:{min(2, len(stated))}"
    else:
        yield f"dated:{deal.period is not None}"


def _sort(deal: Deal) -> str:
    """What its amount is of: money by its three capitals, else goods."""
    unit = deal.value.value.unit if deal.value is not None else None
    return "none" if unit is None else "money" if len(unit) == 3 and unit.isupper() else "goods"


def word(scene: Scene, hit: Annotation) -> Iterator[str]:
    """What form the word has, what stands right before it, and whether it stands in speech or a name."""
    inside = [token for token in scene.sentence.tokens if token.span in hit.span and token.kind == "word"]
    for token in inside[-1:]:
        first = token.readings[0]
        yield f"form:{first.pos}:{'plural' in first.traits and 'singular' not in first.traits}"
        yield f"case:{'-'.join(sorted(first.cases))}" if first.pos == "noun" and len(first.cases) < 3 else "case:open"
    for cue in scene.of("eventRole"):
        if 0 <= hit.span.start - cue.span.stop < 20 and cue.value in _ARTICLES:
            yield str(cue.value)
    yield f"quoted:{scene.analysis.quote(hit.span.start) is not None}"
    yield f"in a name:{any(hit.span in body.span and hit.span != body.span for body in scene.organisations)}"


def _beside(scene: Scene, proposal: Proposal) -> Iterator[str]:
    """What else the clause tells of."""
    hit, clause = proposal.hit, scene.clause(proposal.hit.span)
    for scheme in ("agreement", "agreementStatus", "agreementVerb", "project", "projectStatus", "event", "indicator"):
        near = [a for a in scene.of(scheme) if not a.span.overlaps(hit.span) and a.span in clause]
        yield f"beside:{scheme}:{bool(near)}"
        closest = nearest(near, hit.span)
        if closest is not None and scheme.endswith("Status"):
            yield f"near:{closest.value}:{steps(distance(closest.span, hit.span), (12, 40, 90))}"
    yield from {f"role:{a.value}" for a in (*scene.of("agreementRole"), *scene.of("projectRole")) if a.span in clause}
    if any(distance(a.span, hit.span) < 3 and a.value == "agreementRole/not" for a in scene.of("agreementRole")):
        yield "only referred to"
    yield f"people:{min(2, len(scene.people))}"


def _earlier(deal: Deal, told: Before[D], rule: int | None) -> Iterator[str]:
    """What has been told already that is like it."""
    if rule is not None:
        yield "twin"
    yield f"told:{min(2, len(told.deals))}"
    yield f"told with one of its parties:{min(2, told.akin(deal))}"
    if told.worth(deal):
        yield "told with its amount"
    if told.first(deal, lambda other: _word(other) == _word(deal)) is not None:
        yield "told with its parties and kind"


def _word(deal: Deal) -> str | None:
    return deal.type.value if deal.type else None


def _again(scene: Scene, proposal: Proposal, told: Before[D], number: int, rule: int | None) -> Iterator[str]:
    """What two tellings of one deal have in common."""
    deal, other = proposal.deal, told.deals[number]
    yield from ("again", f"again:{proposal.hit.value}", f"again: kind:{_word(deal) == _word(other)}")
    if number == rule:
        yield "again: twin"
    yield f"again: last:{number == len(told.deals) - 1}"
    mine, others = names(deal.parties), names(other.parties)
    yield f"again: parties:{min(2, len(mine & others))}:{mine == others}"
    yield f"again: status:{(deal.status and deal.status.value) == (other.status and other.status.value)}"
    one, two = amount(deal), amount(other)
    yield f"again: amounts:{'open' if one is None or two is None else 'same' if one == two else 'other'}"
    yield f"again: counts:{_number(deal) == _number(other)}"
    gap = max(0, proposal.hit.span.start - max(span.stop for span in other.evidence))
    yield f"again: far:{steps(gap, _FAR)}"
    yield f"again: same sentence:{any(proposal.hit.span in span for span in other.evidence)}"
    yield f"again: headline:{min(span.start for span in other.evidence) == 0}"
    yield f"again: refused:{bool(proposal.refused)}"
    yield f"again: score:{proposal.hit.score}"
    if isinstance(deal, Project) and isinstance(other, Project):
        places = (deal.place and deal.place.value, other.place and other.place.value)
        yield f"again: places:{'open' if None in places else places[0] == places[1]}"
    yield from (f"again: {clue}" for clue in word(scene, proposal.hit))


def _number(deal: Deal) -> object:
    return deal.count.value.value if isinstance(deal.count, Slot) else deal.count
