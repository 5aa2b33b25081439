"""What governs an amount from behind, in a language whose cases stand at its end: "5 %-ға өсті", "7 млрд-қа дейін".

A dative is the change by which a number moved, or the level it reached where a verb of reaching follows; an ablative
before a dative is where it came from (FACTS.md, "To" and "up to").
"""

from dataclasses import replace

from kg.language.sharing import Candidate
from kg.language.words import Words

_JOINTS = frozenset({",", "–", "(", ")"})
_RATED = frozenset({"physical", "count", "money"})
_REACH = 6  # tokens between an amount and the verb that it belongs to


def all_governed(words: Words, found: list[Candidate]) -> list[Candidate]:
    """The amounts of a sentence with their roles: by their own ending, or by the verb that a row of them shares."""
    governed = [_governed(words, candidate) for candidate in found]
    for number in range(len(governed) - 2, -1, -1):
        first, second = governed[number], governed[number + 1]
        if first.role is None and second.behind and _alike(words, first, second):
            governed[number] = replace(first, role=second.role, behind=True)
        if first.role == "from" and second.role == "change" and second.sort in (first.sort, "number"):
            governed[number + 1] = replace(second, role="level")  # "5 %-дан 7 %-ға көтерілді"
        if first.role == "from" and second.hedge == "upTo" and second.role is None and second.left == first.stop:
            governed[number] = replace(first, role=None)  # "5-тен 7 тоннаға дейін сатады" is a range
            governed[number + 1] = replace(second, role="limit", hedge=None, behind=True)
    return governed


def _alike(words: Words, first: Candidate, second: Candidate) -> bool:
    """Whether two datives share the verb behind the second: "экспорт 5 %-ға, импорт 7 %-ға өсті"."""
    near = first.sort == second.sort and words.lower(first.stop) in _JOINTS and second.start - first.stop <= _REACH
    return near and _case(words, first)[0] == _case(words, second)[0] == "dative"


def rate_before(words: Words, start: int, sort: str) -> tuple[str | None, str | None]:
    """`per` a time, or of money `each` of a unit, told before an amount: "жылына 5 тонна", "тоннасы 5 доллар"."""
    per, each = words.ending(start, "perBefore"), words.ending(start, "eachBefore")
    if sort == "money" and each is not None:
        return None, each.entry.notation
    told = per is not None and sort in _RATED and not words.claimed(per.start)
    return (per.entry.notation if told and per is not None else None), None


def _governed(words: Words, found: Candidate) -> Candidate:
    """The candidate with its role by the ending of its last word; unchanged where it has one or none follows."""
    if found.role is not None or found.sort == "multiple":
        return found
    given = _by_ending(words, found)
    if given.role is None and (given.sort in ("percent", "points") or _hedged(words, given)) and _moved(words, given):
        given = replace(given, role="change")
    return replace(given, behind=given.role is not None)


def _hedged(words: Words, found: Candidate) -> bool:
    """Whether a hedge ends the amount: "5 тоннаға жуық"."""
    hit = words.ending(found.stop, "hedgeAfter")
    return hit is not None and hit.start > found.start and found.sort in ("money", "physical")


def _moved(words: Words, found: Candidate) -> bool:
    """Whether a word of rising or falling follows at once: "17 пайыз өсті", "17 %-дан астам артты"."""
    return words.starting(found.stop, "direction") is not None and not words.starting(found.stop, "reaching")


def _by_ending(words: Words, found: Candidate) -> Candidate:
    """The role, hedge or "up to" that the ending gives."""
    case, stop = _case(words, found)
    if found.sort == "count" and case in ("dative", "ablative"):  # what a number counts stands behind it bare
        found = replace(found, sort="number", unit=None)
    hit = words.starting(stop, "roleAfter")
    if hit is not None and hit.entry.notation == "limit":
        moving = frozenset({"direction", "reaching", "status"})
        rising = any(words.begins(at, moving) for at in _following(words, hit.stop))
        role, hedge = ("level", found.hedge) if rising else (None, found.hedge or "upTo")
        return replace(found, role=role, hedge=hedge, stop=hit.stop)
    if case == "dative":
        return replace(found, role=_dative(words, stop), stop=stop)
    behind = words.starting(stop, "hedgeFrom")
    if case == "ablative" and behind is not None and found.hedge is None:
        return replace(found, hedge=behind.entry.notation, stop=behind.stop)
    if case == "ablative" and found.hedge is None and _moves(words, stop):
        return replace(found, role="from", stop=stop)
    return found


def _case(words: Words, found: Candidate) -> tuple[str, int]:
    """The case that an amount stands in, by an ending behind a hyphen or its last word, and where it ends."""
    hit = words.starting(found.stop, "roleAfter")
    if hit is not None and hit.entry.notation in ("dative", "ablative"):
        return hit.entry.notation, hit.stop
    holder = words.starting(found.stop, "holding")
    stop = holder.stop if holder is not None and found.unit is not None else found.stop
    last = words.tokens[stop - 1]
    cases = last.readings[0].cases if last.kind == "word" else frozenset()
    return next(iter(sorted(cases)), ""), stop


def _dative(words: Words, stop: int) -> str | None:
    """Level before a verb of reaching, change before one of rising or falling, whichever comes first."""
    for at in _following(words, stop):
        if words.starting(at, "reaching"):
            return "level"
        if words.starting(at, "direction"):
            return "change"
    return None


def _moves(words: Words, stop: int) -> bool:
    return any(words.tokens[at].kind == "number" for at in _following(words, stop))


def _following(words: Words, stop: int) -> list[int]:
    """The tokens behind an amount up to a comma or the next sentence mark, a few of them."""
    found: list[int] = []
    for at in range(stop, min(len(words), stop + _REACH)):
        if words.lower(at) in {",", ";", ".", ":", "(", ")"}:
            break
        found.append(at)
    return found
