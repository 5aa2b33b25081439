"""One text judged: its gold facts beside what a reader found."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.evaluation.corpus import Text
from kg.evaluation.fields import FIELDS, HEDGED, KEYS, needed, value
from kg.evaluation.gold import ANY, Gold, Value, alternatives
from kg.evaluation.pairing import Fit, paired

LONGEST = 400  # characters that a quote may have
_COUNTED = ("quotes", "exact", "matched", "at_sentence", "hedges", "kept")

Found = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Slot:
    """One field of a gold fact or of a fact found: whether gold needs it, whether it was said, whether it is right."""

    name: str
    needed: bool
    said: bool
    right: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """A gold fact, a fact found, or a pair of them. `counts`: not optional; `strict`: right in every key field."""

    kind: str
    gold: Gold | None
    found: Found | None
    strict: bool
    slots: tuple[Slot, ...]
    wrong: tuple[str, ...] = ()
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Judged:
    """A text with a verdict for each gold fact and each false find, and how its quotes and hedges came through."""

    text: Text
    verdicts: tuple[Verdict, ...]
    quotes: int
    exact: int
    matched: int
    at_sentence: int
    hedges: int
    kept: int


def judged(text: Text, found: Sequence[Found]) -> Judged:
    """What a reader found in a text (flat facts) held against its gold."""
    count: Counter[str] = Counter()
    verdicts: list[Verdict] = []
    for kind in KEYS:
        gold = [fact for fact in text.gold if fact.kind == kind]
        said = [fact for fact in found if fact.get("kind") == kind]
        verdicts += _of_kind(kind, gold, said, text.document.text, count)
    for fact in found:
        for quote in _quotes(fact) or ({},):
            count["quotes"] += 1
            count["exact"] += _stands(quote, text.document.text)
    return Judged(text, tuple(verdicts), *(count[name] for name in _COUNTED))


def _of_kind(
    kind: str, gold: Sequence[Gold], said: Sequence[Found], text: str, count: Counter[str]
) -> Iterator[Verdict]:
    pairs = paired(kind, gold, said)
    for number, fact in enumerate(gold):
        if number in pairs:
            place, fit = pairs[number]
            _look(kind, fact, said[place], fit, text, count)
            yield _met(kind, fact, said[place], fit)
        else:
            missing = tuple(Slot(name, True, False, False) for name in sorted(needed(fact.fields, kind)))
            yield Verdict(kind, fact, None, False, missing, counts=not fact.optional)
    taken = {place for place, _ in pairs.values()}
    for place, found in enumerate(said):
        if place not in taken:
            extra = tuple(Slot(name, False, True, False) for name in sorted(needed(found, kind)))
            yield Verdict(kind, None, found, False, extra)


def _met(kind: str, fact: Gold, said: Found, fit: Fit) -> Verdict:
    obliged = needed(fact.fields, kind)
    slots = []
    for name in FIELDS[kind]:
        stated = value(said, name, kind) is not None
        right = bool(fit.verdicts[name]) and stated
        slots.append(Slot(name, name in obliged or right, stated and fit.verdicts[name] is not None, right))
    wrong = tuple(name for name, right in fit.verdicts.items() if right is False)
    return Verdict(kind, fact, said, fit.strict, tuple(slots), wrong, counts=not fact.optional)


def _look(kind: str, fact: Gold, said: Found, fit: Fit, text: str, count: Counter[str]) -> None:
    """Whether a matched fact points at the right sentence, and what became of the gold's hedges."""
    if fact.quotes:
        count["matched"] += 1
        count["at_sentence"] += _near(fact.quotes, said, text)
    for name in HEDGED.keys() & fit.verdicts.keys():
        if not any(each in (None, "exact") or each is ANY for each in alternatives(value(fact.fields, name, kind))):
            count["hedges"] += 1
            count["kept"] += fit.verdicts[name] is True


def _quotes(fact: Found) -> Sequence[Mapping[str, object]]:
    told = fact.get("evidence")
    return told if isinstance(told, list | tuple) else ()


def _ends(quote: Mapping[str, object], missing: int) -> tuple[int, int]:
    start, stop = quote.get("start"), quote.get("end")
    return start if isinstance(start, int) else missing, stop if isinstance(stop, int) else missing


def _stands(quote: Mapping[str, object], text: str) -> bool:
    words = quote.get("quote")
    return isinstance(words, str) and 0 < len(words) <= LONGEST and text[slice(*_ends(quote, 0))] == words


def _near(quotes: Sequence[str], said: Found, text: str) -> bool:
    """Whether a quote of the fact shares at least half of the shorter of the two with one of the gold's."""
    spans = [span for quote in quotes for span in _places(quote, text)]
    return any(_shares(each, *span) for each in _quotes(said) for span in spans)


def _places(quote: str, text: str) -> Iterator[tuple[int, int]]:
    at = text.find(quote)
    while at >= 0:
        yield at, at + len(quote)
        at = text.find(quote, at + len(quote))


def _shares(quote: Mapping[str, object], low: int, high: int) -> bool:
    start, stop = _ends(quote, -1)
    shorter = min(stop - start, high - low)
    return stop - start <= LONGEST and shorter > 0 and 2 * (min(stop, high) - max(start, low)) >= shorter
