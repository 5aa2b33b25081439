"""The words around a word as clues: the hit itself, its neighbours by place, and what else stands nearby.

Words are told by how they begin, which in all three languages is close enough to a base form and costs nothing. No
word is known here: which of them say something is learned, and stands with its weight in the weights' file.
"""

from bisect import bisect_left
from collections.abc import Iterator

from kg.extract.scenes import Scene
from kg.language import Token
from kg.model import Span

_LETTERS = 6  # of a word that tell it from others
_BESIDE = 2  # words to either side whose place counts
_AROUND = 9  # words to either side that count wherever they stand
_BREAKS = frozenset(";:")


def stem(token: Token) -> str:
    """How a word begins; a mark as it is, a number as `#`."""
    return "#" if token.kind == "number" else token.lower[:_LETTERS]


def own(scene: Scene, hit: Span) -> str:
    """The words of a hit."""
    return "_".join(stem(token) for token in scene.sentence.tokens if token.span.overlaps(hit))


def beside(scene: Scene, span: Span) -> tuple[str, str]:
    """The word or mark before a span, and the one after it."""
    tokens = scene.sentence.tokens
    starts = [token.span.start for token in tokens]
    first, last = bisect_left(starts, span.start), bisect_left(starts, span.stop)
    return stem(tokens[first - 1]) if first else "^", stem(tokens[last]) if last < len(tokens) else "$"


def clues(scene: Scene, hit: Span) -> Iterator[str]:
    """The words of a hit, those beside it by place, and those of its stretch of the sentence."""
    tokens = scene.sentence.tokens
    starts = [token.span.start for token in tokens]
    first, last = bisect_left(starts, hit.start), bisect_left(starts, hit.stop)
    yield f"hit={own(scene, hit)}"
    for step in range(1, _BESIDE + 1):
        yield f"word-{step}={stem(tokens[first - step]) if first >= step else '^'}"
        yield f"word+{step}={stem(tokens[last + step - 1]) if last + step <= len(tokens) else '$'}"
    for side in (reversed(tokens[max(0, first - _AROUND) : first]), tokens[last : last + _AROUND]):
        for token in side:
            if token.text in _BREAKS:
                break
            if token.kind == "word":
                yield f"near={stem(token)}"


def near(scene: Scene, hit: Span, reach: int) -> Iterator[str]:
    """The words of a hit and so many to either side, wherever they stand."""
    tokens = scene.sentence.tokens
    starts = [token.span.start for token in tokens]
    first, last = bisect_left(starts, hit.start), bisect_left(starts, hit.stop)
    for token in tokens[max(0, first - reach) : last + reach]:
        if token.kind == "word":
            yield stem(token)


def couples(scene: Scene, hit: Span) -> Iterator[str]:
    """Two words that follow each other, of the stretch around a hit: "will be", "is being", "готов на"."""
    tokens = scene.sentence.tokens
    starts = [token.span.start for token in tokens]
    first, last = bisect_left(starts, hit.start), bisect_left(starts, hit.stop)
    around = tokens[max(0, first - _AROUND) : last + _AROUND]
    for one, other in zip(around, around[1:], strict=False):
        if one.kind == "word" and other.kind != "mark":
            yield f"two={stem(one)}_{stem(other)}"
