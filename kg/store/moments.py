"""The store at one moment, before a change and after it, for counting (`kg.summaries.views.View`)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

import pyoxigraph as ox

from kg.graph import nquads
from kg.summaries import Said

_NOTHING: frozenset[Said] = frozenset()


class Moment:
    """What the engine holds but for some graphs and some statements, and statements that it does not hold yet."""

    def __init__(
        self,
        store: ox.Store,
        *,
        hidden: Collection[str] = frozenset(),
        gone: Collection[Said] = _NOTHING,
        new: Iterable[Said] = (),
    ) -> None:
        self._store = store
        self._hidden = hidden
        self._gone = gone
        self._about: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        self._having: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for said in new:
            self._about[said.subject].append((said.predicate, said.value))
            self._having[said.predicate, said.value].append(said.subject)

    def about(self, subject: str) -> Iterator[tuple[str, str]]:
        """Properties and values of a thing."""
        for said in self._stored(ox.NamedNode(subject), None, None):
            yield said.predicate, said.value
        yield from self._about.get(subject, ())

    def values(self, subject: str, predicate: str) -> Iterator[str]:
        """The values of a property of a thing."""
        for said in self._stored(ox.NamedNode(subject), ox.NamedNode(predicate), None):
            yield said.value
        yield from (value for name, value in self._about.get(subject, ()) if name == predicate)

    def having(self, predicate: str, value: str) -> Iterator[str]:
        """What has this value (an IRI, or a plain string) of a property."""
        term = ox.NamedNode(value) if value.startswith(("http://", "https://", "urn:")) else ox.Literal(value)
        for said in self._stored(None, ox.NamedNode(predicate), term):
            yield said.subject
        yield from self._having.get((predicate, value), ())

    def holds(self, subject: str, predicate: str, value: str | None = None) -> bool:
        """Whether a thing has this IRI as value of a property, or any value."""
        new = self._about.get(subject, ())
        if any(name == predicate and value in (None, told) for name, told in new):
            return True
        term = None if value is None else ox.NamedNode(value)
        return next(self._stored(ox.NamedNode(subject), ox.NamedNode(predicate), term), None) is not None

    def _stored(
        self, subject: ox.NamedNode | None, predicate: ox.NamedNode | None, value: ox.NamedNode | ox.Literal | None
    ) -> Iterator[Said]:
        for quad in self._store.quads_for_pattern(subject, predicate, value, None):
            said = Said(quad.subject.value, quad.predicate.value, quad.object.value, quad.graph_name.value)  # type: ignore[union-attr]
            if said.graph not in self._hidden and said not in self._gone:
                yield said


def said(line: str) -> Said:
    """What a canonical line says."""
    subject, predicate, iri, lexical, *_ = nquads.parts(line)
    end = line.rindex(" <")
    return Said(subject, predicate, lexical if iri is None else iri, line[end + 2 : -4])
