"""What speaks for a deal's status, number and amount: candidates with their clues, the rule's answer first."""

from collections.abc import Iterator, Sequence

from kg.extract import tenses, wording
from kg.extract.deal_amounts import is_price, plural
from kg.extract.deciding import Candidate
from kg.extract.event_clues import RULE
from kg.extract.event_slots import before
from kg.extract.scenes import Scene, amount, distance, nearest, period_slot, steps
from kg.language import Amount, Annotation
from kg.model import Quantity, Record, Slot, Span
from kg.model.records import Several

_DISTANCES = (12, 40, 90, 180)
_SORTS = ("money", "physical", "count")

Number = Slot[Quantity] | Several | None


def statuses(
    scene: Scene, hit: Annotation, scheme: str, rule: str | None, among: Sequence[str], last: Record | None
) -> list[Candidate]:
    """How far a deal may have come, by the words of a scheme (`agreementStatus`), tenses, dates and the deal before."""
    clues = tuple(dict.fromkeys((*_status_clues(scene, hit, scheme), *_course(scene, last))))
    ordered = ([rule] if rule else []) + [status for status in among if status != rule]
    return [
        Candidate(
            status,
            (status, *(f"{status}<{clue}" for clue in clues), *((*RULE, f"rule:{status}") if status == rule else ())),
        )
        for status in ordered
    ]


def _status_clues(scene: Scene, hit: Annotation, scheme: str) -> Iterator[str]:
    clause = scene.clause(hit.span)
    cues = scene.of(scheme)
    yield from {f"cue:{_notation(a)}:{'clause' if a.span in clause else 'sentence'}" for a in cues}
    near = nearest(cues, hit.span)
    if near is not None:
        side = "after" if near.span.start >= hit.span.start else "before"
        yield from (f"near:{_notation(near)}:{steps(distance(near.span, hit.span), _DISTANCES)}", f"near:{side}")
        yield from (f"near:{_notation(near)}", f"cue={wording.own(scene, near.span)}")
    yield from {f"close:{_notation(a)}" for a in cues if distance(a.span, hit.span) < _DISTANCES[1]}
    parts = (a for a in scene.amounts if (v := amount(a)) is not None and v.quantity.unit == "percent")
    yield from {f"percent:{a.span in clause}" for a in parts}
    yield from tenses.clues(scene, hit.span)
    yield from wording.couples(scene, hit.span)
    yield from (f"word:{hit.value}", f"score:{hit.score}", f"sort:{scene.sentence.sort}", _side(scene, hit))
    other = {"agreementStatus": "project", "projectStatus": "agreement"}.get(scheme, "")
    yield f"{other}:{any(a.span in clause for a in scene.of(other))}"
    yield from wording.clues(scene, hit.span)


def _course(scene: Scene, last: Record | None) -> Iterator[str]:
    """How far what was told last had come, and where it was told."""
    status = getattr(last, "status", None)
    if last is None or status is None:
        yield "first"
        return
    at = last.evidence[-1].stop
    own = scene.analysis.sentence(max(0, at - 1))
    where = "sentence" if at > scene.sentence.span.start else "far"
    if where == "far" and own is not None and own.paragraph == scene.sentence.paragraph:
        where = "paragraph"
    yield from (f"last:{status.value}", f"last:{status.value}:{where}")


def _side(scene: Scene, hit: Annotation) -> str:
    slot = period_slot(nearest(scene.periods, hit.span))
    return "undated" if slot is None else f"side:{before(slot.value, scene.analysis.document.published)}"


def _notation(cue: Annotation) -> str:
    return str(cue.value).partition("/")[2]


def numbers(scene: Scene, hit: Annotation, rule: Number) -> list[Candidate]:
    """How many deals: one, several, or a number of the sentence."""
    found: list[Number] = [rule, None, "several"]
    for annotation in scene.amounts:
        value = amount(annotation)
        if value is not None and value.sort in ("count", "number") and _countable(value.quantity):
            found.append(Slot(value.quantity, (annotation.span,)))
    unique: dict[object, Number] = {}
    for number in found:
        unique.setdefault(number.value.value if isinstance(number, Slot) else number, number)
    return [
        Candidate(number, tuple(_number_clues(scene, hit, number, key == _key(rule)))) for key, number in unique.items()
    ]


def _countable(quantity: Quantity) -> bool:
    """Whether so many deals are thinkable: a whole number under a thousand."""
    return quantity.value == int(quantity.value) and 1 < quantity.value < 1000


def _key(number: Number) -> object:
    return number.value.value if isinstance(number, Slot) else number


def _number_clues(scene: Scene, hit: Annotation, number: Number, rule: bool) -> Iterator[str]:
    sort = "number" if isinstance(number, Slot) else number or "one"
    yield from (sort, f"{sort}:{hit.value}", f"{sort}:plural:{plural(scene, hit.span)}")
    if rule:
        yield from (*RULE, f"rule:{sort}")
    if sort == "several":
        yield f"several:many:{scene.has('agreementRole/many')}"
    if isinstance(number, Slot) and number.spans:
        span = number.spans[0]
        side = "before" if span.start < hit.span.start else "after"
        yield f"number:{side}:{steps(distance(span, hit.span), (3, 12, 25, 45, 100))}"
        nouns = (*scene.of("agreement"), *scene.of("project"), *scene.of("eventRole"))
        counted = nearest((a for a in nouns if a.span.start >= span.stop), span)
        yield f"number:counts this:{counted is not None and counted.span.overlaps(hit.span)}"
    hedged = sum(v is not None and v.sort in ("count", "number") for v in map(amount, scene.amounts))
    yield f"{sort}:numbers:{min(2, hedged)}"


def amounts(scene: Scene, hit: Annotation, rule: Slot[Quantity] | None, after: Sequence[Scene]) -> list[Candidate]:
    """For how much: an amount of the sentence or of those right after in its paragraph, or none."""
    found: dict[object, tuple[Slot[Quantity] | None, Annotation | None, int]] = {}
    if rule is not None:
        own = next((a for a in scene.amounts if a.span == rule.spans[0]), None) if rule.spans else None
        found[(rule.value.value, rule.value.unit)] = (rule, own, 0 if own else 1)
    else:
        found[None] = (None, None, 0)
    for step, other in enumerate((scene, *after)):
        for annotation in other.amounts if step == 0 or other.sentence.paragraph == scene.sentence.paragraph else ():
            value = amount(annotation)
            if value is not None and value.sort in _SORTS and (step == 0 or value.sort == "money"):
                slot = Slot(_in_units(value), (annotation.span,))
                found.setdefault((slot.value.value, slot.value.unit), (slot, annotation, step))
    found.setdefault(None, (None, None, 0))
    first = (rule.value.value, rule.value.unit) if rule is not None else None
    scened = (scene, *after)
    several = sum(1 for slot, _, step in found.values() if slot is not None and step == 0)
    return [
        Candidate(slot, tuple(_amount_clues(scened, hit, slot, annotation, step, key == first, several)))
        for key, (slot, annotation, step) in found.items()
    ]


def _in_units(value: Amount) -> Quantity:
    """A bare count as so many units."""
    if value.sort != "count":
        return value.quantity
    return Quantity(value.quantity.value, "unit", value.quantity.hedge, wording=value.quantity.wording)


def _amount_clues(
    scened: Sequence[Scene],
    hit: Annotation,
    slot: Slot[Quantity] | None,
    annotation: Annotation | None,
    step: int,
    rule: bool,
    several: int,
) -> Iterator[str]:
    if rule:
        yield from (*RULE, f"rule:{'some' if slot is not None else 'none'}")
    if slot is None or annotation is None:
        yield from ("none", f"none:{hit.value}", f"none:of:{min(2, several)}") if slot is None else ("of elsewhere",)
        return
    value, scene = amount(annotation), scened[step]
    assert value is not None
    yield from (value.sort, f"{value.sort}:{hit.value}", f"{value.sort}:step:{step}", f"of:{min(3, several)}")
    if step == 0:
        side = "before" if annotation.span.start < hit.span.start else "after"
        yield f"{value.sort}:{side}:{steps(distance(annotation.span, hit.span), _DISTANCES)}"
        yield f"in clause:{annotation.span in scene.clause(hit.span)}"
        yield f"nearest:{annotation is nearest(_of_sort(scene, value.sort), hit.span)}"
    yield from (f"role:{value.role}", f"bracketed:{value.bracketed}", f"per:{value.quantity.per}")
    if is_price(scene, annotation.span) or value.each:
        yield "price"
    yield from _governed(scene, annotation, value, hit)


def _of_sort(scene: Scene, sort: str) -> list[Annotation]:
    return [a for a in scene.amounts if (v := amount(a)) is not None and v.sort == sort]


def _governed(scene: Scene, annotation: Annotation, value: Amount, hit: Annotation) -> Iterator[str]:
    """The words near an amount that say what it measures: cost, a direction, trade, another deal."""
    for scheme, far in (("projectRole", 40), ("direction", 30), ("indicator", 60), ("agreementRole", 25)):
        near = nearest(scene.of(scheme), annotation.span)
        if near is not None and distance(near.span, annotation.span) < far:
            yield f"by:{near.value if scheme in ('projectRole', 'agreementRole') else scheme}:{value.sort}"
    others = [*scene.of("agreement"), *scene.of("project"), *scene.of("agreementVerb")]
    owner = nearest(others, annotation.span)
    yield f"nearer to another:{owner is not None and not owner.span.overlaps(hit.span) and owner.span != hit.span}"


def between(scene: Scene, one: Span, other: Span) -> str:
    """The text between two spans."""
    first, second = sorted((one, other))
    return scene.analysis.document.text[first.stop : max(first.stop, second.start)]
