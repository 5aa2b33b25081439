"""Headings, paragraphs, items and rows, and how they become one text in which each is a line of its own."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_END = re.compile(r"[.!?…:;,。！？]['\"»”)\]]*$")
_SPACE = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a text that is read by itself; `kind` is `heading`, `paragraph`, `item` or `row`."""

    kind: str
    text: str


def block(kind: str, words: str) -> Block:
    """A block with its white space made single blanks."""
    return Block(kind, " ".join(words.split()))


def composed(blocks: Iterable[Block]) -> str:
    """The text: an empty line between blocks, none between the items of a list or the rows of a table."""
    text, last = "", ""
    for each in blocks:
        if each.text:
            text += ("" if not text else "\n" if each.kind == last in ("item", "row") else "\n\n") + _line(each)
            last = each.kind
    return text


def _line(each: Block) -> str:
    return f"- {each.text}" if each.kind == "item" else each.text


def rows(cells: Sequence[Sequence[str]], header: bool) -> list[Block]:
    """A table as sentences: each row names its first cell, then each value behind the name of its column.

    >>> [each.text for each in rows([["Partner", "Exports"], ["Latvia", "5"]], header=True)]
    ['Latvia: Exports 5.']
    """
    tidy = [[_SPACE.sub(" ", cell).strip() for cell in row] for row in cells]
    tidy = [row for row in tidy if any(row)]
    if max(map(len, tidy), default=0) < 2:
        return [Block("paragraph", row[0]) for row in tidy]
    names = tidy.pop(0) if header and len(tidy) > 1 else []
    return [Block("row", _sentence(row, names)) for row in tidy]


def _sentence(row: Sequence[str], names: Sequence[str]) -> str:
    first, *others = row
    named = [
        f"{name} {cell}".strip() for name, cell in zip(_padded(names[1:], len(others)), others, strict=True) if cell
    ]
    told = ": ".join(part for part in (first.rstrip(":"), "; ".join(named)) if part)
    return told if not told or _END.search(told) else told + "."


def _padded(names: Sequence[str], length: int) -> list[str]:
    return [*names[:length], *[""] * (length - len(names))]


def headed(cells: Sequence[Sequence[str]]) -> bool:
    """Whether the first row of a table that does not say so names its columns: words there, figures below."""
    first, rest = (cells[0], cells[1:]) if cells else ((), ())
    figures = [cell for row in rest for cell in row[1:] if cell.strip()]
    return (
        bool(rest)
        and all(not _figure(cell) for cell in first)
        and bool(figures)
        and sum(map(_figure, figures)) * 2 >= len(figures)
    )


def _figure(cell: str) -> bool:
    return any(char.isdigit() for char in cell) and sum(char.isalpha() for char in cell) <= 3
