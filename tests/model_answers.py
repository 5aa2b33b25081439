"""Answers for tests of the model reader: what a perfect model would write, and files as batch interfaces give them back."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any


def answer_of(facts: Iterable[Mapping[str, Any]]) -> str:
    """Flat facts as an answer: quotes without their places, a count left open by its word."""
    return json.dumps({"facts": [_raw(fact) for fact in facts]}, ensure_ascii=False)


def _raw(fact: Mapping[str, Any]) -> dict[str, Any]:
    raw = {name: value for name, value in fact.items() if name not in ("doc", "evidence", "id", "confidence")}
    if "count" in raw and raw["count"] is None:
        raw["count"] = "several"
    return raw | {"quotes": [piece["quote"] for piece in fact["evidence"]]}


def body(
    content: Any, *, finish: str = "stop", model: str = "test-model", tokens: tuple[int, int] = (100, 10)
) -> dict[str, Any]:
    """A chat completion."""
    message = {"role": "assistant", "content": content}
    usage = {"prompt_tokens": tokens[0], "completion_tokens": tokens[1]}
    choice = {"index": 0, "message": message, "finish_reason": finish}
    return {"id": "x", "object": "chat.completion", "model": model, "choices": [choice], "usage": usage}


def line(custom_id: str, content: Any, **more: Any) -> dict[str, Any]:
    """One line of a file of answers."""
    response = {"status_code": 200, "request_id": "r", "body": body(content, **more)}
    return {"id": "b", "custom_id": custom_id, "response": response, "error": None}


def requested(path: Path) -> list[dict[str, Any]]:
    """The requests of a batch file."""
    return [json.loads(words) for words in path.read_text(encoding="utf-8").splitlines()]


def write(path: Path, lines: Iterable[object]) -> Path:
    """A file of answers."""
    path.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in lines), encoding="utf-8")
    return path
