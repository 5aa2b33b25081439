"""Texts as lessons: read again and again, first as the gold says, then with a memory of the model's own making.

A reader that has only seen a right memory does not know how to live with a wrong one. So each third of the texts is
read a second time by a model that the other two thirds have taught, and what it is asked then is a lesson, too.
"""

import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.evaluation import Text
from kg.extract import weight_files
from kg.extract.deciding import Judge, LinearJudge
from kg.extract.weight_files import Held, spoken
from kg.language import Analysis, analyse
from kg.model import Record, Rejection
from training import tables, told_texts
from training.boosting import grown
from training.fitting import fitted
from training.teaching import Example, Oracle, Teacher

FOLDS = 3
_JUDGES = 12  # that are kept: three folds in three languages, and some
Weights = dict[str, dict[str, float]]
Model = Mapping[str, Held]  # weights of each decision, and what tells soundness


@dataclass(frozen=True, slots=True)
class Family:
    """A family of decisions: the finder that asks them, who knows the answers, and the last one of all.

    `sound` asks whether all of a record is right; it is learned from the answers of models that did not know the text.
    `firmer`: by how much the L2 term of some decisions is stronger. `trees`: soundness is told by trees, not weights.
    `watched`: whose candidates are kept as they are,
    with all that hangs on them, to be weighed again.
    """

    name: str
    find: Callable[[Analysis, Judge], Iterable[Record | Rejection]]
    oracle: Callable[[Text, Analysis], Oracle]
    sound: str
    firmer: Mapping[str, float] = field(default_factory=dict)
    watched: str = ""
    trees: bool = False


@dataclass(slots=True)
class Lesson:
    """A text with its analysis, the questions of its last reading, and how many the first one asked."""

    text: Text
    analysis: Analysis
    reading: list[Example] = field(default_factory=list)
    unanswerable: list[str] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)

    @property
    def language(self) -> str:
        """The language of the text."""
        return self.text.document.language

    @property
    def fold(self) -> int:
        """Which third it belongs to: texts of one number in all languages to the same."""
        return zlib.crc32(self.text.document.name.partition("-")[2].encode()) % FOLDS


def lessons(texts: Iterable[Text]) -> list[Lesson]:
    """The texts, analysed."""
    return [Lesson(text, analyse(text.document)) for text in texts]


def read(
    family: Family, lesson: Lesson, weights: Model | None, by_gold: Iterable[str] = ()
) -> tuple[Teacher, list[Record | Rejection]]:
    """One reading: by the gold where there are no weights."""
    judge = _judge(weights, lesson.language) if weights is not None else None
    oracle = family.oracle(lesson.text, lesson.analysis)
    teacher = Teacher(oracle, lesson.language, judge, frozenset(by_gold), family.watched, of_corpus(lesson))
    return teacher, list(family.find(lesson.analysis, teacher))


_judges: dict[tuple[int, str], tuple[Model, LinearJudge]] = {}


def _judge(weights: Model, language: str) -> LinearJudge:
    """One judge for all texts of a language: what it has added up once is worth keeping."""
    key = (id(weights), language)
    if key not in _judges:
        while len(_judges) >= _JUDGES:
            del _judges[next(iter(_judges))]
        _judges[key] = (weights, LinearJudge(spoken(weights, language)))  # the weights, so that no others get their id
    return _judges[key][1]


def by_gold(family: Family, every: Sequence[Lesson]) -> None:
    """The first reading."""
    for lesson in every:
        teacher, _ = read(family, lesson, None)
        lesson.reading = teacher.examples
        lesson.asked = Counter(e.decision for e in teacher.examples)
        lesson.unanswerable = teacher.unanswerable


def learned(family: Family, every: Iterable[Lesson], strength: float) -> Weights:
    """Weights from the last reading of some texts: the others had a memory that was too good to be true."""
    held = (e for lesson in every for e in lesson.reading)
    return fitted((e for e in held if e.decision != family.sound), strength, family.firmer)


@dataclass(slots=True)
class Foreign:
    """A text as read by a model that did not know it."""

    lesson: Lesson
    teacher: Teacher
    found: list[Record | Rejection]
    weights: Weights = field(default_factory=dict)


def of_corpus(lesson: Lesson) -> bool:
    """Whether a text is of the corpus, and so counted in scores."""
    return not lesson.text.document.name.startswith((tables.PREFIX, told_texts.PREFIX))


def as_hard(lesson: Lesson) -> bool:
    """Whether errors in it say how often one errs in news: single sentences and the short texts of deals are easier."""
    easy = (tables.PREFIX, f"{told_texts.PREFIX}{told_texts.DEALS.name}-")
    return not lesson.text.document.name.startswith(easy)


def of_folds(family: Family, every: Sequence[Lesson], strength: float) -> list[Weights]:
    """For each third of the texts the weights that the other thirds teach."""
    return [learned(family, [lesson for lesson in every if lesson.fold != fold], strength) for fold in range(FOLDS)]


def by_strangers(family: Family, every: Sequence[Lesson], weights: Sequence[Weights]) -> Iterator[Foreign]:
    """Each text read by a model that did not know it; of texts that are not scored, what says how sure one may be.

    Of those the other questions are not kept: thousands of texts have to fit into memory.
    """
    for lesson in every:
        foreign = Foreign(lesson, *read(family, lesson, weights[lesson.fold]), weights[lesson.fold])
        if not of_corpus(lesson):
            foreign.found = []
            foreign.teacher.examples = [e for e in foreign.teacher.examples if e.decision == family.sound]
        yield foreign


def decided(read: Iterable[Foreign], name: Callable[[Example], str] = lambda e: e.decision) -> Iterator[str]:
    """A line for each decision: how often strangers took a right answer, how often the first candidate was one."""
    right: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for each in read:
        for e in each.teacher.examples:
            right[name(e)].append((e.chosen in e.right, 0 in e.right))
    for decision, pairs in sorted(right.items()):
        share, first = (sum(pair[i] for pair in pairs) / len(pairs) for i in (0, 1))
        yield f"{decision:24}{len(pairs):6} asked, {share:.3f} right, the first {first:.3f}"


def ship(family: Family, weights: Model) -> int:
    """Write the weights that the package ships; returns the file's size in bytes."""
    return weight_files.write(family.name, weights)


def trained(family: Family, every: Sequence[Lesson], strength: float, rounds: int = 1) -> tuple[Model, list[Foreign]]:
    """The weights of a family, and the texts as strangers read them: what the model is worth on texts it never saw."""
    by_gold(family, every)
    for _ in range(rounds):
        weights = of_folds(family, every, strength)
        for lesson in every:
            lesson.reading = read(family, lesson, weights[lesson.fold])[0].examples
    last = list(by_strangers(family, every, of_folds(family, every, strength)))
    return {**learned(family, every, strength), **soundness(family, last, strength)}, last


def soundness(family: Family, last: Iterable[Foreign], strength: float) -> Model:
    """What the last decision is made by, from whole texts alone: of single sentences too many are right.

    Weights are held twice as tight as the others, unless the family says otherwise: it is a probability that people
    see.
    """
    read = [foreign for foreign in last if as_hard(foreign.lesson)]
    asked = [(e, of_corpus(f.lesson)) for f in read for e in f.teacher.examples if e.decision == family.sound]
    if family.trees:
        return {family.sound: grown(*zip(*asked, strict=True))}
    return fitted((e for e, _ in asked), family.firmer.get(family.sound, 2.0) * strength)
