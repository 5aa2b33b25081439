"""What becomes of documents in the store: their text, reading them again, forgetting them, files beside them."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kg import curation, documents, formats, iris, store
from kg.errors import NotFound, Refused, StoreError, TradegraphError, UsageError
from kg.graph import document_of
from kg.llm.cache import Cache
from kg.model import Document
from kg.model.rdf import Source
from kg.workflow import derived
from kg.workflow.finding import Publication, matching, one, publications
from kg.workflow.ingest import Report, Told, take
from kg.workflow.rereading import rereading


def text(folder: Path, doc: str) -> str:
    """The text of a document as it is stored; of a file that no document is called after, as it would be stored."""
    try:
        found = matching(store.source(folder), doc)
    except (NotFound, StoreError):
        if Path(doc).is_file():
            return _text_of_file(Path(doc))
        raise
    if len({each.digest for each in found}) > 1:
        one(store.source(folder), doc)  # raises, listing them
    return store.text(folder, found[0].digest)


def _text_of_file(path: Path) -> str:
    """Its texts, each behind an empty line. Raises the reason why there is none, or the first of several."""
    read = list(documents.read_all(documents.from_paths([path], documents.Given())))
    texts = [each.text for each in read if isinstance(each, Document)]
    if not texts:
        raise next(each for each in read if isinstance(each, Refused))
    return "\n\n".join(texts)


def reread(folder: Path, docs: Sequence[str], *, jobs: int = 1, told: Told = lambda _: None) -> Report:
    """Read stored texts again with the extractor of this version; of all documents when none is named.

    What a language model has read is read from the answers it gave then, alone or beside the rules as before.
    """
    source = store.source(folder)
    chosen = [each for doc in docs for each in matching(source, doc)] if docs else publications(source)
    again = (_document(folder, source, each) for each in {each.iri: each for each in chosen}.values())
    return take(folder, again, read=rereading(folder, source, jobs=jobs, told=told), told=told)


def _document(folder: Path, source: Source, publication: Publication) -> Document:
    triples = source.triples(iris.publication_graph(publication.iri))
    return document_of(triples, store.text(folder, publication.digest))


def forget(folder: Path, doc: str, *, told: Callable[[str], None] = lambda _: None) -> Iterator[str]:
    """Remove one publication with everything read from it and every correction about it; say what went."""
    with derived.writer(folder) as writer:
        publication = one(writer.source(), doc)
        graph = iris.publication_graph(publication.iri)
        quads = writer.entries()[graph].quads
        curated, corrections = curation.forget(writer.source(), publication.iri)
        writer.replace([store.Change(curated)])
        writer.drop([graph])
        if publication.digest not in {each.digest for each in publications(writer.source())}:
            Cache(folder).forget(publication.digest)
        derived.refresh(writer, told)
    yield f"forgotten: {publication} ({quads} quads)"
    if corrections:
        yield f"with it {corrections} corrections and retractions"


def load(folder: Path, file: Path, graph: str) -> str:
    """Load an RDF file into one named graph, replacing what that graph held; say how much."""
    suffix = file.suffix.lower()
    if suffix not in formats.BY_SUFFIX:
        raise UsageError(f"{file}: the ending should be one of {', '.join(formats.BY_SUFFIX)}")
    if not file.is_file():
        raise TradegraphError(f"{file}: there is no such file")
    with derived.writer(folder) as writer:
        loaded = store.load_file(writer, file, graph, formats.BY_SUFFIX[suffix])
        quads = writer.entries()[graph].quads if graph in writer.entries() else 0
    return f"{quads:,} quads in {graph}" + ("" if loaded else ", as before")
