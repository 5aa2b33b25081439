"""One sentence as the grammars read it: its tokens, and which concepts of the lexicon begin or end at each."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy

from kg.language.annotations import Sentence, Token
from kg.language.lexicon import Hit
from kg.model import Span

_BORDERS = {";", ":", "(", ")"}


class Words:
    """Tokens by number, with the longest hit of each scheme that starts or stops there. `text` is the document's.

    `coins` are the currencies that names which many countries share ("$", rupee, krone) mean in the document.
    """

    def __init__(self, text: str, sentence: Sentence, hits: Iterable[Hit]) -> None:
        self.text = text
        self.coins: Mapping[str, str] = {}
        self.sentence = sentence
        self.tokens: Sequence[Token] = sentence.tokens
        self._starting: dict[int, dict[str, Hit]] = {}
        self._ending: dict[int, dict[str, Hit]] = {}
        for hit in hits:  # the longer first
            self._starting.setdefault(hit.start, {}).setdefault(hit.entry.scheme, hit)
            self._ending.setdefault(hit.stop, {}).setdefault(hit.entry.scheme, hit)
        self._claimed: frozenset[int] = frozenset()
        self._compared: frozenset[int] = frozenset()

    def with_claims(
        self, claimed: Iterable[Span], coins: Mapping[str, str], compared: frozenset[Span] = frozenset()
    ) -> "Words":
        """The same words, some of them read as something else already, some of these as what one compares with."""
        other = copy(self)
        other.coins = coins
        void = frozenset(name for name, code in coins.items() if not code)
        other._starting, other._ending = _without(self._starting, void), _without(self._ending, void)
        spans = list(claimed)
        if spans:
            starts = [token.span.start for token in self.tokens]
            other._claimed = _within(starts, spans)
            other._compared = _within(starts, [span for span in spans if span in compared])
        return other

    def __len__(self) -> int:
        return len(self.tokens)

    def starting(self, number: int, scheme: str) -> Hit | None:
        """The longest hit of a scheme that starts at a token."""
        there = self._starting.get(number)
        return there.get(scheme) if there is not None else None

    def ending(self, number: int, scheme: str) -> Hit | None:
        """The longest hit of a scheme whose last token stands just before `number`."""
        there = self._ending.get(number)
        return there.get(scheme) if there is not None else None

    def begins(self, number: int, schemes: frozenset[str]) -> bool:
        """Whether a hit of one of the schemes starts at a token."""
        there = self._starting.get(number)
        return there is not None and not schemes.isdisjoint(there)

    def of_scheme(self, *schemes: str) -> list[Hit]:
        """All hits of some schemes, by start."""
        found = (hit for there in self._starting.values() for scheme, hit in there.items() if scheme in schemes)
        return sorted(found, key=lambda hit: hit.start)

    def lower(self, number: int) -> str:
        """The folded word at a token, empty outside the sentence."""
        return self.tokens[number].lower if 0 <= number < len(self.tokens) else ""

    def gap(self, number: int) -> str:
        """The characters between a token and the one before it."""
        return self.text[self.tokens[number - 1].span.stop : self.tokens[number].span.start] if number else ""

    def glued(self, number: int) -> bool:
        """Whether nothing stands between a token and the one before it."""
        return 0 < number < len(self.tokens) and self.tokens[number - 1].span.stop == self.tokens[number].span.start

    def clause(self, number: int, reach: int) -> Iterator[int]:
        """The tokens before one, nearest first, to the last semicolon, colon or bracket, at most `reach` of them."""
        for at in range(number - 1, max(-1, number - 1 - reach), -1):
            if self.tokens[at].lower in _BORDERS:
                return
            yield at

    def coin(self, unit: str | None) -> str | None:
        """A unit as it is meant in the document: of a shared name for currencies that of one country."""
        return self.coins.get(unit, unit) if unit is not None else None

    def span(self, start: int, stop: int) -> Span:
        """Where tokens `[start, stop)` stand in the text."""
        return Span(self.tokens[start].span.start, self.tokens[stop - 1].span.stop)

    def compared(self, number: int) -> bool:
        """Whether a token belongs to a stretch of time that something is compared with."""
        return number in self._compared

    def claimed(self, number: int) -> bool:
        """Whether an earlier layer has read this token as something else."""
        return number in self._claimed


def _within(starts: Sequence[int], spans: Iterable[Span]) -> frozenset[int]:
    """The tokens, by where they start, that lie in some spans."""
    return frozenset(
        number for span in spans for number in range(bisect_left(starts, span.start), bisect_left(starts, span.stop))
    )


def _without(hits: dict[int, dict[str, Hit]], void: frozenset[str]) -> dict[int, dict[str, Hit]]:
    """Hits by token and scheme without the units that are none in the document: letters of foreign currencies."""
    empty = [at for at, there in hits.items() if (hit := there.get("unit")) is not None and hit.entry.notation in void]
    if not empty:
        return hits
    return {**hits, **{at: {scheme: hit for scheme, hit in hits[at].items() if scheme != "unit"} for at in empty}}
