"""Agreements: parties bind themselves, or are about to. A goal for trade that they agree on is a figure.

The rules propose, the judge chooses parties, status, number and amount (`agreement.parties` …), then decides whether
the words tell of a new agreement, of one told before, or of none (`agreement.truth`).
"""

from collections.abc import Iterator
from dataclasses import replace

from kg.extract import deal_clues, deal_parties
from kg.extract.agreement_words import BARE, SORTS, VERB, notation, words
from kg.extract.attribution import said_by
from kg.extract.deal_amounts import count, value
from kg.extract.deal_slots import Memory, Parties, names, sides
from kg.extract.deal_truth import Proposal
from kg.extract.deals import After, Sort, Told, told
from kg.extract.deciding import Judge, learned
from kg.extract.event_slots import before
from kg.extract.evidence import around
from kg.extract.scenes import Scene, amount, distance, nearest, period_slot
from kg.language import Analysis, Annotation, PeriodReading
from kg.model import Agreement, PartyKind, Quantity, Rejection, Slot

STATUSES = ("signed", "agreedInPrinciple", "underNegotiation", "proposed")
_NEAR = 130  # characters between an agreement's noun and what tells its status
_PIECES = 12  # characters between a contract and the number of pieces it is for
_ORDER = ("proposed", "underNegotiation", "signed", "agreedInPrinciple")
_WEAK = 0.8  # nouns under this need a word on their state


def find(analysis: Analysis, judge: Judge | None = None) -> Iterator[Agreement | Rejection]:
    """The agreements of a document, each once, in order; and the words that told of none."""
    return told(analysis, judge or learned("agreements", analysis.document.language), _SORT)


def _proposals(scene: Scene, noun: Annotation, told: Told[Agreement], after: After) -> Iterator[Proposal]:
    """What a word may tell: one agreement, or several where pairs of parties are listed."""
    rule = [parties for parties in sides(scene, noun.span, told.memory) if parties] or [()]
    if len(rule) > 1:
        for parties in rule:
            yield _proposal(scene, noun, parties, 1.0, parties, told, after)
        return
    kind = str(noun.value)
    among = deal_parties.candidates(scene, noun, rule[0], told.memory, kind, _number(scene, noun))
    choice = told.judge.choose("agreement.parties", noun.span, among)
    parties = choice.value if isinstance(choice.value, tuple) else ()
    yield _proposal(scene, noun, parties, choice.probability, rule[0], told, after)


def _proposal(
    scene: Scene,
    noun: Annotation,
    parties: Parties,
    sided: float,
    rule: Parties,
    told: Told[Agreement],
    after: After,
) -> Proposal:
    said = _status(scene, noun) or _implied(noun, rule)
    kind = _type(noun)
    guess = value(scene, noun.span, SORTS.get(kind, ("money",))) or _pieces(scene, noun, kind)
    number = _number(scene, noun)
    choose = told.judge.choose
    status = choose(
        "agreement.status",
        noun.span,
        deal_clues.statuses(scene, noun, "agreementStatus", said.value if said else None, STATUSES, told.last),
    )
    many = choose("agreement.count", noun.span, deal_clues.numbers(scene, noun, number))
    sum_ = choose("agreement.value", noun.span, deal_clues.amounts(scene, noun, guess, after))
    deal = Agreement(
        type=Slot(kind, (noun.span,)),
        status=said if said and said.value == status.value else Slot(str(status.value), (noun.span,)),
        parties=parties,
        count=many.value if isinstance(many.value, Slot) or many.value == "several" else None,
        value=sum_.value if isinstance(sum_.value, Slot) else None,
        period=period_slot(nearest(scene.periods, noun.span, lambda a: distance(a.span, noun.span) < _NEAR)),
        evidence=(around(scene.analysis, noun.span),),
        speaker=said_by(scene, noun.span),
    )
    sure = {
        "parties": sided,
        "status": status.probability,
        "count": many.probability,
        "value": sum_.probability,
    }
    return Proposal(deal, noun, sure, _refused(scene, noun, rule, said))


def _number(scene: Scene, noun: Annotation) -> deal_clues.Number:
    return None if str(noun.value).startswith(VERB) else count(scene, noun)


def _type(noun: Annotation) -> str:
    kind = notation(noun)
    return kind if kind == "contract" or not str(noun.value).startswith(VERB) else "cooperation"


def _refused(scene: Scene, noun: Annotation, parties: Parties, status: Slot[str] | None) -> str | None:
    """Why a word would tell of no agreement, by the rules."""
    if any(distance(cue.span, noun.span) < 3 for cue in scene.of("agreementRole") if cue.value == "agreementRole/not"):
        return "an agreement that is only referred to"
    if scene.has("agreementRole/target") and value(scene, noun.span) is None:
        return "a goal for trade, not an agreement"
    if not parties:
        return "no parties"
    if status is None:
        return "nobody says how far it has come"
    if noun.value == f"{VERB}/contract" and not _dealt(scene, noun, parties):
        return "a delivery without partner or amount"
    if str(noun.value).startswith(VERB) and _deadline(scene, noun):
        return "a goal with a deadline, not an agreement"
    if noun.value == f"{VERB}/underNegotiation" and not any(slot.spans for slot in parties):
        return "talks with nobody in particular"
    return "a word on a state alone" if noun.score == BARE else None


def _dealt(scene: Scene, noun: Annotation, parties: Parties) -> bool:
    """Whether two bodies stand beside a verb of delivery, with an amount."""
    bodies = [slot for slot in parties if slot.spans and slot.value.kind is PartyKind.ORGANISATION]
    return len(bodies) >= 2 and value(scene, noun.span, SORTS["contract"]) is not None


def _deadline(scene: Scene, noun: Annotation) -> bool:
    """Whether a deadline stands near a verb of agreeing: then an amount is a goal."""
    near = (a.value for a in scene.periods if distance(a.span, noun.span) < _NEAR)
    return any(isinstance(p, PeriodReading) and p.sort == "deadline" for p in near) and bool(scene.amounts)


def _remember(memory: Memory, deal: Agreement) -> None:
    """Who has dealt; the two bodies of a deal are who "the parties" are from now on."""
    memory.dealt, memory.told = tuple(slot.value for slot in deal.parties), memory.number
    memory.kind = deal.type.value if deal.type else memory.kind
    bodies = tuple(slot.value for slot in deal.parties if slot.value.kind is PartyKind.ORGANISATION)
    if len(bodies) == 2:
        memory.bodies = bodies


def _pieces(scene: Scene, noun: Annotation, kind: str) -> Slot[Quantity] | None:
    """How many pieces a contract is for: the count right after its noun."""
    for annotation in scene.amounts if kind == "contract" else ():
        found = amount(annotation)
        if found and found.sort == "count" and 0 <= annotation.span.start - noun.span.stop < _PIECES:
            return Slot(replace(found.quantity, unit="unit"), (annotation.span,))
    return None


def _status(scene: Scene, noun: Annotation) -> Slot[str] | None:
    """The word nearest to the noun in its clause; where one phrase holds another ("to be signed"), the longer."""
    if str(noun.value).startswith(VERB):
        return Slot("agreedInPrinciple" if notation(noun) == "contract" else notation(noun), (noun.span,))
    near = [a for a in scene.of("agreementStatus") if distance(a.span, noun.span) < _NEAR]
    clause = scene.clause(noun.span)
    cues = [a for a in near if a.span in clause] or near
    cue = min(cues, key=lambda a: (distance(a.span, noun.span), -len(a.span), _rank(a)), default=None)
    if cue is None:
        return _listed(scene, noun)
    proposed = notation(cue) == "signed" and (cue.span in scene.future() or _later(scene, noun, cue))
    return Slot("proposed" if proposed else notation(cue), (cue.span,))


def _later(scene: Scene, noun: Annotation, cue: Annotation) -> bool:
    """Whether the clause's period has not begun, and the word for signing is no past form."""
    clause = scene.clause(noun.span)
    when = period_slot(nearest(scene.periods, noun.span, lambda a: a.span in clause))
    if when is None or before(when.value, scene.analysis.document.published) <= 0:
        return False
    return not any("past" in r.traits for t in scene.sentence.tokens if t.span in cue.span for r in t.readings)


def _implied(noun: Annotation, parties: Parties) -> Slot[str] | None:
    """An agreement named with both its parties, and no word on its state, is one that exists."""
    stated = sum(bool(slot.spans) for slot in parties)
    return Slot("signed", (noun.span,)) if noun.score > _WEAK and stated > 1 else None


def _listed(scene: Scene, noun: Annotation) -> Slot[str] | None:
    """A line of a list with a body, a kind of agreement and a day tells of one that is signed."""
    dated = any(len(slot.value.edtf) >= 7 for a in scene.periods if (slot := period_slot(a)))
    short = len(scene.sentence.span) < 140 and scene.sentence.sort != "sentence"
    return Slot("signed", (noun.span,)) if dated and short and scene.organisations else None


def _rank(cue: Annotation) -> int:
    return _ORDER.index(notation(cue)) if notation(cue) in _ORDER else len(_ORDER)


def _joined(a: Agreement, b: Agreement) -> Agreement:
    kind = b.type if a.type and b.type and a.type.value == "cooperation" else a.type
    return replace(
        a,
        type=kind,
        evidence=tuple(dict.fromkeys((*a.evidence, *b.evidence))),
        count=a.count if isinstance(a.count, Slot) else b.count or a.count,
        value=a.value or b.value,
        period=a.period or b.period,
    )


def _same(a: Agreement, b: Agreement) -> bool:
    """One agreement told twice: status and parties alike, kinds alike, no numbers at odds."""
    if names(a.parties) != names(b.parties) or _bare(a.status) != _bare(b.status):
        return False
    kinds = {_bare(a.type), _bare(b.type)}
    if len(kinds) > 1 and "cooperation" not in kinds:
        return False
    return _fit(a.value, b.value) and (_fit(a.count, b.count) if a.count and b.count else a.count == b.count)


def _retold(a: Agreement, b: Agreement) -> bool:
    """Parties, state and sum alike; or one sentence tells how many there are, the other what they are worth in all."""
    if not a.parties or names(a.parties) != names(b.parties) or _bare(a.status) != _bare(b.status):
        return False
    if a.value is not None and b.value is not None:
        one, other = a.value.value, b.value.value
        return (one.value, one.unit) == (other.value, other.unit)
    numbers = any(isinstance(each.count, Slot) for each in (a, b))
    return _same(a, b) and numbers and "several" in (a.count, b.count) and (a.value or b.value) is not None


def _bare(slot: Slot[str] | None) -> str | None:
    return slot.value if slot else None


def _fit(a: object, b: object) -> bool:
    """Whether two slots say the same, or one says nothing."""
    if not isinstance(a, Slot) or not isinstance(b, Slot):
        return True
    return bool(a.value == b.value)


_SORT: Sort[Agreement] = Sort(
    "agreement",
    "hardly an agreement",
    words,
    _proposals,
    _same,
    _joined,
    _retold,
    _remember,
)
