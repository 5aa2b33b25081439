"""Where the words of a quote stand in a text: exactly, or but for white space, quotation marks, dashes and case."""

from collections.abc import Iterator
from functools import lru_cache

from kg.model import Span

LONGEST = 400  # characters, FACTS.md
_SHORTEST = 0.6  # share of a quote that has to stand when the model went on past what is there
_MARKS = {
    **dict.fromkeys('«»„“”‟″❝❞"', '"'),
    **dict.fromkeys("‘’‚‛′`´ʼ'", "'"),
    **dict.fromkeys("‐‑‒–—―−-", "-"),
    "ё": "е",
    "…": ".",
}


class Text:
    """A text that can be searched in two ways; `folded` has no white space, one sort of quotation mark and dash."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded, self._places = _folded(text)

    def find(self, words: str, within: Span | None = None) -> Span | None:
        """Where the words stand, in `within` if they do there, else anywhere; None where they do not."""
        words = words.strip()
        if not words:
            return None
        if within is not None and (found := self._first(words, within)):
            return found
        return self._first(words, Span(0, len(self.text)))

    def _first(self, words: str, within: Span) -> Span | None:
        return next(self._exact(words, within), None) or next(self._loose(words, within), None)

    def _exact(self, words: str, within: Span) -> Iterator[Span]:
        at = self.text.find(words, within.start, within.stop)
        while at >= 0:
            span = Span(at, at + len(words))
            if self._whole(span):
                yield span
            at = self.text.find(words, at + 1, within.stop)

    def _loose(self, words: str, within: Span) -> Iterator[Span]:
        folded, _ = _folded(words)
        folded = folded.strip(".") or folded
        at = self.folded.find(folded) if folded else -1
        while at >= 0:
            span = Span(self._places[at], self._places[at + len(folded) - 1] + 1)
            if span in within and self._whole(span):
                yield span
            at = self.folded.find(folded, at + 1)

    def _whole(self, span: Span) -> bool:
        """Whether no figure is cut off: "4" does not stand in "45", nor a word in the middle of another."""
        before, after = self.text[: span.start][-1:], self.text[span.stop :][:1]
        first, last = self.text[span.start], self.text[span.stop - 1]
        if (before.isdigit() and first.isdigit()) or (after.isdigit() and last.isdigit()):
            return False
        return not (_cased(before) and _cased(first))


@lru_cache(maxsize=8)
def searchable(text: str) -> Text:
    """The text, folded once for all its quotes."""
    return Text(text)


def _cased(sign: str) -> bool:
    """Whether a letter is of a script that sets words apart: such letters have cases, Chinese ones have none."""
    return sign.lower() != sign.upper()


def _folded(text: str) -> tuple[str, list[int]]:
    """The folded characters, and where each stood."""
    folded: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(text):
        if sign.isspace() or sign in "\u00ad\u200b\u2060\ufeff":
            continue
        for kept in _MARKS.get(sign, _MARKS.get(sign.casefold(), sign.casefold())):
            folded.append(kept)
            places.append(at)
    return "".join(folded), places


def shortened(span: Span, keep: Span | None) -> Span:
    """A span of at most 400 characters, around what has to stay in it."""
    if len(span) <= LONGEST:
        return span
    if keep is None or keep not in span:
        return Span(span.start, span.start + LONGEST)
    start = max(span.start, min(keep.start - (LONGEST - len(keep)) // 2, span.stop - LONGEST))
    return Span(start, min(span.stop, start + LONGEST))
