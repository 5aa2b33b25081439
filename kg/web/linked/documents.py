"""Triples as documents of the web of data: media types, endings, and writing."""

from collections.abc import Mapping, Sequence

from kg import publish
from kg.model.rdf import Triple
from kg.web.orders import Mistake, Reply

FORMATS = {  # media type: ending, format of kg.publish
    "text/turtle": ("ttl", "turtle"),
    "application/ld+json": ("jsonld", "jsonld"),
    "application/n-triples": ("nt", "ntriples"),
    "application/trig": ("trig", "trig"),
    "application/rdf+xml": ("rdf", "rdfxml"),
    "application/n-quads": ("nq", "nquads"),
}
MEDIA = tuple(FORMATS)
ENDINGS = {ending: media for media, (ending, _) in FORMATS.items()}
EVERYBODY = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Link, Location"}


def written(triples: Sequence[Triple], media: str, *, name: str) -> Reply:
    """Triples as a reply; formats that keep graphs put them into one of that name."""
    return written_quads({name: triples}, media)


def written_quads(quads: Mapping[str, Sequence[Triple]], media: str, headers: Mapping[str, str] | None = None) -> Reply:
    """Quads as a reply; formats without graphs have the triples merged."""
    content = publish.excerpt(quads, FORMATS[media][1])
    return Reply(content, media, headers={**EVERYBODY, **(headers or {})})


def parted(path: str) -> tuple[str, str]:
    """The thing and the media type of an address `country/KZ.ttl`; raises `Mistake` for an unknown ending."""
    name, _, ending = path.rpartition(".")
    if not name or ending not in ENDINGS:
        raise Mistake(f"this address has to end in {', '.join(f'.{each}' for each in ENDINGS)}", 404)
    return name, ENDINGS[ending]
