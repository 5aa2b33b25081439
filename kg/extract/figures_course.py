"""How a text runs up to a sentence: who or what was named where, paragraph by paragraph, section by section.

A paragraph about one country is opened by its name and goes on without it; in a report by countries the name stands
alone before the first sentence, or in a line of its own. (The same clues about periods gained nothing.)
"""

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from kg.extract.deciding import Clues, family
from kg.language import Sentence

K = TypeVar("K", bound=Hashable)
LABEL = "label"  # how a name is tied that begins a sentence before a colon: "Estonia: exports of …"
_SHORT = 5  # words that a heading has at most
_LATE = 3  # things named last that clues tell apart, by rank
_FAR = 4  # sentences from which on all are far
_FEW = 3
_PARTS = ((1.0, "all"), (0.6, "most"), (0.3, "some"))


@dataclass(frozen=True, slots=True)
class Named:
    """One mention: in which sentence and paragraph, how it is tied (its marker), whether nothing else is beside it."""

    sentence: int
    paragraph: int
    tied: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Section(Generic[K]):
    """What a heading opens: of what one thing it speaks (None: of none or several), how that is tied.

    `line` tells a heading in a line of its own from one before the first sentence, or a label before a colon;
    `paragraph` is where it stands.
    """

    about: K | None
    tied: str
    line: bool
    paragraph: int


@dataclass(slots=True)
class Course(Generic[K]):
    """All mentions of a text by what they name and by paragraph; for each sentence the section it stands in.

    `openings` has for each paragraph the first sentence that names anything, with what it names in order; `latest` for
    each sentence the few things named last before it, `firsts` numbers all in the order they came up; `headed` counts
    the things that have a section.
    """

    mentions: dict[K, list[Named]] = field(default_factory=dict)
    paragraphs: dict[int, dict[K, int]] = field(default_factory=dict)
    openings: dict[int, tuple[int, dict[K, str]]] = field(default_factory=dict)
    sections: list[Section[K] | None] = field(default_factory=list)
    latest: list[tuple[K, ...]] = field(default_factory=list)
    firsts: dict[K, int] = field(default_factory=dict)
    headed: int = 0

    @classmethod
    def of(cls, sentences: Sequence[Sentence], named: Sequence[Sequence[tuple[K, str]]]) -> "Course[K]":
        """The course of a text, from what each sentence names and how that is tied."""
        course = cls()
        headed: Section[K] | None = None
        for number, (sentence, told) in enumerate(zip(sentences, named, strict=True)):
            opens = not number or sentences[number - 1].paragraph != sentence.paragraph
            now = headed if opens else course.sections[-1]
            if number and opens and _heading(sentence):
                now = headed = _section(sentence, told)
            elif told and told[0][1] == LABEL:
                now = Section(*told[0], False, sentence.paragraph)  # until the next label or paragraph
            course.sections.append(now)
            course._add(number, sentence.paragraph, told)
        course.headed = len({section.about for section in course.sections if section and section.about is not None})
        return course

    def _add(self, number: int, paragraph: int, told: Sequence[tuple[K, str]]) -> None:
        counts = self.paragraphs.setdefault(paragraph, {})
        keys = dict.fromkeys(key for key, _ in told)
        for key, tied in told:
            counts[key] = counts.get(key, 0) + 1
            self.firsts.setdefault(key, len(self.firsts))
            self.mentions.setdefault(key, []).append(Named(number, paragraph, tied, len(keys) == 1))
        if told:
            self.openings.setdefault(paragraph, (number, dict(reversed(told))))
        self.latest = self.latest or [()]
        now = sorted(keys, key=self.firsts.__getitem__)
        before = (key for key in self.latest[-1] if key not in keys)
        self.latest.append((*now, *before)[:_LATE])

    def about(self, number: int) -> K | None:
        """What the section of a sentence is about."""
        section = self.sections[number] if number < len(self.sections) else None
        return section.about if section is not None else None

    def clues(
        self, number: int, paragraph: int, context: str, keys: Iterable[K | None]
    ) -> Iterator[tuple[K | None, Clues]]:
        """What the course up to a sentence says of each of some things; of None, what speaks for none of them.

        `context` is what is known of the clause that asks.
        """
        counts = self.paragraphs[paragraph]
        parts, many = _shares(counts), min(len(counts), _FEW)
        section = self.sections[number]
        about = section.about if section is not None else ...
        for key in keys:
            if key is None:
                yield None, _none(many, context)
            else:
                yield from ((key, clues) for clues in self._named(key, number, paragraph, context))
                if key in parts:
                    yield key, _part(parts[key], many, context)
            if key == about:
                yield key, self._headed(number, paragraph, context)

    def _named(self, key: K, number: int, paragraph: int, context: str) -> Iterator[Clues]:
        """Where something was named last before a sentence, and its place in the paragraph's first that names any."""
        told = self.mentions.get(key, ())
        place = bisect_left(told, number, key=lambda named: named.sentence)
        if place:
            last, latest = told[place - 1], self.latest[number]
            rank = latest.index(key) if key in latest else _LATE
            near = "in" if last.paragraph == paragraph else "out"
            yield _recent(rank, min(number - last.sentence, _FAR), near, last.tied, last.alone, context)
        if paragraph in self.openings and key in self.openings[paragraph][1]:
            first, opening = self.openings[paragraph]
            where = "here" if first == number else "before" if first < number else "behind"
            rank = [*reversed(opening)].index(key)
            yield _opening(where, f"{min(rank, 2)}of{min(len(opening), _FEW)}", opening[key], context)

    def _headed(self, number: int, paragraph: int, context: str) -> Clues:
        """How the section stands to a sentence in it."""
        section = self.sections[number]
        assert section is not None
        near = "in" if section.paragraph == paragraph else "next" if paragraph - section.paragraph == 1 else "far"
        named = section.about is not None
        return _headed(named, section.tied, section.line, near, min(self.headed, _FEW), context)


def _heading(sentence: Sentence) -> bool:
    """A few words without a number, at the start of a paragraph."""
    words = sum(token.kind == "word" for token in sentence.tokens)
    return 0 < words <= _SHORT and not any(token.kind == "number" for token in sentence.tokens)


def _section(sentence: Sentence, told: Sequence[tuple[K, str]]) -> Section[K]:
    one = told[0] if len({key for key, _ in told}) == 1 else None
    line = sentence.sort == "heading"
    return Section(one[0] if one else None, one[1] if one else "", line, sentence.paragraph)


def _shares(counts: Mapping[K, int]) -> dict[K, str]:
    total = sum(counts.values())
    return {key: next((name for least, name in _PARTS if n >= least * total), "few") for key, n in counts.items()}


@family
def _recent(rank: int, since: int, near: str, tied: str, alone: bool, context: str) -> Iterator[str]:
    yield f"since={since}/{near}"
    yield f"since={since}/{near}/{context}"
    yield f"latest={rank}/{near}/{context}"
    yield f"latest={rank}/{near}/{tied}"
    if alone:
        yield f"alone={rank}/{since}/{near}"


@family
def _opening(where: str, place: str, tied: str, context: str) -> Iterator[str]:
    yield f"opens/{where}/{place}/{tied}"
    yield f"opens/{where}/{place}/{context}"
    yield f"opens/{where}/{tied}/{context}"


@family
def _part(part: str, many: int, context: str) -> Iterator[str]:
    yield from (f"paragraph={part}/{many}", f"paragraph={part}/{context}")


@family
def _headed(named: bool, tied: str, line: bool, near: str, many: int, context: str) -> Iterator[str]:
    yield f"section/{near}/{named}"
    yield f"section/{near}/{tied}/{line}/{many}"
    yield f"section/{near}/{named}/{many}/{context}"


@family
def _none(many: int, context: str) -> Iterator[str]:
    yield f"paragraph names {many}/{context}"
