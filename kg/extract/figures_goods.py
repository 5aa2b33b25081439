"""The goods that a text names: a figure that names none is often about those of the title, or the last ones.

A report on grain says so once and goes on in tonnes and countries; what the last figures were about is carried anyway.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from kg.extract.deciding import Clues, family
from kg.extract.figures_clauses import Clause
from kg.extract.figures_course import LABEL, Course
from kg.extract.figures_marks import Chunk, Mark
from kg.extract.figures_products import phrase_of
from kg.language import Sentence
from kg.model import How, Slot

_OFTEN, _LATE = 2, 2  # goods that are offered for how often, and how lately, they were named
_TITLED = 3  # and for standing in the title
_FEW = 4
_KEPT = 60  # goods remembered
_FAR = 4  # sentences from which on all are far
_PARTS = ((0.9, "all"), (0.5, "most"), (0.25, "some"))


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
    """What a text names: `named` so far, by their noun, what was named last at the end; `course` all through.

    `told` has for each sentence the nouns with their phrases, `parts` how much of all naming each noun has, `nouns`
    the noun of each phrase.
    """

    told: Sequence[Sequence[tuple[str, str, str]]] = ()
    course: Course[str] = field(default_factory=Course)
    parts: dict[str, str] = field(default_factory=dict)
    named: dict[str, Named] = field(default_factory=dict)
    nouns: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, sentences: Sequence[Sentence], cuts: Sequence[Sequence[Chunk]]) -> "Goods":
        """The goods of a text, from its sentences and the chunks of each."""
        told = [list(_phrases(sentence, cut)) for sentence, cut in zip(sentences, cuts, strict=True)]
        course = Course.of(sentences, [[(noun, tied) for noun, _, tied in each] for each in told])
        counts = Counter(noun for each in told for noun in {noun for noun, _, _ in each})
        several = sum(1 for each in told if each)
        parts = {noun: _part(count / several) for noun, count in counts.items()}
        return cls(told, course, parts, nouns={phrase.casefold(): noun for each in told for noun, phrase, _ in each})

    def noun(self, slot: Slot[str], marks: Sequence[Mark], sentence: Sentence) -> str:
        """What tells goods from others: the first noun of a phrase, be it of a sentence with these marks or carried."""
        phrase = slot.value.casefold()
        if slot.spans:
            self.nouns[phrase] = _noun(slot, marks, sentence)
        return self.nouns.get(phrase, phrase)

    def hear(self, number: int, sentence: Sentence) -> None:
        """Note the goods of a sentence."""
        for noun, phrase, _ in self.told[number]:
            last = self.named.pop(noun, None)
            titled = number == 0 or (last is not None and last.titled)
            slot = Slot(phrase, (), How.INHERITED)
            self.named[noun] = Named(slot, last.times + 1 if last else 1, number, sentence.paragraph, titled)
        for key in list(self.named)[:-_KEPT]:
            del self.named[key]

    def clues(self, number: int, paragraph: int, context: str, scope: str) -> Iterator[tuple[Slot[str] | None, Clues]]:
        """The goods that can be meant in a sentence, with where and how often they were named.

        `context` and `scope` are what is known of the clause that asks: its amount, its measure. Of None: what speaks
        for none of them.
        """
        latest = list(reversed(self.named))
        titled = [noun for noun in latest if self.named[noun].titled][:_TITLED]
        often = sorted(latest, key=lambda noun: -self.named[noun].times)[:_OFTEN]
        offered = dict.fromkeys((*titled, *often, *latest[:_LATE]))
        headed = self.course.about(number)
        if headed in self.named:
            offered[headed] = None
        for noun in offered:
            one = self.named[noun]
            near = "in" if one.paragraph == paragraph else "out"
            rank = latest.index(noun) if noun in latest[:_LATE] else _LATE
            yield one.slot, _named(one.titled, min(one.times, _FEW), rank, near, context)
            yield one.slot, _since(min(number - one.number, _FAR), near, often[0] == noun, context)
            yield one.slot, _meant(self.parts[noun], one.titled, near, context, scope)
        for each, clues in self.course.clues(number, paragraph, context, (None, *offered)):
            yield (self.named[each].slot if each is not None else None), _along(clues)
        yield None, _none(len(titled), min(len(latest), _FEW), context)
        top = self.parts[often[0]] if often else "-"
        yield None, _none_meant(top, bool(titled), headed is not None, context, scope)


def _phrases(sentence: Sentence, cut: Sequence[Chunk]) -> Iterator[tuple[str, str, str]]:
    """The goods of a sentence: the noun in its base form, the phrase around it, how it is tied; each noun once."""
    held = [m for chunk in cut for m in chunk.marks]
    marks = [m for m in held if m.scheme in ("product", "goods")]
    clause = Clause(list(cut)) if marks else Clause()
    found: dict[str, tuple[str, str]] = {}
    for mark in marks:
        told = phrase_of(mark, clause, held, sentence)
        if mark.scheme == "goods" and told.spans == (mark.span,):
            continue  # "goods" alone are none
        found.setdefault(_noun(told, marks, sentence), (told.value, _tied(mark, sentence)))
    yield from ((noun, phrase, tied) for noun, (phrase, tied) in found.items())


def _noun(told: Slot[str], marks: Sequence[Mark], sentence: Sentence) -> str:
    """The first noun of a phrase for goods in its base form: by it "wine" and "bottles of Georgian wine" are one."""
    span = next((m.span for m in marks if m.scheme == "product" and told.spans and m.span in told.spans[0]), None)
    if span is None:
        return told.value.casefold()
    at = bisect_left(sentence.tokens, span.start, key=lambda t: t.span.start)
    held = takewhile(lambda t: t.span.start < span.stop, sentence.tokens[at:])
    return " ".join(t.lemmas[0] if t.lemmas else t.lower for t in held)


def _tied(mark: Mark, sentence: Sentence) -> str:
    behind = next((t for t in sentence.tokens if t.span.start >= mark.span.stop), None)
    first = mark.span.start <= sentence.tokens[0].span.stop
    return LABEL if first and behind is not None and behind.text == ":" else "first" if first else "within"


def _part(part: float) -> str:
    return next((name for least, name in _PARTS if part >= least), "few")


@family
def _along(clues: Clues) -> Iterator[str]:
    """What the course of the text says, by names of its own."""
    yield from (f"~{clue}" for clue in clues)


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
def _meant(part: str, titled: bool, near: str, context: str, scope: str) -> Iterator[str]:
    yield f"part={part}/{context}"
    yield f"part={part}/titled={titled}/{scope}"
    yield f"part={part}/{near}/{scope}"


@family
def _none(titled: int, many: int, context: str) -> Iterator[str]:
    yield from (f"none/titled={titled}/{context}", f"none/many={many}/{context}", f"none/{context}")


@family
def _none_meant(top: str, titled: bool, headed: bool, context: str, scope: str) -> Iterator[str]:
    yield f"none/top={top}/{context}"
    yield f"none/top={top}/titled={titled}/{scope}"
    yield f"none/headed={headed}/{scope}"
