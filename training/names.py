"""Weights for people and organisations: `python -m training.names [--dry]` from the working part of the corpus.

Prints what models that did not know a text make of it, then writes kg/extract/weights/positions.json.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from kg.evaluation import judged, scores, texts
from kg.extract.deciding import FOLDER
from kg.extract.engine import assemble
from kg.extract.positions import find as positions
from kg.graph.flat import line
from training.lessons import Family, Foreign, lessons, trained
from training.positions import PositionOracle

FAMILIES = (
    (Family("positions", lambda a, j: positions(a, judge=j), PositionOracle, "position.sound"), "position"),
)


def report(kind: str, read: Sequence[Foreign]) -> None:
    """How often strangers decide right (and would by taking the first), and strict scores by language."""
    right: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    groups: dict[str, list[object]] = defaultdict(list)
    for each in read:
        for e in each.teacher.examples:
            right[f"{e.decision} {e.language}"].append((e.chosen in e.right, 0 in e.right))
        told = [line(record, each.lesson.text.document) for record in assemble(each.found).records]
        groups[each.lesson.language].append(judged(each.lesson.text, told))
    for decision, pairs in sorted(right.items()):
        share, first = (sum(pair[i] for pair in pairs) / len(pairs) for i in (0, 1))
        print(f"{decision:24}{len(pairs):6} asked, {share:.3f} right, the first {first:.3f}")
    for language, group in sorted(groups.items()):
        r = scores(group).strict[kind]  # type: ignore[arg-type]
        print(f"{language} {r.there} there, {r.found} found, {r.precision:.3f} {r.recall:.3f} F {r.f1:.3f}")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Train the weights that people and organisations are decided by")
    parser.add_argument("--corpus", type=Path, default=Path("samples/corpus"))
    parser.add_argument("--strength", type=float, default=4.0, help="of the L2 term")
    parser.add_argument("--dry", action="store_true", help="write no weights")
    given = parser.parse_args()
    every = lessons(texts(given.corpus, part="working"))
    for family, kind in FAMILIES:
        weights, read = trained(family, every, given.strength)
        print(family.name, dict(Counter(d for each in every for d in each.unanswerable)), "without a right answer")
        report(kind, read)
        if not given.dry:
            words = json.dumps(weights, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            (FOLDER / f"{family.name}.json").write_text(words.replace('},"', '},\n"') + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
