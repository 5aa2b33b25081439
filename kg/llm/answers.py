"""What a model wrote → raw facts: fences, chatter, other shapes and cut ends are met, nothing is believed yet."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kg.llm.fields import fields

Raw = dict[str, Any]
_FENCE = re.compile(r"```[a-zA-Z]*\s*\n?(.*?)(?:```|\Z)", re.DOTALL)
_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_DECODER = json.JSONDecoder(parse_float=Decimal)
_DEEPEST = 1_000_000  # characters of an answer that are looked at


@dataclass(frozen=True, slots=True)
class Answer:
    """The facts of one answer as they came, and what is wrong with it as a whole (None: it is sound)."""

    facts: tuple[Raw, ...]
    fault: str | None = None
    cut: bool = False


def answer(content: str) -> Answer:
    """The facts in what a model wrote.

    An object `{"facts": [...]}`, a list, an object with a list a kind, or JSON Lines; in a code fence or not. Of an
    answer that stops in the middle the facts that are whole.
    """
    text = _bare(content[:_DEEPEST])
    if not text:
        return Answer((), "the answer is empty")
    whole = _loaded(text)
    if whole is not None:
        found = tuple(_facts(whole))
        return Answer(found, None if found or _is_empty(whole) else "the answer holds no list of facts")
    found = tuple(_pieces(text))
    return Answer(found, "the answer is cut or no JSON", cut=bool(found))


def _bare(content: str) -> str:
    """The JSON without what models put around it."""
    text = _THOUGHT.sub("", unicodedata.normalize("NFC", content.lstrip("\ufeff")))
    fenced = [match[1].strip() for match in _FENCE.finditer(text)]
    best = max(fenced, key=len, default="")
    return best if "{" in best else text.strip()


def _loaded(text: str) -> object | None:
    starts = [at for at in (text.find("{"), text.find("[")) if at >= 0]
    for at in sorted(starts):
        try:
            found, end = _decoded(text, at)
        except (ValueError, RecursionError):
            continue
        if not text[end:].strip(" \n\r\t`") or _is_list(found):
            return found
    return None


def _decoded(text: str, at: int) -> tuple[object, int]:
    found: tuple[object, int] = _DECODER.raw_decode(text, at)
    return found


def _is_list(found: object) -> bool:
    return (
        isinstance(found, Mapping) and any(isinstance(value, list) for value in found.values()) and "kind" not in found
    )


def _is_empty(whole: object) -> bool:
    return whole == [] or (isinstance(whole, Mapping) and whole.get("facts") == [])


def _facts(whole: object) -> Iterator[Raw]:
    """The facts of a list, of `facts`, or of a list a kind (`figure` or `figures`)."""
    if isinstance(whole, list):
        yield from (dict(each) for each in whole if isinstance(each, Mapping))
    elif isinstance(whole, Mapping) and "kind" in whole:
        yield dict(whole)
    elif isinstance(whole, Mapping) and isinstance(whole.get("facts"), list | Mapping):
        yield from _facts(whole["facts"])
    elif isinstance(whole, Mapping):
        for name, items in whole.items():
            kind = _kind(str(name))
            if kind and isinstance(items, list):
                yield from ({"kind": kind, **each} for each in items if isinstance(each, Mapping))


def _kind(name: str) -> str | None:
    plurals = {f"{kind}s": kind for kind in fields()}
    return name if name in fields() else plurals.get(name)


def _pieces(text: str) -> Iterator[Raw]:
    """Every whole object with a `kind`, wherever it stands: JSON Lines, and what is left of a cut answer."""
    at = text.find("{")
    while at >= 0:
        try:
            found, end = _decoded(text, at)
        except (ValueError, RecursionError):
            end = at + 1
        else:
            if isinstance(found, Mapping) and "kind" in found:
                yield dict(found)
            elif isinstance(found, Mapping):
                yield from _facts(found)
        at = text.find("{", end)
