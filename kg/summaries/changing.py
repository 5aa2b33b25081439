"""How counts change with the graph: by what records, publications and things added before, and what they add after.

Nothing is looked at but what the changed statements are about, whichever graphs they stand in: documents, corrections,
marks, files that were loaded. A record that changes gives back all that it added and adds anew.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

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
_OF_PARTICIPATIONS = (tallies.PARTICIPANT, tallies.PARTICIPATION_IN)
_OF_QUANTITIES = (tallies.UNIT, tallies.HEDGE, tallies.VALUE)
_OF_PUBLICATIONS = (tallies.ISSUED, tallies.PUBLISHER, tallies.LANGUAGE, tallies.TIER)
_KEPT = 500  # sheets in memory; a writer goes on with those it has

Stating = dict[Key, dict[str, Stated]]  # observation → figure → what it states


@dataclass(frozen=True, slots=True)
class Step:
    """A change: the graph before and after, the statements that came or went and are looked at, and how many
    statements came (less those that went) of each property, over all graphs."""

    before: View
    after: View
    said: Collection[Said]
    statements: Mapping[str, int]


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
        tally = _of_statements(step)
        stating: tuple[Stating, Stating] = (defaultdict(dict), defaultdict(dict))
        for sign, view, states in ((-1, step.before, stating[0]), (1, step.after, stating[1])):
            for record in records:
                added, stated = tallies.of_record(view, record)
                _take(tally, added, sign)
                if stated:
                    states[stated.key][record] = stated
            for publication in publications:
                _take(tally, tallies.of_publication(view, publication), sign)
        changed = self._apply(tally)
        for key in stating[0].keys() | stating[1].keys():
            changed.add(self._rank(key, step.after, stating[0].get(key, {}), stating[1].get(key, {})))
        return self._due(changed)

    def _apply(self, tally: Tally) -> set[str]:
        by_key: defaultdict[Key, dict[str, int]] = defaultdict(dict)
        for (key, name), number in tally.items():
            if number:
                by_key[key][name] = number
        for key, numbers in by_key.items():
            sheet = self._sheet(graph(key))
            counts = sheet.counts(key)
            for name, number in numbers.items():
                counts[name] = int(counts.get(name, 0)) + number
            sheet.put(key, counts)
        return {graph(key) for key in by_key}

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
    found = {said.subject for said in step.said if said.predicate in tallies.OF_RECORDS}
    owned = {said.value for said in step.said if said.predicate == tallies.QUANTITY}
    for view in (step.before, step.after):
        for part in {said.subject for said in step.said if said.predicate in _OF_PARTICIPATIONS}:
            found.update(view.values(part, tallies.PARTICIPATION_IN))
        for amount in {said.subject for said in step.said if said.predicate in _OF_QUANTITIES} - owned:
            found.update(view.having(tallies.QUANTITY, amount))
        for publication in {said.subject for said in step.said if said.predicate == tallies.ISSUED}:
            found.update(view.having(tallies.STATED_IN, publication))
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
    classes: defaultdict[str, set[str]] = defaultdict(set)
    for said in step.said:
        if said.predicate == tallies.TYPE:
            classes[said.subject].add(said.value)
    views = (step.before, step.after)
    for thing, names in classes.items():
        was, now = ({name for name in names if view.holds(thing, tallies.TYPE, name)} for view in views)
        for name in names:
            tally[("classes", name), "void:entities"] += (name in now) - (name in was)
        before = bool(was) or step.before.holds(thing, tallies.TYPE)
        after = bool(now) or step.after.holds(thing, tallies.TYPE)
        tally[("graph",), "void:entities"] += after - before
    return tally
