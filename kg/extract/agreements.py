"""Agreements: parties bind themselves, or are about to. What they bind themselves to as a goal for trade is a figure."""

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.deal_slots import Pair, count, names, sides, value
from kg.extract.evidence import around
from kg.extract.scenes import Scene, distance, nearest, period_slot, scenes
from kg.language import Analysis, Annotation
from kg.model import Agreement, Rejection, Slot

_NEAR = 130  # characters between an agreement's noun and what tells its status
_ORDER = ("proposed", "underNegotiation", "signed", "agreedInPrinciple")


def find(analysis: Analysis) -> Iterator[Agreement | Rejection]:
    """The agreements of a document, each once, in order; and the nouns that told of none."""
    told: list[Agreement] = []
    pair = Pair.opening(analysis)
    rejected: list[Rejection] = []
    for scene in scenes(analysis):
        pair.see(scene)
        for noun in _nouns(scene):
            found = _agreement(scene, noun, pair)
            if isinstance(found, Agreement):
                _tell(told, found)
            else:
                rejected.append(Rejection(noun.span, "agreement", found))
    yield from told
    yield from rejected


def _nouns(scene: Scene) -> list[Annotation]:
    """The nouns for agreements of a sentence, the first of those that stand together."""
    kept: list[Annotation] = []
    for cue in scene.of("agreement"):
        if not kept or distance(kept[-1].span, cue.span) > 25:
            kept.append(cue)
    return kept


def _agreement(scene: Scene, noun: Annotation, pair: Pair) -> Agreement | str:
    if any(distance(cue.span, noun.span) < 3 for cue in scene.of("agreementRole") if cue.value == "agreementRole/not"):
        return "an agreement that is only referred to"
    status = _status(scene, noun)
    if status is None:
        return "nobody says how far it has come"
    parties = sides(scene, noun.span, pair)
    if not parties.slots:
        return "no parties"
    kind = str(noun.value).partition("/")[2]
    return Agreement(
        type=Slot(kind, (noun.span,)),
        status=status,
        parties=parties.slots,
        count=count(scene, noun),
        value=value(scene, noun.span, ("money", "physical") if kind == "contract" else ("money",)),
        period=period_slot(nearest(scene.periods, noun.span, lambda a: distance(a.span, noun.span) < _NEAR)),
        evidence=(around(scene.analysis, noun.span),),
    )


def _status(scene: Scene, noun: Annotation) -> Slot[str] | None:
    """The word nearest to the noun; where one phrase holds another ("to be signed"), the longer."""
    cues = [a for a in scene.of("agreementStatus") if distance(a.span, noun.span) < _NEAR]
    cue = min(cues, key=lambda a: (distance(a.span, noun.span), -len(a.span), _rank(a)), default=None)
    return Slot(_notation(cue), (cue.span,)) if cue else None


def _notation(cue: Annotation) -> str:
    return str(cue.value).partition("/")[2]


def _rank(cue: Annotation) -> int:
    return _ORDER.index(_notation(cue)) if _notation(cue) in _ORDER else len(_ORDER)


def _tell(told: list[Agreement], agreement: Agreement) -> None:
    """Add an agreement, or complete the one it is."""
    for number, other in enumerate(told):
        if _same(other, agreement):
            evidence = tuple(dict.fromkeys((*other.evidence, *agreement.evidence)))
            told[number] = replace(
                other,
                evidence=evidence,
                count=other.count if isinstance(other.count, Slot) else agreement.count or other.count,
                value=other.value or agreement.value,
                period=other.period or agreement.period,
            )
            return
    told.append(agreement)


def _same(a: Agreement, b: Agreement) -> bool:
    """One agreement told twice: status and parties alike, kinds alike, no numbers at odds."""
    if names(a.parties) != names(b.parties) or _bare(a.status) != _bare(b.status):
        return False
    kinds = {_bare(a.type), _bare(b.type)}
    return (len(kinds) == 1 or "cooperation" in kinds) and _fit(a.value, b.value) and _fit(a.count, b.count)


def _bare(slot: Slot[str] | None) -> str | None:
    return slot.value if slot else None


def _fit(a: object, b: object) -> bool:
    """Whether two slots say the same, or one says nothing."""
    if not isinstance(a, Slot) or not isinstance(b, Slot):
        return True
    return bool(a.value == b.value)


