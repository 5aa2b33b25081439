"""Which reports are of one happening: the design's "type, place, overlapping dates and a shared party", never the name.

Reports are compared only within a block of one class, country, month and party, so the work grows with their number;
each block is gone through once, against the happenings that it has so far.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path

from kg.rules.reports import Report, months

LOOSE = 31  # days; a longer period than a month says too little without the city
LONGEST = 366  # days; a longer one says nothing


@dataclass(frozen=True, slots=True)
class Happening:
    """Reports of one happening, and what they have in common."""

    reports: tuple[Report, ...]

    @property
    def start(self) -> date | None:
        """The latest first day."""
        return max((one.start for one in self.reports if one.start), default=None)

    @property
    def end(self) -> date | None:
        """The earliest last day."""
        return min((one.end for one in self.reports if one.end), default=None)


class Groups:
    """Reports and the happenings they belong to so far."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self._of: dict[str, Happening] = {one.iri: Happening((one,)) for one in reports}

    def of(self, report: Report) -> Happening:
        """The happening that a report is of."""
        return self._of[report.iri]

    def join(self, one: Happening, other: Happening) -> None:
        """Make one of two."""
        joined = Happening(tuple(sorted({*one.reports, *other.reports}, key=lambda report: report.iri)))
        for report in joined.reports:
            self._of[report.iri] = joined

    def joined(self) -> list[tuple[str, ...]]:
        """The happenings with several reports, each as their IRIs, sorted."""
        return sorted({tuple(report.iri for report in each.reports) for each in self._of.values() if each.reports[1:]})


def happenings(reports: Iterable[Report]) -> list[tuple[str, ...]]:
    """The events, by IRI, that are one happening: of several publications, or of two classes in one sentence."""
    found = tuple(reports)
    groups = Groups(found)
    for block in _sentences(found):
        for one, other in combinations(block, 2):
            if _of_two_classes(one, other):
                groups.join(groups.of(one), groups.of(other))
    for block in _blocks(found):
        _join_block(groups, block)
    return groups.joined()


def _sentences(reports: Iterable[Report]) -> list[list[Report]]:
    """Reports of one publication that rest on one passage."""
    found = defaultdict(list)
    for report in reports:
        for passage in sorted(report.passages):
            found[report.publication, passage].append(report)
    return [block for _, block in sorted(found.items()) if len(block) > 1]


def _blocks(reports: Iterable[Report]) -> list[list[Report]]:
    """Reports of one class, country, month and party; the country where it happened is no party that two share."""
    found = defaultdict(list)
    for report in reports:
        if report.where and report.start and report.end and (report.end - report.start).days < LONGEST:
            for party in report.parties - {report.where}:
                for month in months(report):
                    found[report.type, report.where, month, party].append(report)
    return [sorted(block, key=_by_date) for _, block in sorted(found.items()) if len(block) > 1]


def _by_date(report: Report) -> tuple[object, ...]:
    return (report.start, report.end, report.iri)


def _join_block(groups: Groups, block: list[Report]) -> None:
    """Each report, in the order of first days, with the happenings that are not over by then."""
    open_ones: list[Report] = []
    for report in block:
        open_ones = [each for each in open_ones if _lasts_until(groups.of(each), report)]
        for earlier in open_ones:
            one, other = groups.of(report), groups.of(earlier)
            if one is not other and _may_be_one(one, other):
                groups.join(one, other)
        open_ones = [*{groups.of(each).reports[0].iri: each for each in (*open_ones, report)}.values()]


def _lasts_until(happening: Happening, report: Report) -> bool:
    return happening.end is not None and report.start is not None and happening.end >= report.start


def _may_be_one(one: Happening, other: Happening) -> bool:
    both = Happening((*one.reports, *other.reports))
    if both.start is None or both.end is None or both.start > both.end:
        return False
    return _own_publications(both) and all(_agree(a, b) for a in one.reports for b in other.reports)


def _own_publications(happening: Happening) -> bool:
    """Two reports of one class in one publication are two happenings: its author tells them apart."""
    seen = [(report.publication, report.type) for report in happening.reports]
    return len(set(seen)) == len(seen)


def _agree(a: Report, b: Report) -> bool:
    """Nothing in two reports says that they are of two happenings."""
    if a.place and b.place and a.place != b.place:
        return False
    if a.numbers and b.numbers and a.numbers != b.numbers:
        return False
    if a.words and b.words and not a.words & b.words and _script(a) == _script(b):
        return False
    return bool(a.place and a.place == b.place) or max(_days(a), _days(b)) <= LOOSE


def _days(report: Report) -> int:
    return (report.end - report.start).days if report.start and report.end else 0


def _script(report: Report) -> bool:
    """Whether a name is in Latin letters: names in two scripts cannot be compared."""
    return any(word.isascii() for word in report.words)


def _of_two_classes(a: Report, b: Report) -> bool:
    same = (a.country, a.place, a.start, a.end) == (b.country, b.place, b.start, b.end)
    return same and frozenset((a.type, b.type)) in _pairs()


@cache
def _pairs() -> frozenset[frozenset[str]]:
    path = Path(__file__).parent / "data" / "one_happening.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return frozenset(frozenset((row["one"], row["other"])) for row in rows)
