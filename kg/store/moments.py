"""The store at one moment, before a change and after it, for counting (`kg.summaries.views.View`)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

import pyoxigraph as ox

from kg.graph import nquads
from kg.summaries import Said

_NOTHING: frozenset[Said] = frozenset()
_Term = ox.NamedNode | ox.Literal


class Moment:
    """What the engine holds but for some graphs and some statements, and statements that it does not hold yet."""

    def __init__(
        self,
        store: ox.Store,
        *,
        hidden: Collection[str] = frozenset(),
        gone: Collection[Said] = _NOTHING,
        new: Iterable[Said] = (),
        beside: "Moment | None" = None,
    ) -> None:
        """`beside` is another moment of the same store: what was looked up there is not looked up again."""
        self._store = store
        self._found: dict[tuple[str | None, str | None, str | None], list[Said]] = beside._found if beside else {}
        self._hidden = hidden
        self._gone = gone
        self._about: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        self._having: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for said in new:
            self._about[said.subject].append((said.predicate, said.value))
            self._having[said.predicate, said.value].append(said.subject)

    def about(self, subject: str) -> Iterator[tuple[str, str]]:
        """Properties and values of a thing."""
        for said in self._kept(subject, None, None):
            yield said.predicate, said.value
        yield from self._about.get(subject, ())

    def values(self, subject: str, predicate: str) -> Iterator[str]:
        """The values of a property of a thing."""
        return (value for name, value in self.about(subject) if name == predicate)

    def having(self, predicate: str, value: str) -> Iterator[str]:
        """What has this value (an IRI, or a plain string) of a property."""
        for said in self._kept(None, predicate, value):
            yield said.subject
        yield from self._having.get((predicate, value), ())

    def holds(self, subject: str, predicate: str, value: str | None = None) -> bool:
        """Whether a thing has this IRI as value of a property, or any value."""
        for name, told in self._about.get(subject, ()):
            if name == predicate and value in (None, told):
                return True
        known = self._found.get((subject, None, None))
        if known is not None:
            here = filter(self._is_here, known)
            return any(said.predicate == predicate and value in (None, said.value) for said in here)
        return any(map(self._is_here, self._stored(subject, predicate, value)))  # of thousands the first is enough

    def _kept(self, subject: str | None, predicate: str | None, value: str | None) -> Iterator[Said]:
        pattern = (subject, predicate, value)
        if pattern not in self._found:
            self._found[pattern] = list(self._stored(*pattern))
        return filter(self._is_here, self._found[pattern])

    def _is_here(self, said: Said) -> bool:
        return said.graph not in self._hidden and said not in self._gone

    def _stored(self, subject: str | None, predicate: str | None, value: str | None) -> Iterator[Said]:
        first, second = (None if iri is None else ox.NamedNode(iri) for iri in (subject, predicate))
        for quad in self._store.quads_for_pattern(first, second, _term(value), None):
            yield Said(quad.subject.value, quad.predicate.value, quad.object.value, quad.graph_name.value)  # type: ignore[union-attr]


def _term(value: str | None) -> _Term | None:
    if value is None:
        return None
    return ox.NamedNode(value) if value.startswith(("http://", "https://", "urn:")) else ox.Literal(value)


def said(line: str) -> Said:
    """What a canonical line says."""
    words = line.split(" ")
    if len(words) == 5 and words[2][0] == "<":  # quicker for the most of them
        return Said(words[0][1:-1], words[1][1:-1], words[2][1:-1], words[3][1:-1])
    subject, predicate, iri, lexical, *_ = nquads.parts(line)
    return Said(subject, predicate, lexical if iri is None else iri, line[line.rindex(" <") + 2 : -4])
