"""RDF/XML (W3C, 2014) of all triples merged, a subject at a time."""

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from kg import settings
from kg.errors import TradegraphError
from kg.model.rdf import Source
from kg.publish import graphs
from kg.publish.graphs import Statement
from kg.publish.names import relative, split
from kg.vocabulary import PREFIXES

_RDF = PREFIXES["rdf"]
_BY_NAMESPACE = {namespace: prefix for prefix, namespace in PREFIXES.items()}
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def rdfxml(source: Source) -> Iterator[str]:
    """The document; `TradegraphError` names a triple that XML 1.0 cannot hold."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF'
    for prefix, namespace in PREFIXES.items():
        yield f"\n  xmlns:{prefix}={quoteattr(namespace)}"
    yield f"\n  xml:base={quoteattr(settings.base())}>\n"
    for subject, statements in graphs.subjects(graphs.merged(source)):
        yield f"<rdf:Description rdf:about={_reference(subject)}>\n"
        yield from (_element(subject, statement) for statement in statements)
        yield "</rdf:Description>\n"
    yield "</rdf:RDF>\n"


def _element(subject: str, statement: Statement) -> str:
    predicate, iri, lexical, language, datatype = statement
    name, declared = _name(subject, predicate)
    if iri is not None:
        return f"  <{name}{declared} rdf:resource={_reference(iri)}/>\n"
    if bad := _NO_XML.search(lexical):
        raise TradegraphError(
            f"XML cannot hold the character U+{ord(bad.group()):04X} of {subject}; take any other format, e.g. turtle"
        )
    kind = f' xml:lang="{language}"' if language else f" rdf:datatype={quoteattr(datatype)}" if datatype else ""
    return f"  <{name}{declared}{kind}>{escape(lexical, {chr(13): '&#13;'})}</{name}>\n"


def _name(subject: str, predicate: str) -> tuple[str, str]:
    """A predicate as the name of an element, with what has to be declared there."""
    parts = split(predicate)
    if parts is None or parts[0] == _RDF and parts[1] in ("li", "RDF", "Description"):
        raise TradegraphError(
            f"RDF/XML cannot write the predicate {predicate} of {subject}; take any other format, e.g. turtle"
        )
    namespace, local = parts
    known = _BY_NAMESPACE.get(namespace)
    return (f"{known}:{local}", "") if known else (f"p:{local}", f" xmlns:p={quoteattr(namespace)}")


def _reference(iri: str) -> str:
    return quoteattr(relative(iri))
