"""Answers that were given before, by request and model: asked once, paid once, and there when texts are read again.

FOLDER/answers/REQUEST-ID/MODEL.json     {"model", "content", "cut"}; the request's id holds digests of text and prompt
"""

import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from kg.llm.completions import Completion
from kg.llm.requests import Request

FOLDER = "answers"


@dataclass(frozen=True, slots=True)
class Cache:
    """The answers in a store's folder."""

    folder: Path

    def get(self, request: Request, model: str | None = None) -> Completion | None:
        """The answer of that model to that request; where no model is named, any answer about that part of the text.

        None where there is none that can be read.
        """
        there = self.folder / FOLDER
        if model is not None:
            return _read(there / request.id / _name(model))
        files = [*there.glob(f"{request.id}/*.json"), *sorted(there.glob(f"{request.about}-*/*.json"))]
        return next((found for file in files if (found := _read(file)) is not None), None)

    def forget(self, text: str) -> None:
        """Remove every answer about a text, known by its digest."""
        for there in (self.folder / FOLDER).glob(f"tradegraph-{text}-*"):
            shutil.rmtree(there, ignore_errors=True)

    def put(self, request: Request, completion: Completion, model: str) -> None:
        """Keep an answer; whoever reads at the same time sees the old file or the new one."""
        there = self.folder / FOLDER / request.id
        there.mkdir(parents=True, exist_ok=True)
        kept = {"model": completion.model or model, "content": completion.content, "cut": completion.cut}
        handle, name = tempfile.mkstemp(dir=there, suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(kept, file, ensure_ascii=False)
        Path(name).replace(there / _name(model))


def _name(model: str) -> str:
    return hashlib.sha256(model.encode()).hexdigest()[:16] + ".json"


def _read(file: Path) -> Completion | None:
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        return Completion(str(kept["content"]), str(kept["model"]), bool(kept["cut"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
