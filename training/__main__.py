"""The command line of training."""

import argparse
import gc
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.evaluation import Judged, Ratio, judged, scores, texts
from kg.evaluation.fields import KEYS
from kg.extract.deciding import LinearJudge
from kg.extract.engine import assemble
from kg.extract.figures import find
from kg.extract.weight_files import spoken
from kg.graph.flat import line
from kg.model import Figure
from training.figures import FigureOracle
from training.lessons import FOLDS, Family, Foreign, Lesson, decided, lessons, of_corpus, ship, soundness, trained
from training.tables import tables
from training.told_texts import NEWS, told_texts

_FIRMER = {  # by cross-validation over texts
    "figure.home": 2.0,
    "figure.away": 2.0,
    "figure.sides": 3.5,
    "figure.period": 0.7,
    "figure.product": 1.0,
    "figure.indicator": 0.5,
    "figure.role": 0.5,
    "figure.modality": 0.4,
    "figure.way": 0.4,
    "figure.same": 0.5,
    "figure.join": 0.7,
}
FIGURES = Family(
    "figures", lambda analysis, judge: find(analysis, judge=judge), FigureOracle, "figure.sound", _FIRMER, trees=True
)
_LEAST = (0.15, 0.25, 0.35, 0.5, 0.6, 0.7, 0.8)


def told(every: Sequence[Lesson]) -> None:
    """How many questions there were, and how often the right answer was among the candidates."""
    asked = sum((each.asked for each in every), Counter[str]())
    lost = Counter(d for each in every for d in each.unanswerable)
    for decision in sorted(asked):
        share = asked[decision] / (asked[decision] + lost[decision])
        print(f"{decision:20}{asked[decision]:6} lessons, right among candidates {share:.3f}")


def report(family: Family, read: Sequence[Foreign], strength: float) -> None:
    """How often strangers decide right, and strict scores by the least probability that a record is told with."""
    print(*decided(each for each in read if of_corpus(each.lesson)), sep="\n")
    weighed = list(_weighed(family, read, strength))
    for least in _LEAST:
        print(f"{least:.2f}", end="  ")
        verdicts = [(lesson, _judged(lesson, figures, least)) for lesson, figures in weighed]
        for group in ("ru", "en", "kk", "old", "new", None):
            held = [one for lesson, one in verdicts if group in (None, lesson.language, _age(lesson))]
            ratio = scores(held).strict.get("figure", Ratio())
            print(f"{group or 'all'} {ratio.precision:.3f} {ratio.recall:.3f} F {ratio.f1:.3f}", end="  ")
        print(flush=True)


def _age(lesson: Lesson) -> str:
    return "old" if lesson.text.document.name[3] in "abcd" else "new"


def _weighed(
    family: Family, read: Sequence[Foreign], strength: float
) -> Iterator[tuple[Lesson, list[tuple[Figure, float]]]]:
    """The figures of each text with the probability that a judge of other texts gives them."""
    held = {
        fold: soundness(family, [each for each in read if each.lesson.fold != fold], strength) for fold in range(FOLDS)
    }
    for each in read:
        if of_corpus(each.lesson):
            weights = {**each.weights, **held[each.lesson.fold]}
            found = find(each.lesson.analysis, judge=LinearJudge(spoken(weights, each.lesson.language)))
            yield each.lesson, [(f, float(f.confidence)) for f in found if isinstance(f, Figure)]


def _judged(lesson: Lesson, figures: Sequence[tuple[Figure, float]], least: float) -> Judged:
    records = assemble([figure for figure, chance in figures if chance >= least]).records
    return judged(lesson.text, [line(r, lesson.text.document) for r in records])


def errors(read: Sequence[Foreign]) -> Iterator[str]:
    """What is wrong, figure by figure."""
    wrong = Counter[str]()
    for each in read:
        records = assemble(each.found).records
        for v in judged(each.lesson.text, [line(r, each.lesson.text.document) for r in records]).verdicts:
            if v.kind == "figure" and v.counts and not v.strict:
                slots = "+".join(sorted(set(v.wrong) & set(KEYS["figure"])))
                sort = "missed" if v.found is None else "extra" if v.gold is None else slots
                wrong[sort] += 1
                quotes = v.gold.quotes if v.gold else [e["quote"] for e in v.found["evidence"]]  # type: ignore
                yield f"## {each.lesson.text.document.name} {sort}: {' || '.join(quotes)}"
                yield from (
                    f"   {w} {_brief(f)}" for w, f in (("gold", v.gold and v.gold.fields), ("said", v.found)) if f
                )
    print(wrong.most_common(14))


def _brief(fields) -> str:  # type: ignore
    left = (
        (k, x["any"] if isinstance(x, dict) else x) for k, x in fields.items() if k not in ("kind", "doc", "evidence")
    )
    return ", ".join(f"{k}={x}" for k, x in left if x not in (None, "", []))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Train the weights that extraction decides by")
    parser.add_argument("--corpus", type=Path, default=Path("samples/corpus"))
    parser.add_argument("--rounds", type=int, default=1, help="readings with the model's own memory")
    parser.add_argument("--strength", type=float, default=8.0, help="of the L2 term")
    parser.add_argument("--errors", type=Path, help="a file for what strangers got wrong")
    parser.add_argument("--dry", action="store_true", help="write no weights")
    given = parser.parse_args()
    started = time.process_time()
    gc.set_threshold(100_000, 50, 50)  # millions of examples are held on purpose: look for cycles now and then only
    working = texts(given.corpus, part="working")
    every = lessons([*working, *tables(Path("tests/extract")), *told_texts(NEWS)])
    weights, read = trained(FIGURES, every, given.strength, given.rounds)
    if not given.dry:
        print(f"{sum(map(len, weights.values()))} weights, {ship(FIGURES, weights):,} bytes", flush=True)
    told(every)
    report(FIGURES, read, given.strength)
    if given.errors:
        given.errors.write_text("\n".join(errors(read)), encoding="utf-8")
    print(f"{len(every)} texts, {time.process_time() - started:.0f} CPU seconds")


if __name__ == "__main__":
    main()
