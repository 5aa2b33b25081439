"""Batch files: requests in OpenAI's form, one a line, and the answers that come back, in whatever order and state."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kg.errors import TradegraphError
from kg.llm.answers import answer
from kg.llm.asking import Answered
from kg.llm.chunks import SIZE, Chunk
from kg.llm.completions import Completion, Usage, completion, said
from kg.llm.requests import Request, RequestId, asked, requests
from kg.model import Document, Span

URL = "/v1/chat/completions"
_FINE = 200


def request_lines(found: Iterable[Request], model: str, *, temperature: float | None = None) -> Iterator[str]:
    """One line of JSON a request."""
    for request in found:
        body = request.body(model, temperature=temperature)
        line = {"custom_id": request.id, "method": "POST", "url": URL, "body": body}
        yield json.dumps(line, ensure_ascii=False) + "\n"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of answers: to which request, and the completion, or why there is none."""

    id: RequestId
    completion: Completion | None
    problem: str = ""


@dataclass
class BatchAnswers:
    """The answers of a file, by text. `unreadable` tells of lines that are no answers to requests of ours."""

    lines: Mapping[str, list[Line]]
    unreadable: list[str] = field(default_factory=list)
    size: int = SIZE

    @classmethod
    def of(cls, path: Path, size: int = SIZE) -> "BatchAnswers":
        """Raises TradegraphError where the file cannot be read; a bad line in it is told, and stops nothing."""
        try:
            content = path.read_bytes().decode("utf-8-sig")
        except OSError as error:
            raise TradegraphError(f"{path}: {error.strerror}") from None
        except UnicodeDecodeError as error:
            raise TradegraphError(f"{path}: answers are in UTF-8; byte {error.start} is not") from None
        lines: dict[str, list[Line]] = {}
        unreadable: list[str] = []
        for where, item in _objects(content):
            line = _line(item)
            if line is None:
                unreadable.append(f"{path}: {where}: no answer to a request of ours")
            else:
                lines.setdefault(line.id.text, []).append(line)
        return cls(lines, unreadable, size)

    def ask(self, document: Document) -> Answered:
        """What the file says about a document; of several answers to one request the last that succeeded."""
        there = self.lines.get(document.digest, [])
        wanted = requests(document, size=self.size)
        cuts = Counter(line.id.parts for line in there)
        if cuts and len(wanted) not in cuts:
            (parts, _), *_ = cuts.most_common(1)
            return _cut_otherwise(document, parts, there)
        return _answered(wanted, there)


def _cut_otherwise(document: Document, parts: int, there: list[Line]) -> Answered:
    """Answers about a text that was cut into other parts: their quotes may stand anywhere in it.

    Where a part without an answer would stand is not known, so the rules cannot read it in the model's place.
    """
    whole = Span(0, len(document.text))
    wanted = [asked(document, Chunk(number, parts, whole, document.text)) for number in range(1, parts + 1)]
    found = _answered(wanted, there)
    nowhere = tuple((Span(0, 0), why) for _, why in found.missing)
    notes = ("the text was cut into other parts when the requests were written",)
    return replace(found, missing=nowhere, notes=notes) if found.answers else found


def _answered(wanted: Iterable[Request], there: list[Line]) -> Answered:
    answers: list[tuple[Request, str]] = []
    missing: list[tuple[Span, str]] = []
    notes: list[str] = []
    model, usage = "", Usage()
    for request in wanted:
        line = _best(request, there)
        if line is None or line.completion is None or not _readable(line.completion.content):
            missing.append((request.chunk.span, _why(line)))
            continue
        answers.append((request, line.completion.content))
        model, usage = line.completion.model or model, usage + line.completion.usage
        notes += _notes(request, line)
    return Answered(tuple(answers), tuple(missing), tuple(notes), model, usage)


def _readable(content: str) -> bool:
    found = answer(content)
    return bool(found.facts) or found.fault is None


def _why(line: Line | None) -> str:
    if line is None:
        return "no answer in the file"
    return line.problem or answer(line.completion.content if line.completion else "").fault or "no answer"


def _best(request: Request, there: list[Line]) -> Line | None:
    """The line for a request: one that succeeded first, then one of the same prompt, then the last."""
    mine = [line for line in there if (line.id.number, line.id.parts) == (request.chunk.number, request.chunk.parts)]
    ranked = [(line.completion is not None, line.id.digest == request.digest, at) for at, line in enumerate(mine)]
    return mine[max(ranked)[-1]] if ranked else None


def _notes(request: Request, line: Line) -> Iterator[str]:
    if line.id.digest != request.digest:
        yield "the answer is to a request with another prompt, headline, date or publisher"
    if line.completion and (line.completion.cut or answer(line.completion.content).cut):
        yield "the answer is cut; what is whole of it was taken"


def _objects(content: str) -> Iterator[tuple[str, object]]:
    """The objects of JSON Lines, or of one JSON list, with where they stand."""
    if content.lstrip().startswith("["):
        try:
            listed = json.loads(content)
        except ValueError:
            listed = []
        yield from ((f"item {number}", item) for number, item in enumerate(listed, 1))
        return
    for number, words in enumerate(content.split("\n"), 1):
        if words.strip():
            try:
                yield f"line {number}", json.loads(words)
            except (ValueError, RecursionError):
                yield f"line {number}", None


def _line(item: object) -> Line | None:
    if not isinstance(item, Mapping):
        return None
    id = RequestId.of(str(item.get("custom_id", "")).strip())
    if id is None:
        return None
    try:
        return Line(id, _completion(item))
    except ValueError as error:
        return Line(id, None, str(error))


def _completion(item: Mapping[str, Any]) -> Completion:
    """The completion of a line; ValueError where the call failed."""
    if item.get("error"):
        raise ValueError(f"the call failed: {said(item['error'])}")
    response = item.get("response")
    if not isinstance(response, Mapping):
        raise ValueError("the line has no response")
    body = response.get("body", response)
    body = json.loads(body) if isinstance(body, str) else body
    status = response.get("status_code", _FINE)
    if status != _FINE:
        raise ValueError(f"the call failed with status {status}: {_reason(body)}")
    return completion(body)


def _reason(body: object) -> str:
    return said(body.get("error", body)) if isinstance(body, Mapping) else said(body)
