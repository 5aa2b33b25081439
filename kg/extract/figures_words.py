"""Words as clues: what stands beside a mark and what is said in an amount's chunk, all by base forms.

No rule names any of them: which of them tell something, training finds. (What deals see of words, `wording`, goes by
how words begin, and holds a hit against its scene; here a candidate is held against an amount.)
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.deciding import Clues, family
from kg.extract.figures_marks import Chunk
from kg.language import Sentence, Token
from kg.model import Span

_BESIDE = 2  # words on either side
_LONG = 4  # letters of a word that says what happens
_MANY = 12  # words of a chunk
_PLACE = "@"
_START, _END = "^", "$"  # in the place of words, at the ends of a sentence


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one sentence as clues see them, by where each begins: base forms, `#` for numbers, `@` for places.

    Which country it is must say nothing of who sells to whom: weights would remember the texts they come from.
    """

    tokens: Sequence[Token]
    starts: tuple[int, ...]
    told: Mapping[int, str]

    @classmethod
    def of(cls, sentence: Sentence, places: Iterable[Span]) -> "Words":
        """The words of a sentence with these places."""
        starts = tuple(token.span.start for token in sentence.tokens)
        told = {token.span.start: _base(token) for token in sentence.tokens}
        for span in places:
            within = starts[bisect_left(starts, span.start) : bisect_left(starts, span.stop)]
            told |= dict.fromkeys(within, _PLACE)
        return cls(sentence.tokens, starts, told)

    def beside(self, span: Span) -> Iterator[str]:
        """The words on either side of an amount: what it counts, what is done to it."""
        left, right = self._sides(span)
        for side, held in (("word-", left[::-1]), ("word+", right)):
            for rank, token in enumerate(held):
                if token.kind == "word":
                    yield f"{side}{rank}={self.told[token.span.start]}"

    def said(self, chunk: Chunk | None) -> tuple[str, ...]:
        """The longer words in an amount's chunk: what somebody does is among them."""
        tokens = chunk.tokens if chunk is not None else ()
        held = {self.told.get(t.span.start, _PLACE) for t in tokens if t.kind == "word" and len(t.lower) >= _LONG}
        return tuple(sorted(held - {_PLACE})[:_MANY])

    def around(self, span: Span) -> Clues:
        """What stands before and behind a mark, one by one first, then two by two."""
        left, right = ([self.told[token.span.start] for token in held] for held in self._sides(span))
        before = [_START] * (_BESIDE - len(left)) + left
        behind = right + [_END] * (_BESIDE - len(right))
        pairs = (f"before={' '.join(before)}", f"behind={' '.join(behind)}", f"about={before[-1]} {behind[0]}")
        return (f"before={before[-1]}", f"behind={behind[0]}", *pairs)

    def _sides(self, span: Span) -> tuple[Sequence[Token], Sequence[Token]]:
        low, high = bisect_left(self.starts, span.start), bisect_left(self.starts, span.stop)
        return self.tokens[max(low - _BESIDE, 0) : low], self.tokens[high : high + _BESIDE]


def origin(clues: Collection[str], names: Sequence[str]) -> str:
    """Where a candidate comes from: the first of these names that one of its clues begins with, else `other`."""
    begun = {clue.partition("/")[0] for clue in clues if "/" in clue}
    return next((name for name in names if name in begun), "other")


@family
def worded(where: str, words: Clues) -> Iterator[str]:
    """What an amount's chunk says, for candidates that come from one place."""
    yield from (f"{where}/word={word}" for word in words)


def _base(token: Token) -> str:
    """The likeliest base form of a word, `#` for a number, a mark of punctuation as it is."""
    if token.kind == "word":
        return token.lemmas[0] if token.lemmas else token.lower
    return "#" if token.kind == "number" else token.lower
