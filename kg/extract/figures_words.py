"""Words as clues: what stands beside a mark, what is said near it and in an amount's chunk, all by base forms.

No rule names any of them: which of them tell something, training finds. (What deals see of words, `wording`, goes by
how words begin, and holds a hit against its scene; here a candidate is held against an amount.)
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from kg.extract.deciding import Clues, family
from kg.extract.figures_marks import Chunk
from kg.language import Sentence, Token
from kg.model import Span

_BESIDE = 2  # words on either side
_LONG = 4  # letters of a word that says what happens
_MANY = 12  # words of a chunk
_NEAR = 60  # characters
_START, _END = "^", "$"  # in the place of words, at the ends of a sentence


def base(token: Token) -> str:
    """The likeliest base form of a word, `#` for a number, a mark of punctuation as it is."""
    if token.kind == "word":
        return token.lemmas[0] if token.lemmas else token.lower
    return "#" if token.kind == "number" else token.lower


def beside(sentence: Sentence, span: Span) -> Iterator[str]:
    """The base forms of the two words on either side of an amount: what it counts, what is done to it."""
    left, right = _sides(sentence, span)
    for side, held in (("word-", left[::-1]), ("word+", right)):
        for rank, token in enumerate(held):
            if token.kind == "word":
                yield f"{side}{rank}={base(token)}"


def said(chunk: Chunk | None) -> tuple[str, ...]:
    """The base forms of the longer words in an amount's chunk: what somebody does is among them."""
    tokens = chunk.tokens if chunk is not None else ()
    return tuple(sorted({base(t) for t in tokens if t.kind == "word" and len(t.lower) >= _LONG})[:_MANY])


def around(sentence: Sentence, span: Span) -> Clues:
    """What stands before and behind a mark, one by one first, then two by two."""
    left, right = _sides(sentence, span)
    before = [_START] * (_BESIDE - len(left)) + [base(token) for token in left]
    behind = [base(token) for token in right] + [_END] * (_BESIDE - len(right))
    pairs = (f"before={' '.join(before)}", f"behind={' '.join(behind)}", f"about={before[-1]} {behind[0]}")
    return (f"before={before[-1]}", f"behind={behind[0]}", *pairs)


def near(sentence: Sentence, span: Span) -> Clues:
    """The longer words that begin near a mark, each with the side on which it stands."""
    tokens = sentence.tokens
    low = bisect_left(tokens, span.start - _NEAR, key=_start)
    high = bisect_left(tokens, span.start + _NEAR, key=_start)
    held = (t for t in tokens[low:high] if t.kind == "word" and len(t.lower) >= _LONG)
    return tuple(f"{'<' if span.stop <= t.span.start else '>'}{base(t)}" for t in held)


def origin(clues: Collection[str], names: Sequence[str]) -> str:
    """Where a candidate comes from: the first of these names that one of its clues begins with, else `other`."""
    return next((name for name in names if any(clue.startswith(f"{name}/") for clue in clues)), "other")


@family
def worded(where: str, words: Clues) -> Iterator[str]:
    """What an amount's chunk says, for candidates that come from one place."""
    yield from (f"{where}/word={word}" for word in words)


def _sides(sentence: Sentence, span: Span) -> tuple[list[Token], list[Token]]:
    tokens = sentence.tokens
    low = bisect_left(tokens, span.start, key=_start)
    high = bisect_left(tokens, span.stop, key=_start)
    return list(tokens[max(low - _BESIDE, 0) : low]), list(tokens[high : high + _BESIDE])


def _start(token: Token) -> int:
    return token.span.start
