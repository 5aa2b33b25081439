"""What a number counts or measures: currency before or behind, unit, percent, rate per year or tonne, counted noun."""

from dataclasses import dataclass
from decimal import Decimal

from kg.language.hedges import hedge_behind
from kg.language.numbers import Numeral
from kg.language.words import Words

_SIGNS = {"-": -1, "−": -1, "–": -1, "+": 1}
_DASHES = frozenset({"-", "–", "—", "−"})
_OPENING = {"(", "["}
_UNMEASURED = {"time", "degree", "cent", "basis_point"}
_PARTING = frozenset({"role", "list"})
_ADJECTIVES = 4  # how many words may stand between a number and the noun it counts


@dataclass(frozen=True, slots=True)
class Measure:
    """Tokens `[start, stop)` of number, signs and unit, with what they say."""

    start: int
    stop: int
    unit: str | None
    sort: str
    scale: Decimal = Decimal(1)
    sign: int = 1
    signed: bool = False
    hedge: str | None = None
    per: str | None = None
    each: str | None = None


def measure(words: Words, read: Numeral) -> Measure | None:
    """The measure around a number; None where it is a duration or a temperature, which nobody trades."""
    start, before = _currency_before(words, read.start)
    behind, past = hedge_behind(words, read.stop)
    hedge = read.hedge or behind
    unit, stop = _unit_behind(words, past) if before is None else (None, past)
    if unit is None:
        hedge, stop = read.hedge, read.stop
    unit = before or unit
    if unit in _UNMEASURED or (unit is None and (words.starting(past, "times") or _lasting(words, past))):
        return None
    sign, start = _sign(words, start)
    dotted = words.lower(stop) == "." and words.glued(stop) and stop + 1 < len(words)  # "долл. за тонну"
    per, each, end = _rate(words, stop + dotted)
    stop = end if per or each else stop
    scale, unit, per = _split(words.coin(unit), per)
    sort = _sort(words, unit, past if unit is None and stop == read.stop else stop)
    if sort == "count" and per is None:
        per = _counted_rate(words, stop)
    code = {"points": "percent"}.get(unit or "", unit) if unit else ("count" if sort == "count" else None)
    return Measure(start, stop, code, sort, scale, sign or 1, sign is not None, hedge, per, each)


def _lasting(words: Words, stop: int) -> bool:
    """Whether a bare number opens a range of what nobody trades: "12–14 days", "3 to 5 years"."""
    link = words.starting(stop, "range")
    at = stop + 1 if words.lower(stop) in _DASHES else link.stop if link is not None else 0
    if not 0 < at < len(words):
        return False
    said = words.starting(at, "number")
    if said is None and words.tokens[at].kind != "number":
        return False
    end = at + 1 if said is None else said.stop
    unit = words.starting(end + (words.lower(end) == "-"), "unit")
    return unit is not None and unit.entry.notation in _UNMEASURED and not words.claimed(unit.start)


def _split(unit: str | None, per: str | None) -> tuple[Decimal, str | None, str | None]:
    """A unit that holds a factor and its rate (`1e6:tonne_year`, mtpa) in three."""
    factor, _, unit = (unit or "").rpartition(":")
    if unit and unit.endswith(("_year", "_day")):
        unit, _, per = unit.rpartition("_")
    return Decimal(factor or 1), unit or None, per


def _currency_before(words: Words, start: int) -> tuple[int, str | None]:
    """A currency sign or code before the number: "$", "US$", "USD"; one letter only where it touches the number."""
    hit = words.ending(start, "unit")
    if hit is None or not _currency(words, hit.entry.notation):
        return start, None
    if hit.stop - hit.start > 1 and len(words.lower(hit.start)) == 1 and not words.glued(hit.start + 1):
        return _sign_alone(words, start)  # "a $60 million plant" tells of no Australian dollars
    shown = words.span(hit.start, hit.stop).of(words.text)
    if shown.islower() or (len(shown) == 1 and shown.isalpha() and not words.glued(start)):
        return start, None
    return hit.start, hit.entry.notation


def _currency(words: Words, notation: str) -> bool:
    """Whether a unit is money, also under a name that many countries share: nobody writes tonnes or days before."""
    return notation in words.coins or (len(notation) == 3 and notation.isupper() and notation != "TEU")


def _sign_alone(words: Words, start: int) -> tuple[int, str | None]:
    """The bare sign where the letter before it is a word of its own."""
    sign = words.tokens[start - 1].text
    return (start - 1, sign) if sign in words.coins else (start, None)


def _unit_behind(words: Words, stop: int) -> tuple[str | None, int]:
    at = stop + 1 if words.lower(stop) in {"-", "/"} and words.glued(stop) and words.glued(stop + 1) else stop
    hit = words.starting(at, "unit")
    if hit is None:
        return _unit_beyond(words, stop)
    if words.claimed(at) and hit.entry.notation in _UNMEASURED:  # "4 thousand a year earlier" is no duration
        return None, stop
    last = words.tokens[hit.stop - 1].text == "." and hit.stop == len(words)
    if (
        hit.stop - hit.start == 1
        and len(words.lower(at)) == 1
        and words.lower(at).isalpha()
        and words.lower(at + 1) == "."
    ):
        last = False
    return hit.entry.notation, hit.stop - last


def _unit_beyond(words: Words, stop: int) -> tuple[str | None, int]:
    """A unit of goods behind an adjective or two: "four passenger wagons"."""
    for number in range(stop, min(stop + 2, len(words) - 1)):
        if not any(reading.pos in ("adjective", "participle") for reading in words.tokens[number].readings[:1]):
            break
        hit = words.starting(number + 1, "unit")
        if hit is not None:
            goods = len(hit.entry.notation) != 3 and hit.entry.notation not in _UNMEASURED
            return (hit.entry.notation, hit.stop) if goods else (None, stop)
    return None, stop


def _sign(words: Words, start: int) -> tuple[int | None, int]:
    """A sign that touches the amount and nothing before, or the word for it."""
    said = words.ending(start, "signed")
    mark = words.lower(start - 1)
    opened = words.lower(start - 2) in _OPENING and words.glued(start - 1)  # "(− 12 %)"
    if mark in _SIGNS and (words.glued(start) or opened) and not _continues(words, start - 1):
        return _SIGNS[mark], start - 1
    if said is not None:
        return (-1 if said.entry.notation == "minus" else 1), said.start
    return None, start


def _continues(words: Words, mark: int) -> bool:
    """Whether a dash joins what stands before it ("8-9", "COVID-19") rather than signing what follows."""
    return words.glued(mark) and words.tokens[mark - 1].text not in {"(", "[", "«", "“", '"'}


def _rate(words: Words, stop: int) -> tuple[str | None, str | None, int]:
    """`per` a time or `each` of a unit, behind the amount."""
    time = words.starting(stop, "per")
    if time is not None and not words.claimed(stop):
        return time.entry.notation, None, time.stop
    each = words.starting(stop, "each")
    unit = words.starting(each.stop, "unit") if each is not None else None
    if each is not None and unit is not None and unit.entry.notation not in {"time", "percent", "USD", "EUR"}:
        return None, unit.entry.notation, unit.stop
    return None, None, stop


def _sort(words: Words, unit: str | None, stop: int) -> str:
    if unit is None:
        return "count" if _counted(words, stop) else "number"
    if unit in ("percent", "points"):
        return unit
    return "money" if len(unit) == 3 and unit.isupper() and unit != "TEU" else "physical"


def _counted_rate(words: Words, stop: int) -> str | None:
    """The rate behind the noun that is counted: "1000 tractors a year"."""
    rates = (words.starting(number, "per") for number in range(stop + 1, min(stop + _ADJECTIVES, len(words))))
    return next((rate.entry.notation for rate in rates if rate is not None), None)


def _counted(words: Words, stop: int) -> bool:
    """Whether a noun that can be counted follows, with a few adjectives between."""
    for number in range(stop, min(stop + _ADJECTIVES, len(words))):
        token = words.tokens[number]
        if token.kind != "word" or token.text[0].isupper() or words.begins(number, _PARTING) or words.claimed(number):
            return False
        kind = token.readings[0].pos
        plural = kind == "other" and any(r.pos == "noun" and "plural" in r.traits for r in token.readings)
        if kind == "noun" or (number == stop and plural):
            return True
        if kind not in ("adjective", "participle", "numeral"):
            return False
    return False
