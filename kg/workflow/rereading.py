"""Which reader reads a stored text again: the one that read it, a language model from the answers it gave then."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kg import iris, settings
from kg.model import Document
from kg.model.rdf import Source
from kg.vocabulary import expand
from kg.workflow.ingest import Read, Told
from kg.workflow.model_reading import ModelReader, from_cache
from kg.workflow.reading import MODEL, RULES, Reading, publication, readings

_BY = expand("prov:wasAssociatedWith")


def rereading(folder: Path, source: Source, *, jobs: int, told: Told) -> Read:
    """A reader of documents that are in the store; a text whose model's answers are not at hand stays as it is."""

    def read(documents: Iterable[Document]) -> Iterator[Reading]:
        models = [from_cache(settings.language_model(), folder, both=both) for both in (False, True)]
        by_model: list[tuple[Document, ModelReader]] = []

        def by_rules() -> Iterator[Document]:
            for document in documents:
                found = _readers(source, document)
                if MODEL.iri in found:
                    by_model.append((document, models[RULES.iri in found]))
                else:
                    yield document

        yield from readings(by_rules(), jobs=jobs)
        yield from _remembered(by_model, told)

    return read


def _remembered(found: Iterable[tuple[Document, ModelReader]], told: Callable[[str], None]) -> Iterator[Reading]:
    for document, reader in found:
        answered = reader.asker.ask(document)
        if answered.answers:
            yield reader.reading(document, answered)
        else:
            told(f"{document.name}: stays as the model read it; its answers are not at hand")


def _readers(source: Source, document: Document) -> set[str]:
    """The IRIs of those who read a publication."""
    triples = source.triples(iris.publication_graph(publication(document)))
    return {str(reader) for _, predicate, reader in triples if str(predicate) == _BY}
