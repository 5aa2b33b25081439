"""The named questions that ship with the product: the files of `queries/`, read when first asked for."""

import difflib
from functools import cache
from pathlib import Path

from kg import resources
from kg.errors import DefectiveFile, NotFound
from kg.questions.header import Question, parse
from kg.questions.values import is_type


def catalogue() -> tuple[Question, ...]:
    """All questions by name; raises `DefectiveFile` when a header is wrong."""
    return read(resources.queries())


@cache
def read(folder: Path) -> tuple[Question, ...]:
    """The questions of a folder's `*.rq` files, by name."""
    return tuple(_question(path) for path in sorted(folder.glob("*.rq"), key=lambda path: path.stem))


def question(name: str) -> Question:
    """The question of that name; raises `NotFound`, with names like it."""
    found = {each.name: each for each in catalogue()}
    if name not in found:
        near = difflib.get_close_matches(name, found, n=3, cutoff=0.5)
        told = ", but there are:" if near else "; `kg queries` lists them"
        raise NotFound(f"no question is called {name!r}{told}", near)
    return found[name]


def _question(path: Path) -> Question:
    found = parse(path.stem, path.read_text(encoding="utf-8"), path)
    for parameter in found.parameters:
        if not is_type(parameter.type):
            raise DefectiveFile(path, f"the parameter {parameter.name} has the unknown type {parameter.type!r}")
    return found
