"""Asking a server: what it can do is found out as it goes, answers are kept, an unsound one is asked for once more."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.llm.asking import Answered
from kg.llm.cache import Cache
from kg.llm.checking import faults, repair, worth
from kg.llm.chunks import halves
from kg.llm.completions import Completion, Usage, completion
from kg.llm.costs import Budget
from kg.llm.requests import Request, asked, requests
from kg.llm.transport import CallFailed, Transport
from kg.model import Document, Span

_FORMATS = ("json_schema", "json_object", "text")
_FINER = 2  # times that a part may be halved because its answer was cut
_UNKNOWN = (400, 404, 415, 422, 501)  # what servers say to a response_format that they do not know


class OverBudget(Exception):
    """The call would cost more than is left."""


@dataclass
class _Able:
    """What the server takes: the strictest form of answer, and whether a temperature may be given."""

    format: str = _FORMATS[0]
    temperature: float | None = 0.0
    dead: str | None = None  # why nothing more is asked
    lock: threading.Lock = field(default_factory=threading.Lock)

    def less(self, body: dict[str, object], reason: str) -> bool:
        """Whether something of a refused body can be left out; from then on it is."""
        with self.lock:
            if "temperature" in body and "temperature" in reason.casefold():
                self.temperature = None
                return True
            sent = body.get("response_format")
            format = str(sent["type"]) if isinstance(sent, dict) else "text"
            if format == "text":
                return False
            if self.format == format:
                self.format = _FORMATS[_FORMATS.index(format) + 1]
            return True


@dataclass
class Server:
    """Asks a server of language models about documents; used by many threads at a time."""

    transport: Transport | None
    model: str | None
    cache: Cache
    budget: Budget
    size: int
    able: _Able = field(default_factory=_Able)

    def ask(self, document: Document) -> Answered:
        """The answers about a document; parts that got none say why."""
        talk = _Talk(self)
        for request in requests(document, size=self.size):
            talk.about(request, _FINER)
        return talk.answered()

    def once(self, request: Request, messages: tuple[tuple[str, str], ...]) -> Completion:
        """One paid call. Raises CallFailed, OverBudget, and ValueError for a completion without words."""
        if self.able.dead or self.transport is None:
            raise CallFailed(self.able.dead or "it was never answered")
        if not self.budget.reserve(request):
            raise OverBudget("it would cost more than --max-cost allows")
        usage = Usage()
        try:
            found = completion(self._posted(self.transport, Request(request.document, request.chunk, messages)))
            usage = found.usage
        except CallFailed as failed:
            if failed.fatal:
                self.able.dead = str(failed)
            raise
        finally:
            self.budget.pay(request, usage)
        return found

    def _posted(self, transport: Transport, request: Request) -> object:
        """The answer, in the strictest form that the server takes."""
        while True:
            body = request.body(self.model or "", format=self.able.format, temperature=self.able.temperature)
            try:
                return transport.post(body)
            except CallFailed as failed:
                if failed.status not in _UNKNOWN or not self.able.less(body, str(failed)):
                    raise


@dataclass
class _Talk:
    """The calls about one document."""

    server: Server
    answers: list[tuple[Request, str]] = field(default_factory=list)
    missing: list[tuple[Span, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    usage: Usage = Usage()
    remembered: int = 0
    model: str = ""

    def about(self, request: Request, finer: int) -> None:
        """Ask about one part; in halves where the answer was cut."""
        try:
            found = self._remembered(request) or self._sound(request)
            self.model = self.server.model or found.model
        except (CallFailed, OverBudget, ValueError) as failed:
            self.missing.append((request.chunk.span, str(failed)))
            return
        parts = halves(request.document, request.chunk) if found.cut and finer else ()
        if len(parts) > 1:
            for part in parts:
                self.about(asked(request.document, part), finer - 1)
            return
        if found.cut and not worth(found.content, request):
            self.missing.append((request.chunk.span, "the answer is cut before its first fact ends"))
            return
        self.answers.append((request, found.content))
        self.notes += _notes(found)

    def _remembered(self, request: Request) -> Completion | None:
        found = self.server.cache.get(request, self.server.model)
        self.remembered += found is not None
        return found

    def _sound(self, request: Request) -> Completion:
        """An answer, mended by the model where it has faults, and kept."""
        found = self._paid(request, request.messages)
        wrong = [] if found.cut else faults(found.content, request)
        if wrong:
            found = self._mended(request, found, wrong)
        self.server.cache.put(request, found, self.server.model or "")
        return found

    def _mended(self, request: Request, found: Completion, wrong: list[str]) -> Completion:
        """The better of two answers. ValueError where neither gives a fact and the first was no answer at all."""
        try:
            again = self._paid(request, tuple(repair(request, found.content, wrong)))
        except (CallFailed, OverBudget, ValueError):
            again = found
        best = again if worth(again.content, request) > worth(found.content, request) else found
        unsound = faults(best.content, request)
        if unsound and not worth(best.content, request):
            raise ValueError(f"no sound answer, also when asked again: {unsound[0]}")
        return best

    def _paid(self, request: Request, messages: tuple[tuple[str, str], ...]) -> Completion:
        found = self.server.once(request, messages)
        self.usage += found.usage
        return found

    def answered(self) -> Answered:
        """What came of it."""
        return Answered(
            tuple(self.answers),
            tuple(self.missing),
            tuple(self.notes),
            self.model,
            self.usage,
            self.remembered,
        )


def _notes(found: Completion) -> Iterator[str]:
    if found.cut:
        yield "the answer is cut; what is whole of it was taken"


def remembered(cache: Cache, *, size: int) -> Server:
    """Nobody is asked: what was answered before, by whatever model."""
    return Server(None, None, cache, Budget(None, None), size)


def server(
    transport: Transport, model: str, cache: Cache, budget: Budget, *, size: int, temperature: float | None
) -> Server:
    """A server that has been told nothing yet."""
    return Server(transport, model, cache, budget, size, _Able(temperature=0.0 if temperature is None else temperature))
