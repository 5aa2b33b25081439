"""The goods that a text has named so far: a figure that names none is often about those of the title, or the last ones.

A report on grain says so once and goes on in tonnes and countries; what the last figures were about is carried anyway.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.extract.deciding import Clues, family
from kg.extract.figures_clauses import Clause
from kg.extract.figures_marks import Chunk
from kg.extract.figures_products import phrase_of
from kg.language import Sentence
from kg.model import How, Slot

_OFTEN, _LATE = 2, 2  # goods that are offered for how often, and how lately, they were named
_TITLED = 3  # and for standing in the title
_FEW = 4
_KEPT = 60  # goods remembered
_FAR = 4  # sentences from which on all are far


@dataclass(slots=True)
class Named:
    """Goods with the number of times they were named, and where last; `titled`: the title has them."""

    slot: Slot[str]
    times: int
    number: int
    paragraph: int
    titled: bool


@dataclass(slots=True)
class Goods:
    """What a text has named so far, by folded words, what was named last at the end."""

    named: dict[str, Named] = field(default_factory=dict)

    def hear(self, number: int, sentence: Sentence, cut: Sequence[Chunk]) -> None:
        """Note the goods of a sentence."""
        held = [m for chunk in cut for m in chunk.marks]
        marks = [m for m in held if m.scheme in ("product", "goods")]
        clause = Clause(list(cut)) if marks else Clause()
        for told in dict.fromkeys(phrase_of(m, clause, held, sentence) for m in marks):
            if any(told.spans == (m.span,) and m.scheme == "goods" for m in marks):
                continue  # "goods" alone are none
            key = told.value.casefold()
            last = self.named.pop(key, None)
            slot = Slot(told.value, (), How.INHERITED)
            titled = number == 0 or (last is not None and last.titled)
            self.named[key] = Named(slot, last.times + 1 if last else 1, number, sentence.paragraph, titled)
        for key in list(self.named)[:-_KEPT]:
            del self.named[key]

    def clues(self, number: int, paragraph: int, context: str) -> Iterator[tuple[Slot[str] | None, Clues]]:
        """The goods that can be meant in a sentence, with where and how often they were named before.

        `context` is what is known of the clause that asks. Of None: what speaks for none of them.
        """
        latest = list(reversed(self.named.values()))
        titled = [one for one in latest if one.titled][:_TITLED]
        often = sorted(latest, key=lambda one: -one.times)[:_OFTEN]
        offered = {id(one): one for one in (*titled, *often, *latest[:_LATE])}
        for one in offered.values():
            near = "in" if one.paragraph == paragraph else "out"
            rank = latest.index(one) if one in latest[:_LATE] else _LATE
            yield one.slot, _named(one.titled, min(one.times, _FEW), rank, near, context)
            yield one.slot, _since(min(number - one.number, _FAR), near, often[0] is one, context)
        yield None, _none(len(titled), min(len(latest), _FEW), context)


@family
def _named(titled: bool, times: int, rank: int, near: str, context: str) -> Iterator[str]:
    yield f"told={times}/{context}"
    yield f"latest={rank}/{near}/{context}"
    if titled:
        yield from ("titled", f"titled/{times}", f"titled/{context}")


@family
def _since(since: int, near: str, most: bool, context: str) -> Iterator[str]:
    yield f"since={since}/{near}/{context}"
    if most:
        yield from ("most", f"most/{context}")


@family
def _none(titled: int, many: int, context: str) -> Iterator[str]:
    yield from (f"none/titled={titled}/{context}", f"none/many={many}/{context}", f"none/{context}")
