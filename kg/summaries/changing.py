"""How counts change with the graph: by what records, publications and things added before, and what they add after.

Nothing is looked at but what the changed statements are about, whichever graphs they stand in: documents, corrections,
marks, files that were loaded. A record that changes gives back all that it added and adds anew.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from kg.model.rdf import NamedGraph
from kg.summaries import tallies
from kg.summaries.datasets import Key, graph
from kg.summaries.sheets import Sheet
from kg.summaries.tallies import Rank, Stated, Tally
from kg.summaries.views import Said, View

LOOKED_AT = tallies.OF_RECORDS | {  # the properties of statements that counting has to hear of
    tallies.TYPE,
    tallies.PARTICIPANT,
    tallies.PARTICIPATION_IN,
    tallies.UNIT,
    tallies.HEDGE,
    tallies.VALUE,
    tallies.ISSUED,
    tallies.PUBLISHER,
    tallies.LANGUAGE,
    tallies.TIER,
}
_TOLD_BY = {  # what is said of a part of a record, or of its publication, and what leads from one to the other
    tallies.PARTICIPANT: tallies.PARTICIPATION_IN,
    tallies.PARTICIPATION_IN: tallies.PARTICIPATION_IN,
    tallies.UNIT: tallies.QUANTITY,
    tallies.HEDGE: tallies.QUANTITY,
    tallies.VALUE: tallies.QUANTITY,
    tallies.ISSUED: tallies.STATED_IN,
}
_OF_PUBLICATIONS = (tallies.ISSUED, tallies.PUBLISHER, tallies.LANGUAGE, tallies.TIER)
_KEPT = 500  # sheets in memory; a writer goes on with those it has

Stating = dict[Key, dict[str, Stated]]  # observation → figure → what it states


@dataclass(frozen=True, slots=True)
class Step:
    """A change: the graph before and after, the statements that came and that went as far as they are looked at, and
    how many statements came (less those that went) of each property, over all graphs."""

    before: View
    after: View
    came: Collection[Said]
    went: Collection[Said]
    statements: Mapping[str, int]

    @property
    def said(self) -> Iterator[Said]:
        """All these statements."""
        return chain(self.came, self.went)


class Keeper:
    """Keeps graphs of summaries in step. `stored` gives a graph as it is."""

    def __init__(self, stored: Callable[[str], NamedGraph]) -> None:
        self._stored = stored
        self._sheets: dict[str, Sheet] = {}

    def forget(self) -> None:
        """Look at the stored graphs anew: a change was not written."""
        self._sheets.clear()

    def after(self, step: Step) -> list[tuple[NamedGraph, NamedGraph]]:
        """The graphs of summaries that a step changes, each as it is and as it shall be."""
        if len(self._sheets) > _KEPT:
            self._sheets.clear()
        records, publications = _records(step), _publications(step)
        tally: Tally = Counter()
        stating: tuple[Stating, Stating] = (defaultdict(dict), defaultdict(dict))
        for sign, view, states in ((-1, step.before, stating[0]), (1, step.after, stating[1])):
            for record in records:
                added, stated = tallies.of_record(view, record)
                _take(tally, added, sign)
                if stated:
                    states[stated.key][record] = stated
            for publication in publications:
                _take(tally, tallies.of_publication(view, publication), sign)
        tally.update(_of_statements(step))
        changed = self._apply(tally)
        for key in stating[0].keys() | stating[1].keys():
            changed.add(self._rank(key, step.after, stating[0].get(key, {}), stating[1].get(key, {})))
        return self._due(changed)

    def _apply(self, tally: Tally) -> set[str]:
        by_key: defaultdict[Key, dict[str, int]] = defaultdict(dict)
        for (key, name), number in tally.items():
            if number:
                by_key[key][name] = number
        changed = set()
        for key, numbers in by_key.items():
            sheet = self._sheet(graph(key))
            counts = sheet.counts(key)
            for name, number in numbers.items():
                counts[name] = int(counts.get(name, 0)) + number
            sheet.put(key, counts)
            changed.add(sheet.stored.iri)
        return changed

    def _rank(self, key: Key, view: View, before: Mapping[str, Stated], after: Mapping[str, Stated]) -> str:
        """Have the observation of a turnover name the last figure; its graph."""
        sheet = self._sheet(graph(key))
        counts = sheet.counts(key)
        last = str(counts.get("trd:lastStated", ""))
        counts["trd:lastStated"] = _last(key, view, last, before, after)
        sheet.put(key, counts)
        return graph(key)

    def _due(self, names: Iterable[str]) -> list[tuple[NamedGraph, NamedGraph]]:
        made = [(self._sheets[name].stored, self._sheets[name].graph()) for name in sorted(names)]
        for _, now in made:
            self._sheets[now.iri].stored = now
        return [(was, now) for was, now in made if was.lines != now.lines]

    def _sheet(self, name: str) -> Sheet:
        if name not in self._sheets:
            self._sheets[name] = Sheet(self._stored(name))
        return self._sheets[name]


def _take(tally: Tally, added: Tally, sign: int) -> None:
    for each, number in added.items():
        tally[each] += sign * number


def _last(key: Key, view: View, last: str, before: Mapping[str, Stated], after: Mapping[str, Stated]) -> str:
    """The figure that ranks first now. All of a key are looked through only when the first gave way."""
    ranks: dict[str, Rank] = {figure: stated.rank for figure, stated in after.items()}
    if last and last not in before:
        _, stated = tallies.of_record(view, last)
        ranks |= {last: stated.rank} if stated else {}
    elif last and (last not in after or after[last].rank < before[last].rank):
        ranks |= _ranks(key, view, before[last].figure_key)
    return max(ranks, key=ranks.__getitem__, default="")


def _ranks(key: Key, view: View, figure_key: str) -> dict[str, Rank]:
    """All figures under a key that state this observation's turnover."""
    found = {figure: tallies.of_record(view, figure)[1] for figure in set(view.having(tallies.KEY, figure_key))}
    return {figure: stated.rank for figure, stated in found.items() if stated and stated.key == key}


def _records(step: Step) -> list[str]:
    """The records that the changed statements are about, sorted."""
    found: set[str] = set()
    owned: set[str] = set()
    parts: defaultdict[str, set[str]] = defaultdict(set)
    for said in step.said:
        if said.predicate in tallies.OF_RECORDS:
            found.add(said.subject)
            if said.predicate == tallies.QUANTITY:
                owned.add(said.value)
        elif said.predicate in _TOLD_BY:
            parts[_TOLD_BY[said.predicate]].add(said.subject)
    for view in (step.before, step.after):
        for part in parts[tallies.PARTICIPATION_IN]:
            found.update(view.values(part, tallies.PARTICIPATION_IN))
        for owner in (tallies.QUANTITY, tallies.STATED_IN):
            for part in parts[owner] - owned:
                found.update(view.having(owner, part))
    return sorted(found)


def _publications(step: Step) -> list[str]:
    found = {said.subject for said in step.said if said.predicate in _OF_PUBLICATIONS}
    told = (said for said in step.said if said.predicate == tallies.TYPE and said.value == tallies.PUBLICATION)
    return sorted(found.union(said.subject for said in told))


def _of_statements(step: Step) -> Tally:
    """Statements by property; things by class, each once, in however many graphs it is said."""
    tally: Tally = Counter()
    for name, number in step.statements.items():
        tally[("properties", name), "void:triples"] += number
        tally[("graph",), "void:triples"] += number
    came, went = _typed(step.came), _typed(step.went)
    for thing in came.keys() | went.keys():
        here, names = came[thing], came[thing] | went[thing]
        had, was = _classes(step.before, thing, names)
        has, now = _classes(step.after, thing, names - here) if names != here else (False, set())
        for name in names:
            tally[("classes", name), "void:entities"] += (name in here or name in now) - (name in was)
        tally[("graph",), "void:entities"] += (has or bool(here)) - had
    return tally


def _typed(said: Iterable[Said]) -> defaultdict[str, set[str]]:
    classes: defaultdict[str, set[str]] = defaultdict(set)
    for each in said:
        if each.predicate == tallies.TYPE:
            classes[each.subject].add(each.value)
    return classes


def _classes(view: View, thing: str, names: Iterable[str]) -> tuple[bool, set[str]]:
    """Whether a thing has any class, and which of these."""
    if not view.holds(thing, tallies.TYPE):
        return False, set()
    return True, {name for name in names if view.holds(thing, tallies.TYPE, name)}
