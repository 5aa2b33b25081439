"""What a server says to a chat completion: the words, how many tokens, which model, whether it could finish."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens read and written."""

    read: int = 0
    written: int = 0

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(self.read + other.read, self.written + other.written)


@dataclass(frozen=True, slots=True)
class Completion:
    """One answer as it came; `cut` when the model had to stop before its end."""

    content: str
    model: str = ""
    cut: bool = False
    usage: Usage = Usage()


def completion(body: object) -> Completion:
    """The answer in the body of a chat completion; ValueError says why there is none."""
    if not isinstance(body, Mapping):
        raise ValueError("the answer is no JSON object")
    if isinstance(error := body.get("error"), Mapping | str) and error:
        raise ValueError(f"the server says: {said(error)}")
    choices = body.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    if not isinstance(choice, Mapping):
        raise ValueError("the answer has no choice")
    content = _content(choice)
    if not content.strip():
        raise ValueError(f"the answer is empty ({choice.get('finish_reason')})")
    return Completion(content, str(body.get("model") or ""), choice.get("finish_reason") == "length", _usage(body))


def said(error: object) -> str:
    """The words of an error, whatever shape it has."""
    if isinstance(error, Mapping):
        return str(error.get("message") or error.get("code") or dict(error))[:300]
    return str(error)[:300]


def _content(choice: Mapping[str, Any]) -> str:
    """The words: a text, or a list of parts of which some are text."""
    message = choice.get("message")
    if not isinstance(message, Mapping):
        return str(choice.get("text") or "")
    if message.get("refusal"):
        raise ValueError(f"the model refused: {said(message['refusal'])}")
    content = message.get("content")
    if isinstance(content, list):
        parts = (part.get("text") if isinstance(part, Mapping) else part for part in content)
        return "".join(part for part in parts if isinstance(part, str))
    return content if isinstance(content, str) else ""


def _usage(body: Mapping[str, Any]) -> Usage:
    usage = body.get("usage")
    if not isinstance(usage, Mapping):
        return Usage()
    read, written = usage.get("prompt_tokens"), usage.get("completion_tokens")
    return Usage(read if isinstance(read, int) else 0, written if isinstance(written, int) else 0)
