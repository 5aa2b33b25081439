"""Relative changes told without a percent sign: multiples ("2.1 times", "вдвое"), parts ("a third") and index levels.

By FACTS.md: "2.1 times" is 110, "doubled" 100, "six times less" -83.3, "halved" -50, "fell to a third" -66.7,
an index of 108.7 is 8.7. A part without such a frame is a percentage.
"""

from dataclasses import replace
from decimal import Decimal

from kg.language.hedges import governors, hedge_behind
from kg.language.lexicon import Hit
from kg.language.magnitudes import magnitude_of_part
from kg.language.numbers import numeral
from kg.language.ratios import relative
from kg.language.sharing import Candidate
from kg.language.words import Words

_TENTH = Decimal("0.1")
_HUNDRED = Decimal(100)
_CLAUSE = 15  # how many tokens back a verb still governs a number
_INDEXED = frozenset({"indexed"})
_OVER = frozenset({"indexed", "comparedBefore"})  # of a hundred
_JOINTS = frozenset({"–", "—", "-", ":"})
_REACH = 6  # how far an index's "level" may stand behind its percent sign


def change(words: Words, number: int, decimal: str) -> Candidate | None:
    """The relative change or part that begins at a token, if one does."""
    told = _growth(words, number) or _factor(words, number)
    return told or _fraction(words, number) or _times(words, number, decimal)


def _growth(words: Words, number: int) -> Candidate | None:
    """A verb that multiplies: "doubled", "утроился"."""
    hit = words.starting(number, "growth")
    if hit is None:
        return None
    return _multiple(words, number, hit.stop, Decimal(hit.entry.notation), down=False)


def _factor(words: Words, number: int) -> Candidate | None:
    hit = words.starting(number, "factor")
    if hit is None:
        return None
    return _multiple(words, number, hit.stop, Decimal(hit.entry.notation))


def _times(words: Words, number: int, decimal: str) -> Candidate | None:
    """A number with the word for times ("в 2,1 раза", "1.6-fold"), where a change or comparison frames it."""
    read = numeral(words, number, decimal)
    if read is None or read.value <= 0 or read.magnitude > 1:
        return None
    _, stop = hedge_behind(words, read.stop)
    hit = words.starting(stop, "times")
    if hit is None or not (words.starting(stop, "direction") or _framed(words, number, _past_hedge(words, hit.stop))):
        return None
    found = _multiple(words, number, hit.stop, read.value)
    after, _ = hedge_behind(words, read.stop)
    found.hedge = after or found.hedge
    return found


def _past_hedge(words: Words, stop: int) -> int:
    """Behind the hedge or the "up to" of a multiple: "екі еседен астам өсті"."""
    hedge, stop = hedge_behind(words, stop)
    hit = words.starting(stop, "roleAfter") or (_hedge_from(words, stop) if hedge is None else None)
    return hit.stop if hit is not None else stop


def _hedge_from(words: Words, stop: int) -> Hit | None:
    """The hedge that an ending gives a multiple that a change follows: "екі еседен көп кеміді"."""
    hit = words.starting(stop, "hedgeFrom")
    ablative = any("ablative" in reading.cases for reading in words.tokens[stop - 1].readings)
    return hit if hit is not None and ablative and words.starting(hit.stop, "direction") else None


def _framed(words: Words, number: int, stop: int) -> bool:
    """Whether "so many times" compares: "в" before it; more, less, as, the behind; or a verb of change before."""
    range_of = number - 2 if words.lower(number - 1) in {"-", "–", "—"} else number
    role = governors(words, max(0, range_of)).role
    behind = any(words.starting(stop, scheme) for scheme in ("less", "more", "as"))
    listed = stop >= len(words) or words.lower(stop) in {";", ".", ",", ")"}
    if listed and words.ending(stop, "hedgeVerbAfter"):
        return True
    if listed and words.lower(range_of - 1) in {":", "–", "—", "("}:  # "Chile: 2 times;" in a list of changes
        return True
    return role in ("of", "change") or behind or _direction(words, number) is not None


def _multiple(words: Words, start: int, stop: int, factor: Decimal, *, down: bool | None = None) -> Candidate:
    around = governors(words, start)
    hedge, _ = hedge_behind(words, stop)
    hung = _hedge_from(words, stop)
    hedge = hedge or (hung.entry.notation if hung is not None else None)
    end = _past_hedge(words, stop)
    less = words.starting(end, "less")
    more = words.starting(end, "more")
    framed = more or words.starting(end, "as")
    if down is None:
        down = less is not None or (framed is None and _direction(words, around.start) == "down")
    value = relative(factor, less=down)
    stop = (less or more).stop if (less or more) else end  # type: ignore[union-attr]
    return Candidate(
        start=around.inner,
        stop=stop,
        value=value,
        unit="percent",
        sort="multiple",
        resolution=_TENTH,
        hedge=hedge or around.hedge,
        role=around.role,
        left=around.start,
        signed=True,
    )


def _direction(words: Words, number: int) -> str | None:
    """The last direction word before a token in its clause."""
    for at in words.clause(number, _CLAUSE):
        hit = words.ending(at + 1, "direction")
        if hit is not None:
            return hit.entry.notation
    return None


def _fraction(words: Words, number: int) -> Candidate | None:
    hit = words.starting(number, "fraction")
    if hit is None or magnitude_of_part(words, hit.stop) is not None:
        return None
    around = governors(words, number)
    value, sort = Decimal(hit.entry.notation), "percent"
    less, more = words.starting(hit.stop, "less"), words.starting(hit.stop, "more")
    if around.role == "level" and _direction(words, around.start) == "down":
        value, sort = value - _HUNDRED, "multiple"
    elif less:
        value, sort = -value, "multiple"
    elif more:
        sort = "multiple"
    return Candidate(
        start=around.inner,
        stop=hit.stop,
        value=value,
        unit="percent",
        sort=sort,
        resolution=_TENTH,
        hedge=around.hedge,
        role=around.role,
        left=around.start,
        signed=sort == "multiple",
    )


def index(words: Words, candidate: Candidate) -> Candidate:
    """Read "141.4 percent of last year's level" and "rose to 130 %" as the change they tell."""
    if candidate.sort != "percent" or candidate.role == "change" or candidate.value < 50 or candidate.signed:
        return candidate
    risen = candidate.role in ("level", "limit") and candidate.value > _HUNDRED and not _levied(words, candidate)
    told = risen or _indexed(words, candidate)
    if not told and (not _compared(words, candidate) or _grown(words, candidate)):
        return candidate
    return replace(candidate, value=candidate.value - _HUNDRED, sort="index", signed=True)


def _levied(words: Words, candidate: Candidate) -> bool:
    """Whether a duty is spoken of before: "raised the duty to 145 percent" tells a level, no index."""
    hits = (words.starting(at, "indicator") for at in words.clause(candidate.left, _CLAUSE))
    return any(hit is not None and hit.entry.notation == "tariff" for hit in hits)


def compared(words: Words, stop: int) -> bool:
    """Whether what follows a percent sign without a number makes an index of its column: "в % к 2022 году"."""
    return _of_level(words, stop) or words.starting(stop, "base") is not None


def _compared(words: Words, candidate: Candidate) -> bool:
    """Whether what follows is the level or stretch that the percent is of: "of last year's level", "к 2022 году"."""
    return _of_level(words, candidate.stop) or _of_stretch(words, candidate)


def _of_stretch(words: Words, candidate: Candidate) -> bool:
    """Whether the percent is told to a stretch of time that is over; of more than a hundred, to any."""
    base = words.starting(candidate.stop, "base")
    if base is None:
        return False
    return words.compared(base.stop) or (candidate.value > _HUNDRED and words.claimed(base.stop))


def _grown(words: Words, candidate: Candidate) -> bool:
    """Whether less than a hundred is what something grew by: "the rise: 60 percent of last year's level"."""
    at = candidate.left
    if candidate.value >= _HUNDRED:
        return False
    while words.lower(at - 1) in _JOINTS:
        at -= 1
    return any(words.ending(end, "direction") for end in (at, at - 1) if words.lower(end) != ",")


def _raises(words: Words, at: int) -> bool:
    """A word of rising or falling, a goal, or the "from" or "by" of an amount before."""
    role, status = words.starting(at, "role"), words.starting(at, "status")
    aimed = status is not None and status.entry.notation == "target"
    ranged = role is not None and role.entry.notation == "from" and words.tokens[at + 1 : at + 2] != ()
    return words.starting(at, "direction") is not None or aimed or ranged


def _indexed(words: Words, candidate: Candidate) -> bool:
    """Whether the words before say that a hundred is the base: "the index of exports was 103 percent"."""
    schemes = _INDEXED if candidate.value <= _HUNDRED else _OVER
    return any(words.begins(at, schemes) for at in words.clause(candidate.left, 2 * _REACH))


def _of_level(words: Words, stop: int) -> bool:
    if words.starting(stop, "levelOf"):
        return True
    of = words.starting(stop, "of")
    for at in range(of.start, of.stop + _REACH) if of is not None else ():
        if words.lower(at) in {",", ";", ".", "(", ")"}:
            return False
        if words.starting(at, "level"):
            return True
    return False


def limited(words: Words, candidate: Candidate) -> Candidate:
    """ "до 10 млрд" is a level after a verb of rising or a goal, else an upper limit (FACTS.md, "To" and "up to")."""
    if candidate.role != "limit":
        return candidate
    rising = any(_raises(words, at) for at in words.clause(candidate.left, 2 * _CLAUSE))
    if rising or candidate.hedge:
        return replace(candidate, role="level")
    return replace(candidate, role=None, hedge="upTo")
