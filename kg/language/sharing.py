"""What neighbouring amounts lend each other: "8 to 9 billion", "nine, 37 and 54 per cent", "2.2 bn, then 1.9"."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.language.annotations import Amount
from kg.language.numbers import plain
from kg.language.ratios import relative
from kg.language.words import Words
from kg.model import Quantity, Span

_DASHES = {"–", "—", "-", "−", "…"}
_SMALL = 1000  # "from 19.2 to 19.5 billion" means billions, "from 1900 to 2 million" does not
_TO = ("level", "limit")
_ROLES = {"change", "level", "from"}
_SCALED = {"money", "physical", "count", "number"}


@dataclass(slots=True, kw_only=True)
class Candidate:
    """An amount before it is final: tokens `[start, stop)`, `left` the first of its hedges and prepositions.

    `behind`: what gives it its role stands behind it, as the ending of its last word.
    """

    start: int
    stop: int
    value: Decimal
    unit: str | None
    sort: str
    resolution: Decimal
    magnitude: Decimal = Decimal(1)
    hedge: str | None = None
    role: str | None = None
    per: str | None = None
    each: str | None = None
    left: int = 0
    behind: bool = False
    signed: bool = False
    digits: bool = True
    bracketed: bool = False
    upper: Decimal | None = None
    alternative: Quantity | None = None
    carried: Quantity | None = None
    scaled: bool = False

    def quantity(self, words: Words) -> Quantity:
        """The quantity of the model, with the words that say it."""
        wording = self.span(words).of(words.text)
        upper = None if self.upper is None else plain(self.upper)
        hedge, resolution = self.hedge or "exact", plain(self.resolution)
        return Quantity(plain(self.value), self.unit, hedge, upper, resolution, wording, self.per)

    def amount(self, words: Words) -> Amount:
        """The annotation's value."""
        quantity = self.quantity(words)
        role = self.role if self.role in _ROLES else None
        return Amount(quantity, self.sort, role, self.bracketed, self.alternative, self.carried, self.each, self.scaled)

    def span(self, words: Words) -> Span:
        """From the hedge, if it stands right before, to the last word of the unit or rate."""
        return words.span(self.start, self.stop)


def share(words: Words, found: list[Candidate]) -> list[Candidate]:
    """Give a bare number the magnitude and unit of the next where only "to", a dash, "and" or a comma parts them."""
    shared = list(found)
    for number in range(len(shared) - 2, -1, -1):
        first, second = shared[number], shared[number + 1]
        link = _link(words, first, second)
        whole = first.sort in ("money", "physical") or (first.sort == "percent" and first.role == "from")
        named = whole and second.unit in (None, first.unit)
        if link == "range" and named and second.sort in _SCALED:
            shared[number + 1] = second = _measured_alike(first, second)
        if _parallel(first, second) or (link and _borrows(first, second, link)):
            shared[number] = _lend(first, second)
    return list(_ranges(words, shared))


def _measured_alike(first: Candidate, second: Candidate) -> Candidate:
    """The end of a range in the unit of its beginning; "from 4 million dollars to 31" means 31 million."""
    small = second.unit is None and second.magnitude == 1 and second.value < _SMALL
    scale = first.magnitude if small else Decimal(1)
    return replace(
        second,
        value=second.value * scale,
        resolution=second.resolution * scale,
        magnitude=max(second.magnitude, scale),
        unit=first.unit,
        sort=first.sort,
    )


def _parallel(first: Candidate, second: Candidate) -> bool:
    """ "by 31.8, the others by 19.6 percent": two changes told alike."""
    bare = first.sort == "number" and first.magnitude == 1
    return bare and first.role == second.role == "change" and second.sort == "percent"


def _borrows(first: Candidate, second: Candidate, link: str) -> bool:
    """A bare number takes unit and magnitude; one with the unit takes the magnitude of a range's other end."""
    if first.unit is None and first.sort == "number":
        return second.sort in _SCALED or (second.sort in ("percent", "points") and first.magnitude == 1)
    same = first.unit == second.unit and first.magnitude == 1 < second.magnitude
    return link == "range" and same and first.value < _SMALL


def _link(words: Words, first: Candidate, second: Candidate) -> str:
    """What stands between two amounts if it is only a link: `range`, `list` or nothing."""
    between = range(first.stop, second.left)
    marks = [words.lower(number) for number in between]
    if not marks and second.left == first.stop:
        return "range" if second.role in _TO else ""
    if len(marks) > 2:
        return ""
    opening = words.starting(first.stop, "range")
    if len(marks) == 1 and marks[0] in _DASHES and _columns(words, first, second):
        return ""
    if len(marks) == 1 and (marks[0] in _DASHES or (opening is not None and opening.entry.notation == "to")):
        return "range" if second.role is None or second.behind else ""
    other = any((hit := words.starting(at, "list")) and hit.entry.notation == "or" for at in between)
    if other and first.magnitude > 1:
        return ""  # the same amount in another currency
    linking = all(mark == "," or words.starting(number, "list") for number, mark in zip(between, marks, strict=True))
    return "list" if linking else ""


def _columns(words: Words, first: Candidate, second: Candidate) -> bool:
    """Whether the dash between two bare numbers parts columns, as one before the first does: "Poland – 40 – 45"."""
    bare = all(one.unit is None and one.magnitude == 1 and one.sort == "number" for one in (first, second))
    return bare and _parts(words, first.left - 1) and _parts(words, first.stop)


def _parts(words: Words, number: int) -> bool:
    """Whether a token is a dash with a blank on either side."""
    if number < 1 or words.lower(number) not in _DASHES:
        return False
    before, dash, after = (token.span for token in words.tokens[number - 1 : number + 2])
    return before.stop < dash.start and dash.stop < after.start


def _lend(first: Candidate, second: Candidate) -> Candidate:
    small = first.magnitude == 1 and first.value < _SMALL
    scale = second.magnitude if small else Decimal(1)
    return replace(
        first,
        value=first.value * scale,
        resolution=first.resolution * scale,
        magnitude=max(first.magnitude, second.magnitude),
        unit=second.unit,
        sort=second.sort,
        role=first.role or (second.role if second.behind and second.role != "limit" else None),
    )


def _ranges(words: Words, found: list[Candidate]) -> Iterator[Candidate]:
    """Join "8 to 9 billion" and "от 5 до 7 тонн"; "from 5 to 7" of a change stays two amounts, from and level."""
    number = 0
    while number < len(found):
        first = found[number]
        second = found[number + 1] if number + 1 < len(found) else None
        if second is not None and _times(words, first, second):
            yield replace(
                second,
                start=first.start,
                left=first.left,
                value=relative(first.value),
                upper=second.value,
                role=first.role,
            )
            number += 2
            continue
        if second is not None and _range(words, first, second):
            yield replace(
                first,
                stop=second.stop,
                upper=second.value,
                role=first.role or _opened_by(words, first),
                per=second.per or first.per,
                each=second.each,
            )
            number += 2
            continue
        yield first
        number += 1


def _times(words: Words, first: Candidate, second: Candidate) -> bool:
    """ "1.5 to 2 times": both ends are multiples."""
    bare = first.sort == "number" and first.unit is None and first.magnitude == 1
    return bare and second.sort == "multiple" and second.value > 0 and _link(words, first, second) == "range"


def _opened_by(words: Words, first: Candidate) -> str | None:
    """What stands before the word that opens a range: "by between 5 and 7 percent"."""
    opened = words.ending(first.left, "range")
    role = words.ending(opened.start, "role") if opened is not None else None
    return role.entry.notation if role is not None else None


def _moved(words: Words, first: Candidate, second: Candidate) -> bool:
    """ "up £2.4bn to £5bn": by so much to so much, where both have their own unit or size."""
    told = first.unit is not None and second.role == "level" and first.sort in ("money", "physical")
    return told and words.ending(first.left, "direction") is not None and words.lower(first.stop) not in _DASHES


def _range(words: Words, first: Candidate, second: Candidate) -> bool:
    if first.sort != second.sort or first.unit != second.unit or second.value <= first.value or second.signed:
        return False
    opened = words.ending(first.left, "range") or words.starting(first.left, "range")
    kind = opened.entry.notation if opened else ""
    if (kind == "between" or words.starting(second.stop, "between")) and _link(words, first, second) == "list":
        return True
    if _link(words, first, second) != "range":
        return False
    if first.role == "from":
        return words.ending(first.left, "spread") is not None
    if _moved(words, first, second):
        return False
    dash = words.lower(first.stop) in _DASHES
    return dash or kind == "from" or second.role not in _TO or first.role not in ("change", *_TO)
