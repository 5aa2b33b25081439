"""A sentence as figures see it: marks (amounts, periods, places, cues) in chunks between separators."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from kg.language import Amount, Analysis, Annotation, PeriodReading, PlaceMention, Sentence, Token
from kg.model import Quantity, Span

_MARKS = frozenset(",;:()–—")
_DASHES = frozenset("-–—")
BARE = ("number", "count")  # sorts of amounts without a unit
_FEW = 100  # a whole number from here on is not read in somebody else's thousands
_TEN = 10  # percentages in brackets are seldom so small and so near to what stands before
_FRACTION = re.compile(r"\d[.,](\d+)")
_SMALL = 1000  # a bare number above that is no percentage
_NAMES = ("organisation", "person", "post")
_TARIFF = "indicator/tariff"
_OURS = "indicator weak flow scope direction sign comparison status denied exclude product goods stop link"
_SCHEMES = frozenset(f"{_OURS} agreement project event role".split())


@dataclass(frozen=True, slots=True)
class Mark:
    """One annotation of a sentence; `scheme` is `quantity period place name` or a cue's, `value` what it holds."""

    span: Span
    scheme: str
    value: object

    @property
    def amount(self) -> Amount:
        """The amount of a quantity's mark."""
        assert isinstance(self.value, Amount)
        return self.value

    @property
    def place(self) -> PlaceMention:
        """The mention of a place's mark."""
        assert isinstance(self.value, PlaceMention)
        return self.value

    @property
    def period(self) -> PeriodReading:
        """The reading of a period's mark."""
        assert isinstance(self.value, PeriodReading)
        return self.value


@dataclass(slots=True)
class Chunk:
    """A stretch between separators; `opener` is the separator before it (`,` `;` `:` `(` `-` `and`, or empty)."""

    opener: str
    start: int
    stop: int
    tokens: list[Token] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    bracketed: bool = False
    _named: dict[str, list[Mark]] | None = field(init=False, repr=False, compare=False, default=None)

    def of(self, *names: str) -> list[Mark]:
        """The marks of these schemes (`indicator`) or concepts (`scope/world`), in order."""
        named = self._named
        if named is None:
            named = self._named = self._by_name()
        held = [name for name in names if name in named]
        if len(held) < 2:
            return list(named[held[0]]) if held else []
        return [m for m in self.marks if m.scheme in held or (isinstance(m.value, str) and m.value in held)]

    def put(self, start: int, stop: int, marks: list[Mark]) -> None:
        """Set marks in the place of those with these numbers; the only way to change them once they were asked for."""
        self.marks[start:stop] = marks
        self._named = None

    def _by_name(self) -> dict[str, list[Mark]]:
        """The marks by scheme and by concept: they are asked for again and again."""
        found: dict[str, list[Mark]] = {}
        for mark in self.marks:
            found.setdefault(mark.scheme, []).append(mark)
            if isinstance(mark.value, str) and mark.value != mark.scheme:
                found.setdefault(mark.value, []).append(mark)
        return found

    @property
    def amounts(self) -> list[Mark]:
        """The marks of amounts, in order."""
        return self.of("quantity")


def marks(analysis: Analysis, sentence: Sentence) -> list[Mark]:
    """The marks of a sentence in order. Places inside names of organisations and posts count as `name`."""
    held = list(analysis.within(sentence.span))
    names = [a.span for a in held if a.type in _NAMES and a.span != sentence.span]
    solid = [a.span for a in held if a.type in ("quantity", "period")]
    relative = any(isinstance(a.value, Amount) and a.value.sort == "percent" for a in held)
    held = list(_priceless(_dutiless(list(_bracketed(held)))))
    found = [mark for a in held if (mark := _mark(a, names, solid, relative)) is not None]
    strong = [m.span for m in found if m.scheme == "indicator"]
    goods = [m.span for m in found if m.scheme == "product"]
    held_by = {"weak": [*strong, *goods], "indicator": goods}
    return [m for m in found if not any(m.span in span for span in held_by.get(m.scheme, ()))]


def _bracketed(held: list[Annotation]) -> Iterator[Annotation]:
    """Annotations with bare numbers in brackets understood: like a bare number before them, else a percentage of it.

    "Rye 112 (91)" compares; "Rye, 112 million (15.9)" gives the share, once a bracket before has said so.
    """
    before: Amount | None = None
    level: Amount | None = None
    dated = scaled = False
    for annotation in held:
        amount = annotation.value
        if not isinstance(amount, Amount):
            dated = dated or annotation.type == "period"
            yield annotation
            continue
        part = amount.carried is not None and amount.carried.unit == "percent"
        bare = amount.bracketed and amount.quantity.unit in (None, "count") and (scale(amount.quantity) or 1) == 1
        bare = bare and not part
        if bare and scaled and level is not None and (dated or _alike(level.quantity, amount.quantity)):
            value = amount.quantity.value * (scale(level.quantity) or 1)
            told = replace(amount.quantity, value=value, unit=level.quantity.unit)
            annotation = replace(annotation, value=replace(amount, quantity=told, sort=level.sort, carried=None))
        elif bare and scaled and amount.quantity.value < _FEW:
            told = replace(amount.quantity, unit="percent")
            annotation = replace(annotation, value=replace(amount, quantity=told, sort="percent", carried=None))
        elif bare and before is not None and before.carried:
            ratio = before.carried.value / before.quantity.value if before.quantity.value else 1
            told = replace(amount.quantity, value=amount.quantity.value * ratio, unit=before.carried.unit)
            annotation = replace(annotation, value=replace(amount, carried=told, quantity=replace(told, unit=None)))
        elif not amount.bracketed:
            before = amount if amount.quantity.unit is None else None
            scaled = (scale(amount.quantity) or 1) > 1
            level, dated = amount, False
        yield annotation


def _alike(level: Quantity, bracketed: Quantity) -> bool:
    """Whether a number in brackets is of the size of the one before, to as many decimals: "1.31 million (1.18)"."""
    size = level.value / (scale(level) or 1)
    decimals = [_decimals(level.wording), _decimals(bracketed.wording)]
    return decimals[0] == decimals[1] > 0 and size < _TEN and size / 2 <= bracketed.value <= size * 2


def _decimals(wording: str | None) -> int:
    """How many digits stand behind the decimal mark of an amount's words."""
    found = _FRACTION.search(wording or "")
    return len(found.group(1)) if found else 0


def _dutiless(held: list[Annotation]) -> Iterator[Annotation]:
    """Annotations with a duty of nothing understood: zero where duties are spoken of is a percentage."""
    duties = any(a.value == _TARIFF for a in held)
    for annotation in held:
        amount = annotation.value
        if duties and isinstance(amount, Amount) and not amount.quantity.value and amount.sort in BARE:
            told = replace(amount.quantity, unit="percent")
            annotation = replace(annotation, value=replace(amount, quantity=told, sort="percent", carried=None))
        yield annotation


def _priceless(held: Iterable[Annotation]) -> Iterator[Annotation]:
    """Annotations without prices ("107 dollars a barrel") and how those moved, unless duties are spoken of."""
    listed = list(held)
    duties = any(a.value == _TARIFF for a in listed)
    price = False
    for annotation in listed:
        amount = annotation.value
        if not isinstance(amount, Amount) or duties:
            yield annotation
            continue
        relative = amount.sort in ("percent", "multiple", "index")
        price = amount.each is not None or (price and relative and amount.bracketed)
        if not price:
            yield annotation


def _mark(annotation: Annotation, names: list[Span], solid: list[Span], relative: bool) -> Mark | None:
    """The mark of an annotation; None of a cue that is part of a name or of an amount's or period's own words."""
    span = annotation.span
    named = any(span in name for name in names)
    if annotation.type == "place":
        return Mark(span, "name" if named else "place", annotation.value)
    if annotation.type == "quantity" and _counts(annotation.value):
        return None
    if annotation.type in ("quantity", "period"):
        return Mark(span, annotation.type, _carried(annotation.value, relative))
    scheme = str(annotation.value).partition("/")[0] if annotation.type == "cue" else ""
    if scheme not in _SCHEMES or (named and scheme in ("indicator", "weak", "product")):
        return None
    if scheme != "direction" and annotation.value != _TARIFF and any(span in part for part in solid):
        return None
    return Mark(span, scheme, annotation.value)


def _counts(value: object) -> bool:
    """Whether an amount is a small count in words ("two sides", "one of them"), which measures nothing.

    One that leans on an amount before may: "Italy bought 35 percent, Iran nine".
    """
    if not isinstance(value, Amount) or value.sort not in BARE or (value.sort == "number" and value.carried):
        return False
    return value.quantity.value < _FEW and not any(c.isdigit() for c in value.quantity.wording or "")


def _carried(value: object, relative: bool) -> object:
    """A number without a unit read with the unit and magnitude of the amount it leans on.

    After "by" beside percentages it is a percentage itself: "imports by 3.1, exports by 4 %".
    """
    if not isinstance(value, Amount) or value.quantity.unit is not None or value.sort != "number":
        return value
    if relative and value.role == "change" and value.quantity.value < _SMALL:
        return replace(value, quantity=replace(value.quantity, unit="percent"), sort="percent")
    if value.carried is None:
        return value
    unit = value.carried.unit
    whole = value.quantity.value == value.quantity.value.to_integral_value() and value.quantity.value >= _FEW
    goods = unit is not None and not unit.isupper() and unit != "percent"
    if whole and goods and not value.bracketed and not value.scaled:
        return replace(value, quantity=replace(value.quantity, unit=unit), sort="physical")
    sort = "percent" if unit == "percent" else "money" if unit is not None and unit.isupper() else "physical"
    if sort == "percent" and value.carried.value != value.quantity.value:
        sort = "index"
    return replace(value, quantity=value.carried, sort=sort)


def chunks(analysis: Analysis, sentence: Sentence) -> list[Chunk]:
    """The sentence cut at its separators; a separator inside an annotation does not cut."""
    held = marks(analysis, sentence)
    solid = [m.span for m in held if m.scheme in ("quantity", "period", "place", "name", "product")]
    links = {m.span.start for m in held if m.value == "link/and"}
    cut = list(_cut(analysis.document.text, sentence.tokens, solid, links))
    for mark in held:
        if mark.value == "link/and":
            continue
        home = next((c for c in reversed(cut) if c.start <= mark.span.start), cut[0] if cut else None)
        if home is not None:
            home.marks.append(mark)
    return [c for c in cut if c.tokens]


def _cut(text: str, tokens: tuple[Token, ...], solid: list[Span], links: set[int]) -> Iterator[Chunk]:
    start = tokens[0].span.start if tokens else 0
    current, depth = Chunk("", start, start), 0
    for token in tokens:
        opener = _separator(text, token, solid, links)
        if opener is not None:
            if current.tokens:
                yield current
            depth += {"(": 1, ")": -1}.get(opener, 0)
            current = Chunk(opener, token.span.stop, token.span.stop, bracketed=depth > 0)
            if opener == "and":
                current.start = token.span.start
            continue
        current.tokens.append(token)
        current.stop = token.span.stop
    if current.tokens:
        yield current


def _separator(text: str, token: Token, solid: list[Span], links: set[int]) -> str | None:
    """What a token separates as, or None where it stands inside something or is no separator."""
    if token.span.start in links and not any(token.span in s for s in solid):
        return "and"
    if token.text not in _MARKS and token.text not in _DASHES:
        return None
    if any(token.span in s for s in solid):
        return None
    if token.text in _DASHES:
        before, after = text[max(token.span.start - 1, 0)], text[token.span.stop : token.span.stop + 1]
        return "-" if before.isspace() and after.isspace() else None
    return token.text


def scale(quantity: Quantity) -> Decimal | None:
    """What the words of an amount multiply its digits with (million, thousand); None where it has no digits."""
    digits = "".join(c for c in (quantity.wording or "").replace(",", ".") if c.isdigit() or c == ".").strip(".")
    try:
        return quantity.value / Decimal(digits) if digits and Decimal(digits) else None
    except ArithmeticError:
        return None
