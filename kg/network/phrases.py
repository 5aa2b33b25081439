"""A record in a few words, for the label of a link: what, how much, when, in which state."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import cast

from kg import iris
from kg.model import Agreement, Figure, Happening, Organisation, Period, Project, Quantity, Record, Slot, Tenure
from kg.network.dates import in_words
from kg.network.words import number, word
from kg.vocabulary import label, unit


def phrase(record: Record, language: str) -> str:
    """The record in a few words of that language; names and subjects stay as the document has them."""
    return ", ".join(part for part in _PHRASES[record.kind](record, language) if part)


def _code(scheme: str, slot: Slot[str] | None, language: str) -> str:
    return "" if slot is None else label(iris.code(scheme, slot.value), language) or slot.value


def _period(slot: Slot[Period] | None, language: str) -> str:
    return "" if slot is None else in_words(slot.value.edtf, language)


def amount(quantity: Quantity, language: str) -> str:
    """A quantity with its hedge and unit."""
    hedge = "" if quantity.hedge == "exact" else label(iris.code("hedge", quantity.hedge), language) or quantity.hedge
    upper = "" if quantity.upper is None else f"– {number(quantity.upper, language)}"
    per = "" if quantity.per is None else label(iris.code("per", quantity.per), language) or quantity.per
    parts = (hedge, number(quantity.value, language), upper, _unit(quantity.unit, language), per)
    return " ".join(part for part in parts if part)


def _unit(code: str | None, language: str) -> str:
    if code is None or code == "count":  # how many of what stands beside it
        return ""
    if code == "percent":
        return "%"
    known = unit(code)
    return code if known is None or known.kind == "currency" else known.label(language)


def _quantity(slot: Slot[Quantity] | None, language: str) -> str:
    return "" if slot is None else amount(slot.value, language)


def _signed(value: Decimal, language: str) -> str:
    return ("+" if value > 0 else "") + number(value, language)


def _figure(record: Figure, language: str) -> Iterator[str]:
    share = record.measure.value == "share"
    what = label(iris.code("measure", "share"), language) if share else _code("indicator", record.indicator, language)
    status = "" if record.status.value == "reported" else f" ({_code('figureStatus', record.status, language)})"
    product = "" if record.product is None else f" ({record.product.value})"
    yield f"{what}{product}{status}"
    yield _period(record.period, language)
    yield _quantity(record.value, language)
    if record.sign is not None:
        yield _code("direction", record.sign, language)
    if record.change is not None:
        yield _change(record, record.change.value, language)
    if record.change_value is not None:
        yield _signed(record.change_value.value.value, language) + " " + _unit(record.change_value.value.unit, language)


def _change(record: Figure, change: Quantity, language: str) -> str:
    shown = _signed(change.value, language)
    if record.change_base is None:
        return word("phrase", "change", language).format(n=shown)
    return word("phrase", "change_base", language).format(n=shown, base=_period(record.change_base, language))


def _event(record: Happening, language: str) -> Iterator[str]:
    kind = label(iris.term(record.type.value), language) or record.type.value
    yield kind if record.name is None else f"{kind} «{record.name.value}»"
    yield _code("eventStatus", record.status, language)
    yield _period(record.period, language)
    yield "" if record.city is None else record.city.value.name
    if record.companies is not None:
        yield word("phrase", "companies", language).format(n=amount(record.companies.value, language))


def _several(count: object, language: str) -> str:
    """How many there are, in brackets: no case and no plural of any language depends on it."""
    if isinstance(count, Slot):
        one = count.value.value == 1 and count.value.hedge == "exact" and count.value.upper is None
        return "" if one else f" ({amount(count.value, language)})"
    return "" if count is None else f" ({word('phrase', 'several', language)})"


def _agreement(record: Agreement, language: str) -> Iterator[str]:
    kind = _code("agreementType", record.type, language) or word("link", "agreement", language)
    yield kind + _several(record.count, language)
    yield _code("agreementStatus", record.status, language)
    yield _period(record.period, language)
    yield _quantity(record.value, language)
    yield "" if record.subject is None else record.subject.value


def _project(record: Project, language: str) -> Iterator[str]:
    kind = _code("projectType", record.type, language) or word("link", "project", language)
    yield (kind if record.name is None else f"{kind} «{record.name.value}»") + _several(record.count, language)
    yield _code("projectStatus", record.status, language)
    yield _quantity(record.value, language)
    yield "" if record.place is None else record.place.value.name
    yield "" if record.subject is None else record.subject.value


def _tenure(record: Tenure, language: str) -> Iterator[str]:
    yield word("link", "position", language) if record.post is None else record.post.value


def _organisation(record: Organisation, language: str) -> Iterator[str]:
    kind = _code("organisationType", record.type, language) or word("kind", "organisation", language)
    yield word("phrase", "home", language).format(type=kind)


_PHRASES = cast(
    Mapping[str, Callable[[Record, str], Iterator[str]]],
    {
        "figure": _figure,
        "event": _event,
        "agreement": _agreement,
        "project": _project,
        "position": _tenure,
        "organization": _organisation,
    },
)
