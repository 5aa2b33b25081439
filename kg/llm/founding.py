"""What of a raw fact stands in the text: names, places, numbers and periods, one after the other.

Each function takes the stated fields and gives them back with what stands; what does not is dropped and noted, with all
that says more about it.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from kg.graph.economies import meant
from kg.graph.fields import AMOUNTS, REQUIRED
from kg.language.annotations import Amount
from kg.llm import amounts, dates, economies
from kg.llm.answers import Raw
from kg.llm.fields import Field, fields
from kg.llm.findings import Unfounded
from kg.llm.naming import names
from kg.llm.quotes import searchable
from kg.model import Document, Span
from kg.vocabulary import word_for

_HEDGES = {"value": "bound", "change": "change_bound", "count": "count_bound", "companies": "companies_bound"}
_WORDS = {"value": "value_words", "change": "change_words", "period": "period_words"}
_AMOUNTS = ("money", "physical", "count", "number")
_LEVELS = ("value", "value_to", "change_value", "count", "companies")
_UNCHECKED = ("product", "post", "subject")  # free wording: the words of the document, shortened
_WIDE = ("country", "place")  # of a city or region that our gazetteer may not know


@dataclass
class Ground:
    """A document, the passages that a fact rests on, what economies it names, and what was noted on the way."""

    document: Document
    spans: tuple[Span, ...]
    named: economies.Named
    dropped: list[tuple[str, str]] = field(default_factory=list)
    standing: Counter[str] = field(default_factory=Counter)
    assumed: bool = False  # the period was worked out from the year of publication alone

    def drop(self, sort: str, name: str, value: object) -> None:
        """Note that a field does not stand."""
        self.dropped.append((sort, f"{name} {value}"))
        self.standing[f"{sort} refused"] += 1

    def told(self, words: object) -> Span | None:
        """Where the few words behind a number or period stand: in the passages, else anywhere."""
        if not isinstance(words, str):
            return None
        text = searchable(self.document.text)
        found = [text.find(words, within=span) for span in self.spans]
        inside = [one for one, span in zip(found, self.spans, strict=True) if one is not None and one in span]
        return inside[0] if inside else next((one for one in found if one is not None), None)


def founded(kind: str, stated: Raw, ground: Ground) -> Raw:
    """The fields of a fact that stand in the text. Unfounded where what makes the fact does not."""
    found = dict(stated)
    for step in (_named, _read, _levels, _changes, _hedged, _dated):
        found = step(kind, found, ground)
    _complete(kind, found, ground)
    return {name: value for name, value in found.items() if fields()[kind][name].form != "verbatim"}


def _named(kind: str, found: Raw, ground: Ground) -> Raw:
    """Economies that the text names, and names that stand in it."""
    kept: Raw = {}
    for name, value in found.items():
        judge = _JUDGES.get(fields()[kind][name].form)
        if judge is None:
            kept[name] = value
        elif isinstance(value, list):
            kept[name] = [one for each in value if (one := judge(fields()[kind][name], each, found, ground))]
        elif one := judge(fields()[kind][name], value, found, ground):
            kept[name] = one
    return kept


def _name(field: Field, value: str, found: Raw, ground: Ground) -> str | None:
    if names(ground.document).has(value):
        return value
    ground.drop("name", field.name, value)
    return None


def _place(field: Field, value: str, found: Raw, ground: Ground) -> str | None:
    """A code of an economy that is named, or a name that stands."""
    code = _code(value)
    if code is None:
        return _name(field, value, found, ground)
    if field.kind == "place" or ground.named.has(code) or (field.name in _WIDE and "city" in found):
        return code
    ground.drop("place", field.name, value)
    return None


def _code(value: str) -> str | None:
    """The code that a word is, or was meant to be ("UK", "Kazakhstan")."""
    if economies.is_code(value) or value == economies.ALL:
        return value
    if value.isascii() and value.isupper() and len(value) == 2:
        return meant(value)
    return meant(value) if len(value) > 3 else None


_JUDGES: Mapping[str, Callable[[Field, str, Raw, Ground], str | None]] = {
    "name": _name,
    "person": _name,
    "city": _name,
    "place": _place,
    "party": _place,
    "parties": _place,
}


def _read(kind: str, found: Raw, ground: Ground) -> Raw:
    """A level that a model gave in words only, where our grammar reads one amount in them."""
    told = ground.told(found.get("value_words"))
    if "value" in found or told is None:
        return found
    there = [amount.quantity for amount in amounts.amounts(ground.document, told) if amount.sort in _AMOUNTS]
    if len(there) != 1:
        return found
    (only,) = there
    unit = {"unit": only.unit} if only.unit and only.unit != "count" and "unit" not in found else {}
    return found | {"value": only.value} | unit


def _levels(kind: str, found: Raw, ground: Ground) -> Raw:
    """Levels and counts; a level off by a magnitude from what its words say is the words'."""
    for name in _LEVELS:
        value = found.get(name)
        if not isinstance(value, Decimal) or value == 0 or (name == "count" and value == 1):
            continue
        told = ground.told(found.get(_WORDS.get(name, "value_words"))) if name in ("value", "value_to") else None
        found = _judged(name, found, ground, amounts.level(value, ground.spans, ground.document, told=told))
    return found


def _changes(kind: str, found: Raw, ground: Ground) -> Raw:
    value = found.get("change")
    if not isinstance(value, Decimal):
        return found
    told = ground.told(found.get("change_words"))
    return _judged("change", found, ground, amounts.change(value, ground.spans, ground.document, told=told))


def _judged(name: str, found: Raw, ground: Ground, verdict: amounts.Verdict) -> Raw:
    ground.standing[f"number {verdict.standing}"] += 1
    if verdict.standing is amounts.Standing.ABSENT:
        ground.drop("number", name, found[name])
        return _without(name, found)
    if verdict.value != found[name]:
        ground.standing["number rescaled"] += 1
    return found | {name: verdict.value}


def _without(name: str, found: Raw) -> Raw:
    """The fields without one, and without those that only say more about it."""
    kept = {key: value for key, value in found.items() if key != name}
    orphans = {key for key, owners in AMOUNTS.items() if not any(owner in kept for owner in owners)}
    return {key: value for key, value in kept.items() if key not in orphans}


def _hedged(kind: str, found: Raw, ground: Ground) -> Raw:
    """Hedges that a model passed over, where our grammar reads one at the only amount of that number."""
    for name, bound in _HEDGES.items():
        value = found.get(name)
        if not isinstance(value, Decimal) or bound in found or bound not in fields()[kind]:
            continue
        told = ground.told(found.get(_WORDS.get(name, "")))
        hedges = {hedge for span in ([told] if told else ground.spans) for hedge in _hedges(value, span, ground)}
        if len(hedges) == 1 and (word := word_for(kind, bound, hedges.pop())) != "exact":
            ground.standing["hedge read"] += 1
            found = found | {bound: word}
    return found


def _hedges(value: Decimal, span: Span, ground: Ground) -> Iterator[str]:
    there: Iterator[Amount] = amounts.amounts(ground.document, span)
    return (amount.quantity.hedge for amount in there if abs(amount.quantity.value) == abs(value))


def _dated(kind: str, found: Raw, ground: Ground) -> Raw:
    """Periods that the text or its date of publication gives."""
    for name in ("period", "change_base"):
        edtf = found.get(name)
        if not isinstance(edtf, str):
            continue
        told = ground.told(found.get("period_words")) if name == "period" else None
        footing = dates.footing(edtf, [told] if told else ground.spans, ground.document)
        ground.standing[f"period {footing}"] += 1
        ground.assumed |= name == "period" and dates.assumed(edtf, [told] if told else ground.spans, ground.document)
        if footing is dates.Footing.BASELESS:
            ground.drop("period", name, edtf)
            found = _without(name, found)
    return found


def _complete(kind: str, found: Raw, ground: Ground) -> None:
    """Whether what makes the fact is still there."""
    required = REQUIRED.get(kind)
    if required is not None and required not in found:
        sort, what = ground.dropped[-1] if ground.dropped else ("form", f"a {kind} without {required}")
        raise Unfounded(sort, what)
    if kind == "figure" and not {"value", "change", "change_value", "sign"} & set(found):
        sort, what = ground.dropped[-1] if ground.dropped else ("form", "a figure without a number")
        raise Unfounded(sort, what)
