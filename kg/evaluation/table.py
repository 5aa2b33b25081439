"""Scores as rows: in total and by language, kind, slot and phenomenon."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.evaluation.judging import Judged
from kg.evaluation.scores import Ratio, Scores, scores

BY = ("language", "kind", "slot", "phenomenon")
ALL = "all"
FACTS = "all facts"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `strict` is None for a slot, which has no key fields of its own."""

    language: str
    phenomenon: str
    kind: str
    slot: str
    texts: int
    strict: Ratio | None
    argument: Ratio


def rows(judged: Iterable[Judged], by: Sequence[str]) -> Iterator[Row]:
    """The rows asked for, each group of texts with its kinds or slots and all facts together."""
    for (language, phenomenon), group in sorted(_groups(judged, by).items()):
        total = scores(group)
        for kind, slot, strict, argument in _lines(total, by):
            yield Row(language, phenomenon, kind, slot, total.texts, strict, argument)


def _groups(judged: Iterable[Judged], by: Sequence[str]) -> dict[tuple[str, str], list[Judged]]:
    groups: defaultdict[tuple[str, str], list[Judged]] = defaultdict(list)
    for each in judged:
        languages = {ALL, each.text.document.language} if "language" in by else {ALL}
        shown = each.text.phenomena if "phenomenon" in by else {""}
        for language in languages:
            for phenomenon in shown:
                groups[language, phenomenon].append(each)
    return groups


def _lines(total: Scores, by: Sequence[str]) -> Iterator[tuple[str, str, Ratio | None, Ratio]]:
    if "slot" in by:
        for (kind, slot), ratio in sorted(total.slots.items()):
            yield kind, slot, None, ratio
    elif "kind" in by:
        for kind in sorted(total.strict):
            yield kind, "", total.strict[kind], total.argument.get(kind, Ratio())
    yield FACTS, "", total.facts, total.arguments
