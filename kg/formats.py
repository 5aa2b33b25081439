"""The serialisations of RDF, one row each: name, suffixes, media type, whether it holds named graphs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """A serialisation of RDF; `name` is the word of the command line."""

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    graphs: bool
    rdflib: str


FORMATS = (
    Format("nquads", (".nq",), "application/n-quads", True, "nquads"),
    Format("trig", (".trig",), "application/trig", True, "trig"),
    Format("turtle", (".ttl",), "text/turtle", False, "turtle"),
    Format("ntriples", (".nt",), "application/n-triples", False, "nt"),
    Format("jsonld", (".jsonld", ".json"), "application/ld+json", True, "json-ld"),
    Format("rdfxml", (".rdf", ".xml", ".owl"), "application/rdf+xml", False, "xml"),
)
BY_NAME = {format.name: format for format in FORMATS}
BY_SUFFIX = {suffix: format for format in FORMATS for suffix in format.suffixes}
