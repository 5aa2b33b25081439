"""Whether words tell of a new happening, of one told before, or of none: the three answers with their clues."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from kg.extract import tenses, wording
from kg.extract.deciding import Candidate
from kg.extract.event_clues import people_clue
from kg.extract.event_merge import agree, meet, overlap
from kg.extract.event_slots import before
from kg.extract.scenes import Scene, distance, nearest, steps
from kg.extract.tellings import Telling, answers
from kg.language import Annotation
from kg.model import Happening, Slot, Span

_FAMILIES = ({"Meeting", "Conference", "BusinessForum", "CommissionSession"}, {"Visit", "TradeMission", "Meeting"})
_LAST = 5  # happenings told before that words may be about
_SURE = (0.5, 0.7, 0.85, 0.95)
_FAR = (1, 300, 900, 2000)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A happening that words may tell of, how sure each of its slots is, and why the rules would refuse it."""

    event: Happening
    hit: Annotation
    typed: float
    placed: float
    settled: float
    refused: str | None
    hits: tuple[Annotation, ...]


def tellings(scene: Scene, proposal: Proposal, told: Sequence[Happening], rule: int | None) -> list[Candidate]:
    """A new happening, one told before, or None; the rules' answer first."""
    new = Candidate(Telling(proposal.event), tuple(dict.fromkeys(_new(scene, proposal, told, rule))))
    kin = _kin(proposal.event.type.value)
    alike = list(islice((n for n in reversed(range(len(told))) if told[n].type.value in kin), _LAST))
    again = [Candidate(Telling(told[n], n), tuple(_again(scene, proposal, told, n, rule))) for n in reversed(alike)]
    return answers(new, again, rule, refused=bool(proposal.refused))


def _kin(kind: str) -> set[str]:
    """The kinds that words for one kind can mean: its own, and those of its families."""
    return {kind}.union(*(family for family in _FAMILIES if kind in family))


def _new(scene: Scene, proposal: Proposal, told: Sequence[Happening], rule: int | None) -> Iterator[str]:
    event, hit = proposal.event, proposal.hit
    kind, status = event.type.value, event.status.value if event.status else ""
    yield from ("new", f"word:{kind}:{hit.score}", f"kind:{kind}", f"score:{hit.score}", f"status:{status}")
    yield f"refused:{proposal.refused}" if proposal.refused else "accepted"
    yield from (f"typed:{steps(proposal.typed, _SURE)}", f"own word:{hit.value}:{kind}")
    yield from (f"settled:{steps(proposal.settled, _SURE)}", f"placed:{steps(proposal.placed, _SURE)}")
    where = "none" if event.country is None else "stated" if event.country.spans else "carried"
    yield from (f"country:{where}", f"country:{where}:{kind}", f"city:{event.city is not None}")
    yield from (people_clue(scene), f"{people_clue(scene)}:{kind}", f"companies:{event.companies is not None}")
    yield f"dated:{_dated(scene, event)}"
    yield f"named:{event.name is not None}"
    yield f"sort:{scene.sentence.sort}"
    yield from (f"tense:{clue}" for clue in tenses.clues(scene, hit.span))
    yield from _word(scene, hit)
    yield from _beside(scene, proposal)
    yield from _earlier(event, told, rule)
    yield from wording.clues(scene, hit.span)


def _dated(scene: Scene, event: Happening) -> str:
    if event.period is None:
        return "no"
    side = before(event.period.value, scene.analysis.document.published)
    return f"{min(3, event.period.value.edtf.count('-') + 1)}:{side}"


def _word(scene: Scene, hit: Annotation) -> Iterator[str]:
    """What form the word has, and what stands right before it."""
    inside = [token for token in scene.sentence.tokens if token.span in hit.span and token.kind == "word"]
    for token in inside[-1:]:
        first = token.readings[0]
        yield f"form:{first.pos}:{'plural' in first.traits and 'singular' not in first.traits}"
        yield f"case:{'+'.join(sorted(first.cases))}" if first.pos == "noun" and len(first.cases) < 3 else "case:open"
    for cue in scene.of("eventRole"):
        gap = hit.span.start - cue.span.stop
        if 0 <= gap < 20 and str(cue.value) in ("eventRole/that", "eventRole/during", "eventRole/a"):
            yield f"{cue.value}"
    yield f"quoted:{scene.analysis.quote(hit.span.start) is not None}"
    yield f"in a name:{any(hit.span in body.span and hit.span != body.span for body in scene.organisations)}"


def _beside(scene: Scene, proposal: Proposal) -> Iterator[str]:
    hit = proposal.hit
    others = [h for h in proposal.hits if h is not hit]
    yield f"others:{min(2, len(others))}"
    yield from {f"beside:{h.value}:{proposal.event.type.value}" for h in others if distance(h.span, hit.span) < 80}
    clause = scene.clause(hit.span)
    for scheme in ("eventStatus", "agreement", "agreementStatus", "project", "eventRole"):
        yield f"{scheme}:{any(a.span in clause and not a.span.overlaps(hit.span) for a in scene.of(scheme))}"
    yield from {f"role:{a.value}" for a in scene.of("eventRole") if a.span in clause}
    cue = nearest(scene.of("eventStatus"), hit.span)
    yield f"near:{cue.value}:{steps(distance(cue.span, hit.span), (12, 40, 90))}" if cue is not None else "near:nothing"
    yield f"economies:{min(3, len(scene.economies()))}"
    yield f"bodies:{min(2, len(scene.organisations))}"


def _earlier(event: Happening, told: Sequence[Happening], rule: int | None) -> Iterator[str]:
    """What has been told already: of the kind, and as close as may be."""
    alike = [other for other in told if other.type.value == event.type.value]
    if rule is not None:
        yield "twin"
    if not told:
        yield "first of all"
    if not alike:
        yield "first of its kind"
        yield f"first of its kind:{event.type.value}"
        return
    if any(_same(other.country, event.country) and _same(other.status, event.status) for other in alike):
        yield "alike: country and status"
    elif any(_same(other.country, event.country) for other in alike):
        yield "alike: country"
    else:
        yield "alike: other countries"
    yield "alike: dates at odds" if not any(overlap(other.period, event.period) for other in alike) else "alike: dates"
    yield "alike: people at odds" if not any(meet(other, event) for other in alike) else "alike: people"


def _same(one: Slot[object] | None, other: Slot[object] | None) -> bool:
    return one is not None and other is not None and one.value == other.value


def _again(scene: Scene, proposal: Proposal, told: Sequence[Happening], number: int, rule: int | None) -> Iterator[str]:
    """What two tellings of one happening have in common."""
    event, other = proposal.event, told[number]
    kind = event.type.value
    yield from ("again", f"again:{kind}", f"again:{kind}:{other.type.value == kind}")
    if number == rule:
        yield "again: twin"
    yield f"again: last:{number == len(told) - 1}"
    yield f"again: country:{agree(other.country, event.country)}:{bool(event.country and event.country.spans)}"
    yield f"again: status:{_same(other.status, event.status)}"
    yield f"again: city:{_state(other.city, event.city)}"
    yield f"again: dates:{_state(other.period, event.period) if overlap(other.period, event.period) else 'at odds'}"
    yield f"again: name:{_state(other.name, event.name)}"
    people = bool(event.participants and other.participants)
    yield f"again: people:{meet(other, event) if people else 'open'}"
    gap = max(0, proposal.hit.span.start - max(span.stop for span in other.evidence))
    yield f"again: far:{steps(gap, _FAR)}"
    yield f"again: headline:{_headline(other.evidence)}"
    yield f"again: refused:{bool(proposal.refused)}"
    yield f"again: score:{proposal.hit.score}"
    yield from (f"again: {clue}" for clue in _word(scene, proposal.hit))


def _headline(spans: tuple[Span, ...]) -> bool:
    return min(span.start for span in spans) == 0


def _state(one: Slot[object] | None, other: Slot[object] | None) -> str:
    if one is None or other is None:
        return "open"
    return "same" if one.value == other.value else "other"
