"""Trains the weights of happenings, agreements and projects; says what strangers make of the texts.

python -m training.deals [--corpus samples/corpus] [--only event] [--dry]
"""

import argparse
import math
import time
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from scipy.optimize import minimize  # type: ignore[import-untyped]

from kg.evaluation import Ratio, judged, scores, texts
from kg.evaluation.fields import KEYS
from kg.extract import agreements, events, projects
from kg.extract.certainty import certainty, shares
from kg.extract.deciding import Candidate, LinearJudge
from kg.extract.engine import assemble
from kg.extract.weight_files import spoken
from kg.graph.flat import line
from kg.model import Record, Span
from training.fitting import fitted
from training.lessons import Family, Foreign, Lesson, Weights, as_hard, by_gold, decided, lessons, of_corpus, read, ship
from training.teaching import Example
from training.tellings import TellingOracle
from training.told_texts import NEWS, told_texts

KINDS = {
    kind: Family(f"{kind}s", find, partial(TellingOracle, kind=kind), f"{kind}.sound", watched=f"{kind}.sound")
    for kind, find in (("event", events.find), ("agreement", agreements.find), ("project", projects.find))
}
_FOLDS = 6
_LANGUAGES = ("ru", "en", "kk")
_CORPUS = {"agreements": 4, "projects": 4}  # how often what is asked of the corpus counts in how sure one is
_OFTEN = 3  # how often what the corpus says of slots and truth counts: the news are many
_HELD = 12.0  # the L2 term of soundness: a probability that people see
_APART = 8.0  # how tightly the shift of each language is held to that of all: a language has some ninety projects
_SLIGHT = 0.05  # smaller weights are left out: the words are many
_LEAST = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
_STEPS = (0.0, 0.25, 0.5, 0.6, 0.7, 0.8, 0.9)  # of confidence, as the table in docs/extraction.md has them


def trained(family: Family, every: Sequence[Lesson], strength: float) -> tuple[Weights, list[Foreign]]:
    """The weights of a family, and each text as read by models that did not know it, soundness included.

    Slots are learned from a reading by the gold; truth from a reading whose slots strangers chose, as they will be
    chosen; soundness from one that is strangers' altogether, its slope and shift from texts of the corpus alone.
    """
    truth, folds = f"{family.sound.partition('.')[0]}.truth", [_fold(lesson) for lesson in every]
    by_gold(family, every)
    often = [_OFTEN if of_corpus(lesson) else 1 for lesson in every]
    slots = [_without(each.reading, truth, family.sound) * n for each, n in zip(every, often, strict=True)]
    first = [_fitted(_others(slots, folds, fold), strength) for fold in range(_FOLDS)]
    asked = [
        _of(read(family, each, first[fold], (truth,))[0].examples, truth) * n
        for each, fold, n in zip(every, folds, often, strict=True)
    ]
    second = [first[fold] | _fitted(_others(asked, folds, fold), strength) for fold in range(_FOLDS)]
    last = [Foreign(each, *read(family, each, second[fold])) for each, fold in zip(every, folds, strict=True)]
    sounds = [_sounds(family, foreign) for foreign in last]
    held = [fitted(_others(sounds, folds, fold), _HELD) for fold in range(_FOLDS)]
    counted = [_of(f.teacher.examples, family.sound) if of_corpus(f.lesson) else [] for f in last]
    line_ = _line([(e, held[fold]) for examples, fold in zip(counted, folds, strict=True) for e in examples])
    for foreign, fold in zip(last, folds, strict=True):
        foreign.found = list(_weighed(family, foreign, _along(held[fold], line_)))
    weights = _fitted(_others(slots, folds, -1), strength) | _fitted(_others(asked, folds, -1), strength)
    weights |= _along(fitted(_others(sounds, folds, -1), _HELD), line_)
    return weights, [foreign for foreign in last if of_corpus(foreign.lesson)]


def _sounds(family: Family, foreign: Foreign) -> list[Example]:
    """What a text teaches about how sure one may be: nothing where it is easy, more where it is of the corpus."""
    asked = _of(foreign.teacher.examples, family.sound) if as_hard(foreign.lesson) else []
    return asked * (_CORPUS.get(family.name, 1) if of_corpus(foreign.lesson) else 1)


def _fitted(examples: Iterable[Example], strength: float) -> Weights:
    """Weights without the slight ones."""
    return {
        decision: {clue: weight for clue, weight in clues.items() if abs(weight) >= _SLIGHT}
        for decision, clues in fitted(examples, strength).items()
    }


def _line(asked: Sequence[tuple[Example, Weights]]) -> tuple[float, dict[str, float]]:
    """Slope, and shift by language, that make strangers' sums of weights probabilities.

    They undo what the L2 term has drawn together; how far languages may part is held as well.
    """
    told = [(_sum(e, weights), _LANGUAGES.index(e.language), 0 in e.right) for e, weights in asked]

    def loss(line: Sequence[float]) -> float:
        lines = ((line[0] * each + line[1] + line[2 + place], right) for each, place, right in told)
        missed = sum(math.log1p(math.exp(-each if right else each)) for each, right in lines)
        return missed + _APART * sum(apart * apart for apart in line[2:])

    slope, shift, *apart = minimize(loss, (1.0, 0.0, *(0.0 for _ in _LANGUAGES)), method="Powell").x
    return float(slope), {lang: float(shift + own) for lang, own in zip(_LANGUAGES, apart, strict=True)}


def _sum(example: Example, weights: Weights) -> float:
    known = spoken(weights, example.language).get(example.decision, {})
    assert isinstance(known, Mapping)
    return sum(known.get(clue, 0.0) for part in example.candidates[0] for clue in part)


def _along(weights: Weights, line_: tuple[float, Mapping[str, float]]) -> Weights:
    """The weights of soundness with that slope and shifts; every candidate for it has the clue `sound`."""
    slope, shifts = line_
    told = {}
    for decision, clues in weights.items():
        told[decision] = {clue: round(slope * weight, 2) for clue, weight in clues.items()}
        for language, shift in shifts.items():
            own = slope * clues.get(f"{language}|sound", 0.0)
            told[decision][f"{language}|sound"] = round(own + shift, 2)
    return told


def _fold(lesson: Lesson) -> int:
    """Which sixth it belongs to: texts of one number in all languages to the same."""
    return zlib.crc32(lesson.text.document.name.partition("-")[2].encode()) % _FOLDS


def _others(examples: Sequence[list[Example]], folds: Sequence[int], fold: int) -> list[Example]:
    """The examples of all texts but those of a fold."""
    return [example for held, own in zip(examples, folds, strict=True) if own != fold for example in held]


def _of(examples: Iterable[Example], decision: str) -> list[Example]:
    return [example for example in examples if example.decision == decision]


def _without(examples: Iterable[Example], *decisions: str) -> list[Example]:
    return [example for example in examples if example.decision not in decisions]


def _weighed(family: Family, foreign: Foreign, weights: Weights) -> Iterable[Record]:
    """The records with the probability that a judge of other texts gives them."""
    judge = LinearJudge(spoken(weights, foreign.lesson.language))
    chances = {}
    for candidates in foreign.teacher.seen:
        choice = judge.choose(family.sound, Span(0, 0), candidates)
        chances[_key(candidates[0])] = certainty(shares(choice)[0])
    for record in foreign.found:
        if isinstance(record, Record):
            yield replace(record, confidence=chances.get(_key(Candidate(record)), record.confidence))


def _key(candidate: Candidate) -> tuple[object, ...]:
    """What tells a record from the others of its text, whatever was joined to it later."""
    record = candidate.value
    names = ("type", "country", "parties", "place")
    return tuple(str(getattr(record, name, None)) for name in names) + (record.evidence[0],)  # type: ignore[attr-defined]


def report(kind: str, done: Sequence[Foreign]) -> None:
    """How often strangers decide right, and strict scores by the least confidence."""
    print(*decided(done), sep="\n")
    for least in _LEAST:
        print(f"{least:.1f}", end="  ")
        for group in ("ru", "en", "kk", None):
            r = _strict(kind, [f for f in done if group in (None, f.lesson.language)], least)
            print(f"{group or 'all'} P {r.precision:.3f} R {r.recall:.3f} F {r.f1:.3f}", end="  ")
        print(flush=True)


def _strict(kind: str, done: Sequence[Foreign], least: float) -> Ratio:
    chosen = []
    for each in done:
        records = assemble(r for r in each.found if isinstance(r, Record) and r.confidence >= least).records
        chosen.append(judged(each.lesson.text, [line(r, each.lesson.text.document) for r in records]))
    return scores(chosen).strict.get(kind, Ratio())


def reliability(kind: str, done: Sequence[Foreign]) -> Iterator[str]:
    """For each step of confidence, how many records strangers told with it, and what part of them is right."""
    right: dict[float, list[bool]] = {step: [] for step in _STEPS}
    for each in done:
        records = assemble(r for r in each.found if isinstance(r, Record)).records
        told = [line(r, each.lesson.text.document) for r in records]
        strict = {id(v.found): v.strict for v in judged(each.lesson.text, told).verdicts if v.kind == kind}
        for record, found in zip(records, told, strict=True):
            right[max(step for step in _STEPS if record.confidence >= step)].append(strict.get(id(found), False))
    yield from (f"said {step}: {sum(held) / len(held):.2f} of {len(held)}" for step, held in right.items() if held)


def causes(kind: str, done: Sequence[Foreign]) -> Counter[str]:
    """What is wrong with the facts of a kind at the usual confidence, by count."""
    wrong: Counter[str] = Counter()
    for each in done:
        records = assemble(r for r in each.found if isinstance(r, Record) and float(r.confidence) >= 0.5).records
        for v in judged(each.lesson.text, [line(r, each.lesson.text.document) for r in records]).verdicts:
            if v.kind == kind and v.counts and not v.strict:
                keys = "+".join(sorted(set(v.wrong) & set(KEYS[kind])))
                wrong["missed" if v.found is None else "extra" if v.gold is None else keys] += 1
    return wrong


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Train the weights of happenings and deals")
    parser.add_argument("--corpus", type=Path, default=Path("samples/corpus"))
    parser.add_argument("--only", choices=tuple(KINDS))
    parser.add_argument("--strength", type=float, default=16.0, help="of the L2 term")
    parser.add_argument("--dry", action="store_true", help="write no weights")
    given = parser.parse_args()
    started = time.process_time()
    every = lessons((*texts(given.corpus, part="working"), *told_texts(), *told_texts(NEWS)))
    for kind, family in KINDS.items():
        if given.only in (None, kind):
            weights, done = trained(family, every, given.strength)
            report(kind, done)
            print(*reliability(kind, done), sep="\n")
            print(causes(kind, done).most_common(12))
            if not given.dry:
                ship(family, weights)
    print(f"{len(every)} texts, {time.process_time() - started:.0f} CPU seconds")


if __name__ == "__main__":
    main()
