"""What is asked of a model: one request a chunk, in OpenAI's form, with an id that names text, part and prompt."""

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.llm.chunks import SIZE, Chunk, chunks
from kg.llm.fields import DATA
from kg.llm.prompt import article, rules
from kg.model import Document

_ID = re.compile(r"tradegraph-([0-9a-f]{16})-(\d+)of(\d+)-([0-9a-f]{12})")


@dataclass(frozen=True, slots=True)
class Request:
    """One question: a part of a document, and the messages about it."""

    document: Document
    chunk: Chunk
    messages: tuple[tuple[str, str], ...]

    @property
    def digest(self) -> str:
        """Twelve hex digits of the messages and the schema: another prompt, date or headline is another request."""
        said = json.dumps([self.messages, _schema_text()], ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()[:12]

    @property
    def about(self) -> str:
        """What the request is about, whatever the prompt: text and part."""
        return f"tradegraph-{self.document.digest}-{self.chunk.number}of{self.chunk.parts}"

    @property
    def id(self) -> str:
        """The same for the same text, part, headline, date, publisher and prompt, whatever the file is called."""
        return f"{self.about}-{self.digest}"

    def body(self, model: str, *, format: str = "json_schema", temperature: float | None = None) -> dict[str, Any]:
        """The body of a call to `/v1/chat/completions`; `format` is `json_schema`, `json_object` or `text`."""
        body: dict[str, Any] = {
            "model": model,
            "messages": [{"role": role, "content": content} for role, content in self.messages],
        }
        if format != "text":
            body["response_format"] = response_format(format)
        if temperature is not None:
            body["temperature"] = temperature
        return body


@dataclass(frozen=True, slots=True)
class RequestId:
    """What an id says: digest of the text, part, how many parts, digest of the request."""

    text: str
    number: int
    parts: int
    digest: str

    @classmethod
    def of(cls, custom_id: str) -> "RequestId | None":
        """None where the id is not one of ours."""
        match = _ID.fullmatch(custom_id)
        return cls(match[1], int(match[2]), int(match[3]), match[4]) if match else None


def requests(document: Document, *, size: int = SIZE) -> tuple[Request, ...]:
    """The questions about a document, one a part."""
    return tuple(asked(document, chunk) for chunk in chunks(document, size))


def asked(document: Document, chunk: Chunk) -> Request:
    """The question about one part."""
    return Request(document, chunk, (("system", rules()), ("user", article(document, chunk))))


def response_format(format: str) -> dict[str, Any]:
    """What a server is told about the form of an answer."""
    if format == "json_object":
        return {"type": "json_object"}
    return {"type": "json_schema", "json_schema": {"name": "facts", "strict": False, "schema": _schema()}}


@cache
def _schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_schema_text())
    return found


@cache
def _schema_text() -> str:
    return (DATA / "schema.json").read_text(encoding="utf-8")
