"""The command line of training."""

import argparse
import json
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.evaluation import Ratio, Text, judged, scores, texts
from kg.evaluation.fields import KEYS
from kg.extract import figures
from kg.extract.deciding import FOLDER, Candidate, LinearJudge, spoken
from kg.extract.engine import assemble
from kg.graph.flat import line
from kg.language import Analysis, analyse
from kg.model import Figure, Rejection, Span
from training.figures import FigureOracle
from training.fitting import fitted
from training.teaching import Example, Teacher

_FOLDS = 5
DECISIONS = tuple(f"figure.{n}" for n in ("role", "join", "way", "indicator", "modality", "sides", "period", "product"))
Weights = dict[str, dict[str, float]]


@dataclass(slots=True)
class Lesson:
    """A text with its analysis and what was asked in it: by round."""

    text: Text
    analysis: Analysis
    rounds: list[list[Example]] = field(default_factory=list)
    unanswerable: list[str] = field(default_factory=list)

    @property
    def age(self) -> str:
        return "old" if self.text.document.name[3] in "abcd" else "new"

    @property
    def fold(self) -> int:
        """Which fifth it belongs to: texts of one number in all languages to the same."""
        return zlib.crc32(self.text.document.name.partition("-")[2].encode()) % _FOLDS


def lesson(text: Text) -> Lesson:
    return Lesson(text, analyse(text.document))


def taught(lesson: Lesson, weights: Weights | None, by_gold: Iterable[str] = ()) -> tuple[Teacher, list[Figure | Rejection]]:
    language = lesson.text.document.language
    judge = LinearJudge(spoken(weights, language)) if weights is not None else None
    oracle = FigureOracle(lesson.text, lesson.analysis)
    teacher = Teacher(oracle, language, judge, frozenset(by_gold), "figure.sound")
    return teacher, list(figures.find(lesson.analysis, judge=teacher))


def first_round(lessons: Sequence[Lesson]) -> None:
    for each in lessons:
        teacher, _ = taught(each, None)
        each.rounds = [teacher.examples]
        each.unanswerable = teacher.unanswerable


def learn(lessons: Sequence[Lesson], rounds: int, strength: float) -> Weights:
    examples = [e for each in lessons for e in each.rounds[0] if e.decision != "figure.sound"]
    weights = fitted(examples, strength)
    for _ in range(rounds):
        again = [e for each in lessons for e in taught(each, weights)[0].examples if e.decision != "figure.sound"]
        examples = examples + again
        weights = fitted(examples, strength)
    return weights


def cross(lessons: Sequence[Lesson], rounds: int, strength: float, by_gold: Iterable[str], ablate: bool = False, dump: Path | None = None) -> None:
    done: list[tuple[Lesson, Teacher, list[Figure | Rejection]]] = []
    held: dict[int, Weights] = {}
    led: dict[str, list[bool]] = defaultdict(list)
    for fold in range(_FOLDS):
        started = time.time()
        weights = learn([each for each in lessons if each.fold != fold], rounds, strength)
        held[fold] = weights
        for each in lessons:
            if each.fold == fold:
                done.append((each, *taught(each, weights, by_gold)))
                for example in taught(each, weights, DECISIONS)[0].examples:
                    led[example.decision].append(example.chosen in example.right)
        print(f"fold {fold}: {sum(map(len, weights.values()))} weights, {time.time() - started:.0f} s", flush=True)
    right, asked, fixed = Counter[str](), Counter[str](), Counter[str]()
    for _, teacher, _ in done:
        for example in teacher.examples:
            asked[example.decision] += 1
            right[example.decision] += example.chosen in example.right
            fixed[example.decision] += 0 in example.right
    for decision in sorted(asked):
        print(f"{decision:20}{asked[decision]:6} asked {right[decision] / asked[decision]:.3f} right, first {fixed[decision] / asked[decision]:.3f}, with a right memory {sum(led[decision]) / len(led[decision]):.3f}")
    report(done)
    wrong = Counter[str]()
    for each, _, found in done:
        told = judged(each.text, [line(r, each.text.document) for r in assemble(found).records])
        for v in told.verdicts:
            if v.kind == "figure" and v.counts and not v.strict:
                wrong["missed" if v.found is None else "extra" if v.gold is None else "+".join(sorted(set(v.wrong) & set(KEYS["figure"])))] += 1
    print(wrong.most_common(25))
    if dump:
        dump.write_text("\n".join(_errors(done)), encoding="utf-8")
    for decision in sorted(asked) if ablate else ():
        told = [(each, [(f, 1.0) for f in taught(each, held[each.fold], [decision])[1] if isinstance(f, Figure)]) for each in lessons]
        ratio = _strict(told, 0.0)
        print(f"with {decision} by gold: P {ratio.precision:.3f} R {ratio.recall:.3f} F1 {ratio.f1:.3f}", flush=True)



def report(done: Sequence[tuple[Lesson, Teacher, list[Figure | Rejection]]]) -> None:
    """Strict scores by the least probability that a figure is told with."""
    sound = [(each.fold, e) for each, teacher, _ in done for e in teacher.examples if e.decision == "figure.sound"]
    by_fold = {k: fitted([e for fold, e in sound if fold != k], 1.0) for k in range(_FOLDS)}
    weighed = []
    for each, teacher, found in done:
        judge = LinearJudge(spoken(by_fold[each.fold], each.text.document.language))
        told = [f for f in found if isinstance(f, Figure)]
        weighed.append((each, list(zip(told, [_chance(judge, c) for c in teacher.seen], strict=True))))
    for least in (0.0, 0.2, 0.4, 0.5, 0.6, 0.7):
        print(f"{least:.1f}", end="  ")
        for language in ("ru", "en", "kk", "old", "new", None):
            ratio = _strict([w for w in weighed if language in (None, w[0].text.document.language, w[0].age)], least)
            print(f"{language or 'all':4}P {ratio.precision:.3f} R {ratio.recall:.3f} F {ratio.f1:.3f}", end="  ")
        print()
    print("reliability", end=" ")
    rows: dict[int, list[bool]] = defaultdict(list)
    for each, teacher, _ in done:
        judge = LinearJudge(spoken(by_fold[each.fold], each.text.document.language))
        oracle = FigureOracle(each.text, each.analysis)
        for c in teacher.seen:
            label = oracle("figure.sound", c[0].value.spot, c)
            if label is not None:
                rows[int(_chance(judge, c) * 10)].append(0 in label)
    print("  ".join(f"{k / 10:.1f}: {sum(v) / len(v):.2f} of {len(v)}" for k, v in sorted(rows.items())))


def _errors(done):
    for each, teacher, found in done:
        told = judged(each.text, [line(r, each.text.document) for r in assemble(found).records])
        for v in told.verdicts:
            if v.kind == "figure" and v.counts and not v.strict:
                wrong = sorted(set(v.wrong) & set(KEYS["figure"]))
                where = (v.gold.quotes if v.gold else [e["quote"] for e in v.found["evidence"]])
                yield f"## {each.text.document.name} {'missed' if v.found is None else 'extra' if v.gold is None else '+'.join(wrong)}: {' || '.join(where)}"
                if v.gold:
                    yield f"   gold {brief(v.gold.fields)}"
                if v.found:
                    yield f"   said {brief(v.found)}"


def brief(f):
    return ", ".join(f"{k}={x['any'] if isinstance(x, dict) and 'any' in x else x}" for k, x in f.items() if k not in ("kind", "doc", "evidence") and x not in (None, "", []))


def _strict(weighed, least: float) -> Ratio:
    chosen = []
    for each, told in weighed:
        records = assemble([f for f, p in told if p >= least]).records
        chosen.append(judged(each.text, [line(r, each.text.document) for r in records]))
    return scores(chosen).strict.get("figure", Ratio())


def _chance(judge: LinearJudge, candidates: Sequence[Candidate]) -> float:
    choice = judge.choose("figure.sound", Span(0, 0), candidates)
    return choice.probability if choice.index == 0 else 1 - choice.probability


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the weights that extraction decides by")
    parser.add_argument("--corpus", type=Path, default=Path("samples/corpus"))
    parser.add_argument("--cross-validate", action="store_true")
    parser.add_argument("--by-gold", default="", help="decisions that the gold makes, with commas")
    parser.add_argument("--ablate", action="store_true")
    parser.add_argument("--dump", type=Path)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--strength", type=float, default=1.0)
    given = parser.parse_args()
    started = time.time()
    lessons = [lesson(text) for text in texts(given.corpus, part="working")]
    print(f"{len(lessons)} texts analysed in {time.time() - started:.0f} s")
    first_round(lessons)
    asked = Counter(e.decision for each in lessons for e in each.rounds[0])
    lost = Counter(d for each in lessons for d in each.unanswerable)
    for decision in sorted(asked):
        print(f"{decision:20}{asked[decision]:6} lessons, right among candidates {asked[decision] / (asked[decision] + lost[decision]):.3f}")
    print(f"first round in {time.time() - started:.0f} s")
    if given.cross_validate:
        cross(lessons, given.rounds, given.strength, [d for d in given.by_gold.split(",") if d], given.ablate, given.dump)


if __name__ == "__main__":
    main()
