"""Short news in our own words with the happenings, agreements and projects that they tell: more lessons for training.

A text begins with `=== date | publisher | title`; then a sentence a line (an empty line parts paragraphs), then a fact
a line: `E 2; meeting; held; GE` (happening: number of the sentence, 0 for the title; kind; status; country),
`A 3; signed; GE + Mill Ltd; n 5; v 300 tonne` (agreement: status, parties, number or `?`, amount) and `P …` (project,
as an agreement). `|` parts answers that are all right, `-` stands for none.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from kg.evaluation import Gold, Text
from kg.model import Document

FOLDER = Path(__file__).parent / "texts"
PREFIX = "told-"
_FACT = re.compile(r"([EAP]) (\d+); ")
_KINDS = {"E": "event", "A": "agreement", "P": "project"}


def told_texts(folder: Path = FOLDER) -> Iterator[Text]:
    """The texts of all languages, in order."""
    for path in sorted(folder.glob("*.txt")):
        blocks = path.read_text(encoding="utf-8").split("=== ")[1:]
        for number, block in enumerate(blocks):
            yield _text(f"{PREFIX}{path.stem}{number:03}.txt", path.stem, block)


def _text(name: str, language: str, block: str) -> Text:
    head, *lines = block.strip("\n").split("\n")
    published, publisher, title = (part.strip() for part in head.split("|"))
    told = [line for line in lines if not _FACT.match(line)]
    sentences = [title, *(line for line in told if line)]
    text = f"{title}\n\n" + " ".join(line or "\n\n" for line in told).replace(" \n\n ", "\n\n").strip()
    document = Document(name=name, text=text, language=language, title=title, published=published, publisher=publisher)
    gold = tuple(_gold(line, sentences) for line in lines if _FACT.match(line))
    return Text(document, gold, frozenset(), False)


def _gold(line: str, sentences: list[str]) -> Gold:
    kind, number = _FACT.match(line).groups()  # type: ignore[union-attr]
    parts = [part.strip() for part in line.split(";")[1:]]
    fields = _happening(parts) if kind == "E" else _deal(parts)
    return Gold(_KINDS[kind], fields, (sentences[int(number)],))


def _happening(parts: list[str]) -> dict[str, object]:
    names = ("type", "status", "country")
    told = zip(names, parts, strict=True)
    return {name: _any([None if each == "-" else each for each in _each(part)]) for name, part in told}


def _deal(parts: list[str]) -> dict[str, object]:
    status, parties, *rest = parts
    fields: dict[str, object] = {
        "type": {"any": "*"},
        "status": _any(list(_each(status))),
        "parties": _any([_names(each) for each in _each(parties)]),
        "count": 1,
    }
    for part in rest:
        if part.startswith("n "):
            fields["count"] = None if part[2:] == "?" else int(part[2:])
        else:
            amounts = [each.removeprefix("v ").split(" ") for each in _each(part)]
            fields["value"] = _any([float(number) for number, _ in amounts])
            fields["unit"] = _any([unit for _, unit in amounts])
    return fields


def _names(part: str) -> list[str] | None:
    return None if part == "-" else [name.strip() for name in part.split("+")]


def _each(part: str) -> list[str]:
    return [each.strip() for each in part.split("|")]


def _any(values: list[object]) -> object:
    return values[0] if len(values) == 1 else {"any": values}
