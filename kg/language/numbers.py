"""Numbers of one sentence: digits with every spacing, words, magnitudes, and falling composites, as exact decimals.

"13 млрд 910,7 млн", "$2 bn 842 million", "seven hundred", "полтора миллиарда", "a billion", "2,5 тыс." are one number
each.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from kg.language.lexicon import Hit
from kg.language.magnitudes import magnitude_at, magnitude_of_part
from kg.language.words import Words

_GROUP = re.compile(r"\d{3}(?:[.,]\d+)?\Z")
_LAKHS = re.compile(r"\d{1,2}(?:,\d\d)+,\d{3}\Z")  # 5,00,000
_HEAD = re.compile(r"\d{1,3}\Z")
_THIN = {" ", "\u00a0", "\u202f", "\u2009", "\u2007"}
_ONE = Decimal(1)
_TEN = Decimal(10)
_THOUSAND = Decimal(1000)
_FIGURES = 25  # figures and marks beyond which nobody counts
_ABBREVIATION = 4  # letters: "млн", "тыс" have no number


@dataclass(frozen=True, slots=True)
class Numeral:
    """Tokens `[start, stop)` and the number they say. `resolution` is the value of the last digit written.

    `magnitude` is the largest one named (1 where none is), `digits` tells figures from words.
    """

    start: int
    stop: int
    value: Decimal
    resolution: Decimal
    magnitude: Decimal = _ONE
    digits: bool = False
    hedge: str | None = None


@dataclass(slots=True)
class _Reading:
    """A number while it is read: what is complete, the group before the next magnitude, the last magnitude."""

    total: Decimal = Decimal(0)
    group: Decimal | None = None
    last: Decimal | None = None
    largest: Decimal = _ONE
    unit: Decimal = _ONE
    digits: bool = False
    hedge: str | None = None
    stop: int = 0


def plain(value: Decimal) -> Decimal:
    """The same value without exponent and without zeros behind the decimal mark.

    >>> plain(Decimal("2.20E+6")), plain(Decimal("-50.0"))
    (Decimal('2200000'), Decimal('-50'))
    """
    written = format(value, "f")
    return Decimal(written.rstrip("0").rstrip(".") if "." in written else written)


def numeral(words: Words, start: int, decimal: str) -> Numeral | None:
    """The number that begins at a token, as long as it reaches; None where none does. `decimal` is the mark , or ."""
    reading = _Reading(stop=start)
    while reading.stop < len(words) and not words.claimed(reading.stop) and _next(words, reading, decimal):
        pass
    if reading.group is not None:
        reading.total += reading.group
        reading.unit = reading.unit if reading.last is None or reading.group else reading.last
    if reading.stop == start:
        return None
    return Numeral(start, reading.stop, reading.total, reading.unit, reading.largest, reading.digits, reading.hedge)


def _next(words: Words, reading: _Reading, decimal: str) -> bool:
    """Take one more piece of the number; False where it ends."""
    return (
        _part(words, reading)
        or _digits(words, reading, decimal)
        or _word(words, reading)
        or _half(words, reading)
        or _tenths(words, reading)
        or _hedged(words, reading)
        or _magnitude(words, reading)
        or _collective(words, reading)
    )


def _digits(words: Words, reading: _Reading, decimal: str) -> bool:
    token = words.tokens[reading.stop]
    if token.kind != "number" or reading.group is not None:
        return False
    figures, stop = grouped(words, reading.stop)
    large = magnitude_at(words, stop)
    if reading.last is not None and (large is None or large[0] >= reading.last) and not _rest(words, reading, figures):
        return False
    value = decimal_value(figures, decimal, large is not None)
    if value is None:
        return False
    reading.group, reading.unit = value, Decimal(1).scaleb(int(value.as_tuple().exponent))
    reading.stop, reading.digits = _without_ending(words, stop), True
    return True


def _rest(words: Words, reading: _Reading, figures: str) -> bool:
    """Whether bare figures end a number of thousands: "15 тысяч 300"."""
    whole = figures.isdigit() and len(figures) == 3 and figures[0] != "0"
    return whole and reading.last == _THOUSAND and reading.unit == _THOUSAND and words.gap(reading.stop) in _THIN


def _without_ending(words: Words, stop: int) -> int:
    """Behind the ending of a cardinal that Russian hangs on figures ("15-ти"), any before a magnitude ("2-х млрд")."""
    hung = words.lower(stop) == "-" and words.glued(stop) and words.glued(stop + 1) and len(words.lower(stop + 1)) < 3
    if not hung or words.tokens[stop + 1].kind != "word":  # "12-13 million" is a range
        return stop
    return stop + 2 if words.starting(stop, "ending") or words.starting(stop + 2, "magnitude") else stop


def grouped(words: Words, start: int) -> tuple[str, int]:
    """Figures that blanks group by three ("13 707", "4 098,3") as one string, and the token behind them."""
    figures, stop = words.tokens[start].text, start + 1
    if not _HEAD.match(figures):
        return figures, stop
    while stop < len(words) and words.gap(stop) in _THIN and _GROUP.match(words.tokens[stop].text):
        figures += words.tokens[stop].text
        stop += 1
        if not figures.isdigit():
            break
    return figures, stop


def decimal_value(figures: str, decimal: str, large: bool) -> Decimal | None:
    """The value of written figures, or None where they are a date, a version or too many.

    One mark before exactly three figures parts thousands, unless it is the language's decimal mark or, where that is
    the comma, a magnitude follows (1.181 млрд); the same mark twice always does.

    >>> decimal_value("35,000", ".", False), decimal_value("1,016", ",", True), decimal_value("1,496.2", ".", False)
    (Decimal('35000'), Decimal('1.016'), Decimal('1496.2'))
    """
    if len(figures) > _FIGURES:
        return None
    marks = [mark for mark in figures if mark in ".,"]
    if not marks:
        return Decimal(figures)
    if len(set(marks)) == 2:
        thousands = marks[0]
        whole, _, part = figures.rpartition(marks[-1])
        grouped_right = all(len(group) == 3 for group in whole.split(thousands)[1:])
        return (
            Decimal(whole.replace(thousands, "") + "." + part)
            if marks.count(marks[-1]) == 1 and grouped_right
            else None
        )
    groups = re.split(r"[.,]", figures)
    if _LAKHS.match(figures):
        return Decimal("".join(groups))
    if len(groups) > 2:
        return Decimal("".join(groups)) if all(len(group) == 3 for group in groups[1:]) else None
    thousands_form = len(groups[1]) == 3 and len(groups[0]) <= 3 and groups[0] != "0"
    if thousands_form and marks[0] != decimal and not (large and decimal == ","):
        return Decimal("".join(groups))
    return Decimal(".".join(groups))


def _word(words: Words, reading: _Reading) -> bool:
    hit = words.starting(reading.stop, "number")
    if hit is None:
        return _linking(words, reading)
    value = Decimal(hit.entry.notation)
    if reading.group is not None and (reading.digits or not _fits(reading.group, value)):
        return False
    if reading.last is not None and reading.digits:
        return False
    reading.group = (reading.group or Decimal(0)) + value
    reading.stop = hit.stop
    return True


def _fits(group: Decimal, value: Decimal) -> bool:
    """Whether a smaller number word goes on: two hundred + forty, forty + five."""
    if value >= 100 or group % 1 or value == 0:
        return False
    return group % 100 == 0 if value >= 10 else (group % 10 == 0 and group % 100 != 10)


def _linking(words: Words, reading: _Reading) -> bool:
    """The "and" of "two hundred and fifty"."""
    hit = words.starting(reading.stop, "list") if reading.group and not reading.digits else None
    if hit is None or reading.group is None or reading.group % 100 or reading.group < 100:
        return False
    following = words.starting(hit.stop, "number")
    if following is None or not _fits(reading.group, Decimal(following.entry.notation)):
        return False
    reading.stop = hit.stop
    return _word(words, reading)


def _half(words: Words, reading: _Reading) -> bool:
    hit = words.starting(reading.stop, "half") if reading.group is not None else None
    if hit is None or reading.group is None:
        return False
    reading.group += Decimal(hit.entry.notation)
    reading.unit, reading.stop = Decimal("0.1"), hit.stop
    return True


def _tenths(words: Words, reading: _Reading) -> bool:
    """Decimals in words: "три и четыре десятых миллиарда", "две целых пять десятых", "three point four"."""
    if not reading.group or reading.digits or reading.group % 1:
        return False
    said, point = words.starting(reading.stop, "whole"), words.starting(reading.stop, "point")
    joint = said or point or words.starting(reading.stop, "list")
    part = words.starting(joint.stop, "number" if point else "fraction") if joint is not None else None
    if part is None or not (said or point or magnitude_at(words, part.stop)):
        return False
    value = Decimal(part.entry.notation) / (_TEN if point else 100)
    if value >= 1:
        return False
    reading.group += value
    reading.unit, reading.stop = Decimal("0.1"), part.stop
    return True


def _collective(words: Words, reading: _Reading) -> bool:
    hit = words.starting(reading.stop, "collective") if reading.last is None and not reading.digits else None
    if hit is None or (reading.group is None and not _one(words, hit)):
        return False
    reading.group = (reading.group or _ONE) * Decimal(hit.entry.notation)
    reading.unit = reading.largest = min(Decimal(10) ** reading.group.adjusted(), reading.group)
    reading.stop = hit.stop
    return False


def _part(words: Words, reading: _Reading) -> bool:
    """A part of a magnitude: "четверть миллиона", "three quarters of a billion"."""
    hit = words.starting(reading.stop, "fraction") if reading.total == 0 and not reading.digits else None
    if hit is None or hit.start != reading.stop or reading.group is not None:
        return False
    whole = magnitude_of_part(words, hit.stop)
    if whole is None:
        return False
    size, reading.stop = whole
    reading.total = Decimal(hit.entry.notation) / 100 * size
    reading.unit = reading.largest = min(Decimal(10) ** reading.total.adjusted(), size)
    reading.last = _ONE
    return True


def _one(words: Words, hit: Hit) -> bool:
    """Whether a collective means one of it: "a dozen", "около сотни", not "hundreds", "сотни тонн"."""
    token = words.tokens[hit.start]
    several = hit.stop - hit.start == 1 and any("plural" in reading.traits for reading in token.readings)
    return not several or words.ending(hit.start, "hedge") is not None


def _hedged(words: Words, reading: _Reading) -> bool:
    """A hedge between figures and magnitude: "10 с лишним млн"."""
    hit = words.starting(reading.stop, "hedgeAfter") if reading.group is not None else None
    if hit is None or magnitude_at(words, hit.stop) is None:
        return False
    reading.hedge, reading.stop = hit.entry.notation, hit.stop
    return True


def _magnitude(words: Words, reading: _Reading) -> bool:
    found = magnitude_at(words, reading.stop)
    if found is None:
        return False
    size, stop = found
    if size == 100:
        return _hundred(reading, stop)
    if reading.group is None:
        return _bare(words, reading, size, stop)
    if reading.last is not None and size >= reading.last:
        return False
    reading.total += reading.group * size
    reading.unit = reading.unit * size
    reading.last, reading.largest = size, max(reading.largest, size)
    reading.group, reading.stop = None, stop
    return True


def _hundred(reading: _Reading, stop: int) -> bool:
    if reading.group is None or reading.group >= 100:
        return False
    reading.group, reading.stop = reading.group * 100, stop
    return True


def _bare(words: Words, reading: _Reading, size: Decimal, stop: int) -> bool:
    """A magnitude without a number is one of it ("более миллиарда"), or multiplies what came ("thousand million")."""
    if reading.last is not None and size >= reading.last:
        reading.total, reading.unit = reading.total * size, reading.unit * size
        reading.last, reading.largest, reading.stop = size, reading.largest * size, stop
        return True
    if reading.last is not None or not _singular(words, reading.stop):
        return False
    reading.total, reading.unit = size, size
    reading.last = reading.largest = size
    reading.stop = stop
    return True


def _singular(words: Words, number: int) -> bool:
    """Whether a word can stand in the singular; where the language does not tell, an article must precede."""
    token = words.tokens[number]
    if words.ending(number, "article"):
        return True
    if words.ending(number, "vague"):
        return False
    whole = len(token.text) > _ABBREVIATION
    return whole and any("singular" in reading.traits and reading.cases for reading in token.readings)
