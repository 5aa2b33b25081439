"""Reading with a language model, alone or beside the rules; what it does not answer the rules read, and it is said."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from kg import extract, llm
from kg.errors import UsageError
from kg.graph import Found, Reader, joint_graph
from kg.identity import link, link_named
from kg.language.packs import languages
from kg.llm.asking import Answered, Asker
from kg.llm.batch import BatchAnswers
from kg.llm.cache import Cache
from kg.llm.completions import Completion, Usage
from kg.llm.costs import Budget, Price, told_of
from kg.llm.joining import Joint, joint, within
from kg.llm.reader import read
from kg.llm.server import remembered, server
from kg.llm.transport import Transport
from kg.model import Document, Record, Rejection
from kg.settings import LanguageModel
from kg.workflow.reading import RULES, Reading, publication

Told = Callable[[str], None]

_AHEAD = 2  # documents that are asked about beforehand, for each call that may run at a time


@dataclass
class Tally:
    """What the model reader did over all documents: for the report."""

    facts: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    standing: Counter[str] = field(default_factory=Counter)
    usage: Usage = Usage()
    remembered: int = 0
    fallen_back: int = 0

    def add(self, answered: Answered, facts: int, refused: Counter[str], standing: Counter[str]) -> None:
        """One document more."""
        self.facts += facts
        self.refused.update(refused)
        self.standing.update(standing)
        self.usage += answered.usage
        self.remembered += answered.remembered
        self.fallen_back += bool(answered.missing)

    def lines(self, price: Price | None) -> Iterator[str]:
        """For people."""
        refused = ", ".join(f"{count} {sort}" for sort, count in sorted(self.refused.items())) or "nothing"
        yield f"model: {self.facts} facts; refused as not in the text: {refused}"
        if self.usage != Usage():
            yield told_of(self.usage, price)
        if self.remembered:
            yield f"{self.remembered} answers were given before and cost nothing"
        if self.fallen_back:
            yield f"{self.fallen_back} documents without a whole answer, read by the rules in its place"


@dataclass(frozen=True, slots=True)
class ModelReader:
    """Reads documents by asking; `both` joins what the rules find, `at_once` bounds the calls that run at a time."""

    asker: Asker
    both: bool = False
    at_once: int = 1
    price: Price | None = None
    keep: Cache | None = None
    tally: Tally = field(default_factory=Tally)

    def __call__(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """A reading for each document, in their order."""
        for document, answered in _answered(self.asker.ask, documents, self.at_once):
            yield self.reading(document, answered)

    def told(self) -> Iterator[str]:
        """What the report says of the model."""
        return self.tally.lines(self.price)

    def reading(self, document: Document, answered: Answered) -> Reading:
        """What the answers and, where they are wanted or needed, the rules make of a document."""
        found = read(answered.answers)
        self._kept(answered)
        self.tally.add(answered, len(found.records), found.refused, found.standing)
        rules = extract.extract(document) if self.both or answered.missing else extract.Extraction((), ())
        joined = self._joined(found.records, rules.records, answered)
        rejections = tuple(sorted({*found.rejections, *rules.rejections}, key=lambda r: (r.span, r.kind, r.reason)))
        return _reading(document, joined, rejections, answered)

    def _kept(self, answered: Answered) -> None:
        """Answers that did not come from the store's own cache are put there, for whoever reads the text again."""
        for request, content in answered.answers if self.keep else ():
            assert self.keep is not None
            self.keep.put(request, Completion(content, answered.model), answered.model)

    def _joined(self, model: Sequence[Record], rules: Sequence[Record], answered: Answered) -> tuple[Joint, ...]:
        if self.both:
            return joint(rules, model)
        spare = within(rules, answered.missing)
        return (*(Joint(each, False, True) for each in model), *(Joint(each, True, False) for each in spare))


def from_cache(known: LanguageModel, folder: Path, *, both: bool = False) -> ModelReader:
    """A reader that asks nobody: what was answered before, as the decoder of this version reads it."""
    return ModelReader(remembered(Cache(folder), size=known.part), both)


def from_file(
    path: Path, known: LanguageModel, folder: Path, *, both: bool = False, told: Told = lambda _: None
) -> ModelReader:
    """A reader that takes its answers from a batch file; lines that are no answers are told."""
    asker = BatchAnswers.of(path, known.part)
    for problem in asker.unreadable:
        told(problem)
    return ModelReader(asker, both, price=known.price, keep=Cache(folder))


def from_server(
    known: LanguageModel, folder: Path, *, model: str | None, both: bool = False, limit: Decimal | None = None
) -> ModelReader:
    """A reader that asks a server; UsageError where the settings do not name one."""
    chosen = model or known.model
    if known.url is None or chosen is None:
        raise UsageError("which model? set TRADEGRAPH_LLM_URL, and TRADEGRAPH_LLM_MODEL or --model (or use --batch-in)")
    if limit is not None and known.price is None:
        raise UsageError("--max-cost: set TRADEGRAPH_LLM_PRICE, the price of a million tokens read and written")
    asker = server(
        Transport(known),
        chosen,
        Cache(folder),
        Budget(limit, known.price),
        size=known.part,
        temperature=known.temperature,
    )
    return ModelReader(asker, both, known.at_once, known.price)


def _reading(
    document: Document, joined: Sequence[Joint], rejections: tuple[Rejection, ...], answered: Answered
) -> Reading:
    model = Reader(llm.READER, f"{llm.VERSION} {answered.model}".strip())
    linked = link((each.record for each in joined), document)
    readers = [frozenset([RULES] * each.rules + [model] * each.model) for each in joined]
    cites = link_named(extract.extract(document).sources, linked, document)  # our rules know who is cited
    graph = joint_graph(document, map(Found, linked, readers), cites)
    return Reading(
        document,
        publication(document),
        graph,
        Counter(each.record.kind for each in joined),
        rejections,
        bool(answered.answers) or document.language in languages(),
        notes=tuple(_notes(answered)),
        failed=bool(answered.missing),
    )


def _notes(answered: Answered) -> Iterator[str]:
    yield from answered.notes
    for span, why in answered.missing:
        part = "" if len(answered.missing) == 1 and not answered.answers else f" for {span.start}-{span.stop}"
        yield f"no answer{part}, read by the rules: {why}"


def _answered(
    ask: Callable[[Document], Answered], documents: Iterable[Document], at_once: int
) -> Iterator[tuple[Document, Answered]]:
    """Documents with their answers, in order; some are asked about ahead of the one that is taken."""
    if at_once <= 1:
        yield from ((document, ask(document)) for document in documents)
        return
    waiting: deque[tuple[Document, Future[Answered]]] = deque()
    with ThreadPoolExecutor(at_once) as pool:
        for document in documents:
            waiting.append((document, pool.submit(ask, document)))
            if len(waiting) >= at_once * _AHEAD:
                done, answer = waiting.popleft()
                yield done, answer.result()
        for done, answer in waiting:
            yield done, answer.result()
