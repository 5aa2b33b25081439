"""Units that numbers without one lean on: the amount before, a table's head, "in tonnes", the percent of a change.

What is carried stands beside the stated quantity (`Amount.carried`) and never replaces it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import accumulate

from kg.language.changes import compared
from kg.language.numbers import plain
from kg.language.sharing import Candidate
from kg.language.words import Words
from kg.model import Span

_KEPT = 40  # lenders remembered
_FAR = 8  # paragraphs that a table's head reaches
_COLUMN = "|"
_ONE = Decimal(1)
_MANY = Decimal(1_000_000)
_WHOLE = 100  # percent
_LEAST = 10  # an index that is lower is none
_HUNDREDS = 100  # written before a magnitude: "620 thousand"
_FEW = 10  # things counted in words: "one cherry", of which nothing is counted on
_RELATIVE = ("percent", "index")
_PRICED = 4  # tokens back to a word that makes an amount a price


@dataclass(frozen=True, slots=True)
class Lender:
    """A unit (with magnitude) that later numbers may mean. `head`: stands without a number, as in a table's head.

    `aside`: a change told in passing, in brackets or between commas: "4.6 billion, down 3 %, Croatia 2.9".
    """

    unit: str
    sort: str
    magnitude: Decimal
    bracketed: bool = False
    signed: bool = False
    aside: bool = False
    head: bool = False
    column: int = 0
    paragraph: int = 0
    at: int = 0
    sentence: Span | None = None
    digits: Decimal = Decimal(0)


@dataclass(slots=True)
class Carrier:
    """The lenders seen so far in a document, in order."""

    seen: list[Lender] = field(default_factory=list)

    def carry(self, words: Words, found: list[Candidate]) -> Iterator[Candidate]:
        """The amounts of a sentence, those without a unit with the reading that they most likely lean on."""
        heads = _sided(list(_heads(words, found)))[::-1]
        for number, candidate in enumerate(found):
            while heads and heads[-1].at < candidate.start:
                self._see(heads.pop())
            if candidate.unit is None and candidate.sort in ("number", "count"):
                yield self._lent(words, candidate, found[number + 1 :])
            else:
                if candidate.digits or candidate.value >= _FEW or (candidate.value and candidate.sort != "count"):
                    self._see(_lender(words, candidate))
                yield candidate
        for head in reversed(heads):
            self._see(head)

    def _see(self, lender: Lender) -> None:
        self.seen.append(lender)
        del self.seen[:-_KEPT]

    def _lent(self, words: Words, candidate: Candidate, following: list[Candidate]) -> Candidate:
        lender = self._choose(words, candidate)
        if lender is None:
            return candidate
        scale = _scale(candidate, lender, following)
        quantity = candidate.quantity(words)
        upper = None if quantity.upper is None else plain(quantity.upper * scale)
        carried = replace(quantity, value=plain(quantity.value * scale), unit=lender.unit, upper=upper)
        if lender.sort == "index":
            moved = replace(quantity, value=plain(quantity.value - _WHOLE), unit=lender.unit)
            return replace(candidate, carried=moved, role="change", signed=True)
        size = scale if candidate.magnitude == 1 else candidate.magnitude
        told = replace(candidate, unit=lender.unit, sort=lender.sort, magnitude=size, value=candidate.value * scale)
        self._see(_lender(words, told))
        scaled = lender.head or min(lender.digits, candidate.value) >= _HUNDREDS
        return replace(candidate, carried=carried, scaled=scaled)

    def _choose(self, words: Words, candidate: Candidate) -> Lender | None:
        """Percent for a bare change or signed number; a table's head; in brackets what brackets held; else the last."""
        bare = candidate.magnitude == 1
        lenders = [x for x in self.seen[::-1] if _bears(x, candidate)]
        if bare and candidate.signed and lenders and lenders[0].signed:
            return lenders[0]
        if bare and (candidate.role == "change" or candidate.signed):
            lenders = [x for x in lenders if x.sort == "percent"] or lenders
        elif bare:
            lenders = _column(words, candidate, lenders) or lenders
        lenders = _likelier(words, candidate, lenders)
        like = [x for x in lenders if x.bracketed and not x.head]
        if candidate.bracketed and like and (bare or like[0].paragraph == words.sentence.paragraph):
            return like[0]
        return next(iter(lenders), None)


def _likelier(words: Words, candidate: Candidate, lenders: list[Lender]) -> list[Lender]:
    """The lenders without those that the words around make unlikely, if any are left.

    What something is worth is money; a level that a percentage led to is no percentage; outside brackets counts what
    stood outside them.
    """
    if any(words.ending(at + 1, "priced") for at in words.clause(candidate.left, _PRICED)):
        lenders = [x for x in lenders if x.sort == "money"] or lenders
    if candidate.role in ("level", "limit"):
        lenders = [x for x in lenders if x.sort != "percent"] or lenders
    if not candidate.bracketed and candidate.magnitude == 1:
        own = [x for x in lenders if x.sentence == words.sentence.span]
        passed = [x for x in own if not x.aside]
        lenders = passed if passed and own[0].aside and _led(words, candidate) else lenders
    if not candidate.bracketed and candidate.magnitude > 1:
        here = words.sentence.paragraph
        lenders = [x for x in lenders if not x.bracketed and x.paragraph == here] or lenders
    return lenders


def _bears(lender: Lender, candidate: Candidate) -> bool:
    """Whether a unit can be meant: millions are no percents and no counted firms, billions seldom goods."""
    magnitude = candidate.magnitude
    if lender.head and lender.bracketed and not candidate.bracketed:
        return False
    if lender.sort == "index":
        return magnitude == 1 and candidate.value > _LEAST
    if lender.sort == "percent":
        return magnitude == 1 and abs(candidate.value) <= _WHOLE
    if lender.sort == "physical":
        most = lender.magnitude if lender.unit == "tonne" else lender.magnitude * 1000
        return lender.head or magnitude < _MANY or most >= magnitude
    return lender.sort == "money" or (lender.sort == "count" and magnitude < _MANY)


def _column(words: Words, candidate: Candidate, lenders: list[Lender]) -> list[Lender]:
    """The heads of the paragraph, or of the one before, that have a magnitude or stand over the same column."""
    heads = [x for x in lenders if x.head and 0 <= words.sentence.paragraph - x.paragraph <= _FAR]
    if not heads:
        return []
    column = _columns(words, candidate.start)
    same = [head for head in heads if head.column == column and column]
    if candidate.bracketed:
        return same or [head for head in heads if head.bracketed]
    near = [
        head
        for head in heads
        if head.paragraph == words.sentence.paragraph and (head.magnitude > 1 or head.sort in _RELATIVE)
    ]
    return same or near


def _columns(words: Words, start: int) -> int:
    return sum(words.tokens[number].text == _COLUMN for number in range(start))


def _scale(candidate: Candidate, lender: Lender, following: list[Candidate]) -> Decimal:
    """What a bare number is multiplied with: the lender's magnitude, or that of the next amount of its kind."""
    if candidate.magnitude > 1:
        return _ONE
    coming = next((c for c in following if c.magnitude > 1 and c.unit in (None, lender.unit)), None)
    if lender.magnitude == 1 and coming is not None and lender.sort in ("money", "physical", "count"):
        return coming.magnitude
    return lender.magnitude


def _lender(words: Words, candidate: Candidate) -> Lender:
    return Lender(
        candidate.unit or "count",
        candidate.sort,
        candidate.magnitude,
        candidate.bracketed,
        candidate.signed,
        _aside(words, candidate),
        paragraph=words.sentence.paragraph,
        sentence=words.sentence.span,
        digits=abs(candidate.value / candidate.magnitude) if candidate.digits else Decimal(0),
    )


def _aside(words: Words, candidate: Candidate) -> bool:
    """Whether a change is told in passing: in brackets, or as "down 3 %" between commas."""
    if candidate.sort != "percent":
        return False
    led = words.ending(candidate.left, "direction") or words.starting(candidate.stop, "direction")
    start = led.start if led is not None else candidate.left
    return candidate.bracketed or (led is not None and words.lower(min(start, candidate.left) - 1) == ",")


def _led(words: Words, candidate: Candidate) -> bool:
    """Whether a number stands by itself behind a name or its preposition, with no word of rising or falling."""
    near = range(max(candidate.left - 2, 0), candidate.left)
    return candidate.role != "change" and not any(words.starting(at, "direction") for at in near)


def _heads(words: Words, found: list[Candidate]) -> Iterator[Lender]:
    """Units that stand without a number: "(тыс. тонн, октябрь)", "million dollars:", "в тоннах"."""
    taken = {number for candidate in found for number in range(candidate.start, candidate.stop)}
    paragraph = words.sentence.paragraph
    columns = [0, *accumulate(token.text == _COLUMN for token in words.tokens)]
    for hit in words.of_scheme("unit"):
        notation = words.coin(hit.entry.notation) or ""
        if taken & set(range(hit.start, hit.stop)) or notation in ("time", "degree", "person"):
            continue
        if notation == "percent":
            sort = "index" if compared(words, hit.stop) else "percent"
            yield Lender(notation, sort, _ONE, head=True, column=columns[hit.start], paragraph=paragraph, at=hit.start)
            continue
        size = words.ending(hit.start, "magnitude") or words.starting(hit.stop, "magnitude")
        money = len(notation) == 3 and notation.isupper() and notation != "TEU"
        if size is None and (not _told(words, hit.start) or _clipped(words, hit.stop)):
            continue
        magnitude = Decimal(size.entry.notation) if size is not None else _ONE
        sort = "money" if money else "physical"
        yield Lender(notation, sort, magnitude, head=True, column=columns[hit.start], paragraph=paragraph, at=hit.start)


def _clipped(words: Words, stop: int) -> bool:
    """Whether a full stop and a letter follow: "в т. ч." tells no tonnes."""
    return words.lower(stop) == "." and len(words.lower(stop + 1)) == 1 and words.lower(stop + 1).isalpha()


def _sided(heads: list[Lender]) -> list[Lender]:
    """Percent beside another unit in one head is what brackets hold: "million dollars (in brackets: %)"."""
    both = any(head.sort in _RELATIVE for head in heads) and any(head.sort not in _RELATIVE for head in heads)
    return [replace(head, bracketed=both and head.sort in _RELATIVE) for head in heads]


def _told(words: Words, start: int) -> bool:
    """Whether a unit alone says how one counts: "in tonnes", "в тоннах", or a table's column."""
    return words.ending(start, "inUnits") is not None or _COLUMN in {words.lower(start - 1), words.lower(start + 1)}
