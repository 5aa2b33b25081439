"""The words a model is given: the rules, written once and kept as a file, and the article between its marks."""

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from kg.llm.chunks import Chunk
from kg.llm.fields import DATA, Field, fields
from kg.model import Document
from kg.yaml_files import yaml_file


@cache
def rules() -> str:
    """The system message: the same for every request, so that servers can keep it ready."""
    return (DATA / "prompt.md").read_text(encoding="utf-8")


@cache
def examples() -> tuple[dict[str, Any], ...]:
    """News items of our own with the answers that are wanted."""
    return tuple(yaml_file(DATA / "examples.yaml"))


def written() -> str:
    """What `data/prompt.md` has to be: the rules with fields and examples put in their places."""
    text = (DATA / "rules.md").read_text(encoding="utf-8")
    return text.replace("{fields}", "\n".join(_fields())).replace("{examples}", "\n\n".join(_examples()))


def article(document: Document, chunk: Chunk) -> str:
    """The user message: what is known about the item, then the item between marks that it cannot contain.

    The marks carry a number made of the item itself, so no text can hold its own.
    """
    number = mark(document)
    known = {
        "Headline": document.title,
        "Published": document.published,
        "Publisher": document.publisher,
        "Language": document.language if document.language != "und" else None,
    }
    told = [f"{name}: {' '.join(value.split())}" for name, value in known.items() if value]
    if chunk.parts > 1:
        told.append(f"Part {chunk.number} of {chunk.parts}. Facts of this part only; what comes before it is context.")
    if chunk.before:
        told.append(f"<context {number}>\n{chunk.before}\n</context {number}>")
    return "\n".join([*told, f"<article {number}>", chunk.text, f"</article {number}>"])


def mark(document: Document) -> str:
    """Twelve hex digits of the item."""
    return hashlib.sha256(f"mark {document.text}".encode()).hexdigest()[:12]


def answer(facts: list[dict[str, Any]]) -> str:
    """Facts as an answer has them, one a line."""
    lines = [json.dumps(fact, ensure_ascii=False) for fact in facts]
    return '{"facts": [\n' + ",\n".join(lines) + "\n]}"


def _fields() -> Iterator[str]:
    for kind, of_kind in fields().items():
        yield f"`{kind}`: " + "; ".join(_field(field) for field in of_kind.values()) + "."


def _field(field: Field) -> str:
    choice = f" ({' | '.join(field.words)})" if field.words else ""
    return f"`{field.name}`{choice} {field.says}"


def _examples() -> Iterator[str]:
    for example in examples():
        document = Document("", example["text"].strip(), **{key: example[key] for key in _KNOWN})
        yield article(document, Chunk.whole(document)) + "\n\nAnswer:\n\n" + answer(example["facts"])


_KNOWN = ("language", "title", "published", "publisher")
