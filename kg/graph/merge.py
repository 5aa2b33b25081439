"""A publication read again, by the same reader or another: what stays of the graph that was there."""

from collections.abc import Iterator

from kg.graph.content import Content, Found, Reader
from kg.graph.decode import content_of
from kg.graph.encode import encode, surer
from kg.identity import link_within
from kg.model import Span
from kg.model.rdf import NamedGraph
from kg.vocabulary import expand

_READER = f" <{expand('prov:wasAssociatedWith')}> "
_IDENTIFIER = f" <{expand('dcterms:identifier')}> "


def merged(old: NamedGraph, new: NamedGraph, reader: Reader) -> NamedGraph:
    """The publication's graph after `reader` has read it and made `new` of it.

    What other readers found stays, and so do all names the publication had. What the same program found before is
    replaced, whatever its version; what a person adds is added to what that person added before.
    """
    if _superseded(old, new, reader):
        return new
    before, after = content_of(old), content_of(new)
    found = dict(after.found)
    for iri, kept in _kept(before, reader):
        found[iri] = surer(found.get(iri), kept, after.publication)
    return encode(_linked(after, found, before))


def _superseded(old: NamedGraph, new: NamedGraph, reader: Reader) -> bool:
    """Whether nothing of the old graph stays, no other reader's and no other name: common, and told from its lines."""
    readers = [line for line in old.lines if _READER in line]
    named = {line for line in old.lines if _IDENTIFIER in line}
    return not reader.person and all(reader.iri in line for line in readers) and named <= set(new.lines)


def _kept(before: Content, reader: Reader) -> Iterator[tuple[str, Found]]:
    for iri, found in before.found.items():
        others = frozenset(one for one in found.readers if reader.person or one.iri != reader.iri)
        if others:
            yield iri, Found(found.record, others)


def _linked(after: Content, found: dict[str, Found], before: Content) -> Content:
    """All readers' records linked together, since a full name in one gives a short form in another its sense."""
    publication = after.publication.joined(before.publication)
    linked = link_within((one.record for one in found.values()), publication.digest)
    spans = {span for record in linked for span in record.evidence}
    quotes: dict[Span, str] = {**before.quotes, **after.quotes}
    return Content(
        publication,
        {iri: Found(record, one.readers) for (iri, one), record in zip(found.items(), linked, strict=True)},
        {span: quotes[span] for span in spans},
    )
