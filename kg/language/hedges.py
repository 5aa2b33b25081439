"""What governs an amount from the left, and what hedges it: "by almost", "до", "не менее чем на", "or more"."""

from dataclasses import dataclass

from kg.language.words import Words

_STEPS = 5


@dataclass(frozen=True, slots=True)
class Governors:
    """The hedge and role that stand before an amount, the first token of them, and the first of the nearest hedges."""

    hedge: str | None
    role: str | None
    start: int
    inner: int


def governors(words: Words, start: int) -> Governors:
    """Hedges and prepositions in any order before the token, nearest first."""
    hedge: str | None = None
    role: str | None = None
    inner = start
    for _ in range(_STEPS):
        before = words.ending(start, "hedge") or (words.ending(start, "hedgeVerb") if role is None else None)
        if before is not None and hedge is None:
            hedge, start = before.entry.notation, before.start
            inner = start if role is None else inner
            continue
        governing = words.ending(start, "role") if role is None else None
        if governing is None:
            article = words.ending(start, "article") or words.ending(start, "filler")
            if article is None:
                break
            start = article.start
            continue
        role, start = governing.entry.notation, governing.start
    return Governors(hedge, role, start, inner)


def hedge_behind(words: Words, stop: int) -> tuple[str | None, int]:
    """A hedge behind an amount ("or more", "с лишним") and the token behind it."""
    hit = words.starting(stop, "hedgeAfter")
    return (hit.entry.notation, hit.stop) if hit is not None else (None, stop)
