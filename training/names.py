"""Weights for people and organisations: `python -m training.names [--dry]` from the working part of the corpus.

Prints what models that did not know a text make of it, then writes {organisations,positions}.json.gz of
kg/extract/weights.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from kg.evaluation import Judged, judged, scores, texts
from kg.extract.engine import assemble
from kg.extract.organisations import find as organisations
from kg.extract.positions import find as positions
from kg.graph.flat import line
from kg.language import taggers
from training.fitting import fitted
from training.lessons import FOLDS, Family, Foreign, Lesson, decided, learned, lessons, of_corpus, read, ship, trained
from training.organisations import OrganisationOracle
from training.positions import PositionOracle
from training.told_texts import NEWS, told_texts

_LEAST = Decimal("0.5")  # with less a fact is unreviewed
ORGANISATIONS = Family(
    "organisations", lambda a, j: organisations(a, judge=j), OrganisationOracle, "organisation.sound"
)
POSITIONS = Family("positions", lambda a, j: positions(a, judge=j), PositionOracle, "position.sound")
FAMILIES = ((ORGANISATIONS, "organization"), (POSITIONS, "position"))


def report(family: Family, kind: str, every: Sequence[Lesson], foreign: Sequence[Foreign], strength: float) -> None:
    """How often strangers decide right (and would by taking the first), and strict scores of what they are sure of."""
    print(*decided(foreign, lambda e: f"{e.decision} {e.language}"), sep="\n")
    groups: dict[str, list[Judged]] = defaultdict(list)
    for fold in range(FOLDS):
        weights = learned(family, [each for each in every if each.fold != fold], strength)
        examples = [e for each in foreign if each.lesson.fold != fold for e in each.teacher.examples]
        weights = weights | fitted([e for e in examples if e.decision == family.sound], 1.0)
        for lesson in (each for each in every if each.fold == fold and of_corpus(each)):
            records = assemble(read(family, lesson, weights)[1]).records
            told = [line(record, lesson.text.document) for record in records if record.confidence >= _LEAST]
            groups[lesson.language].append(judged(lesson.text, told))
    for language, group in sorted(groups.items()):
        r = scores(group).strict[kind]
        print(f"{language} {r.there} there, {r.found} found, {r.precision:.3f} {r.recall:.3f} F {r.f1:.3f}")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Train the weights that people and organisations are decided by")
    parser.add_argument("--corpus", type=Path, default=Path("samples/corpus"))
    parser.add_argument("--strength", type=float, default=3.0, help="of the L2 term")
    parser.add_argument("--with-taggers", action="store_true", help="with the optional taggers that are here")
    parser.add_argument("--only", help="one family")
    parser.add_argument("--dry", action="store_true", help="write no weights")
    given = parser.parse_args()
    taggers.OFF.update(("ru", "en", "kk") if not given.with_taggers else ())
    working = lessons(texts(given.corpus, part="working"))
    news = lessons(told_texts(NEWS))  # tell all posts, and not all organisations
    for family, kind in FAMILIES:
        every = [*working, *news] if family is POSITIONS else working
        if given.only not in (None, family.name):
            continue
        weights, foreign = trained(family, every, given.strength)
        print(family.name, dict(Counter(d for each in every for d in each.unanswerable)), "without a right answer")
        report(family, kind, every, foreign, given.strength)
        if not given.dry:
            ship(family, weights)


if __name__ == "__main__":
    main()
