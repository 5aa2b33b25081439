"""What governs an amount from behind, in a language whose cases stand at its end: "5 %-ға өсті", "7 млрд-қа дейін".

A dative is the change by which a number moved, or the level it reached where a verb of reaching follows; an ablative
before a dative is where it came from (FACTS.md, "To" and "up to").
"""

from dataclasses import replace

from kg.language.sharing import Candidate
from kg.language.words import Words

_REACH = 6  # tokens between an amount and the verb that it belongs to


def governed_behind(words: Words, found: Candidate) -> Candidate:
    """The candidate with its role by the ending of its last word; unchanged where it has one or none follows."""
    if found.role is not None or found.sort == "multiple":
        return found
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
    last = words.tokens[found.stop - 1]
    cases = last.readings[0].cases if last.kind == "word" else frozenset()
    return next(iter(sorted(cases)), ""), found.stop


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
