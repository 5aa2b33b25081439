"""The lines of truth of `tests/extract/figures_*.yaml` as texts with gold: each sentence a text of its own."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from kg.evaluation import Gold, Text
from kg.model import Document

PREFIX = "table-"
_SIGNS = {"surplus": "positive", "deficit": "negative"}
_FIELDS = {"change": "change", "delta": "change_value", "base": "change_base"}


def tables(folder: Path) -> Iterator[Text]:
    """The texts of the tables in a folder, in order."""
    for path in sorted(folder.glob("figures_*.yaml")):
        language = path.stem.rpartition("_")[2]
        for number, line in enumerate(yaml.safe_load(path.read_text(encoding="utf-8"))):
            document = Document(
                name=f"{PREFIX}{language}{number}",
                text=str(line["text"]),
                language=language,
                title=line.get("title"),
                published=str(line.get("published", "2024-06-10")),
                publisher=line.get("publisher"),
            )
            yield Text(document, tuple(_gold(told, document.text) for told in line["figures"]), frozenset(), False)


def _gold(told: str, text: str) -> Gold:
    """A figure as the tables write it: `exports GE>AM 2023 812000000 USD change=4 target product=grapes`."""
    told, _, product = told.partition(" product=")
    indicator, sides, period, *rest = told.split(" ")
    reporter, _, partner = sides.partition(">")
    fields: dict[str, object] = {"indicator": indicator, "reporter": reporter, "partner": partner, "period": period}
    if rest and rest[0][:1].lstrip("-").isdigit() or (rest and rest[0][:1] == "-"):
        fields |= {"value": float(rest.pop(0)), "unit": rest.pop(0)}
    for word in rest:
        name, _, value = word.partition("=")
        if name in _FIELDS:
            fields[_FIELDS[name]] = value if name == "base" else float(value)
        elif name in _SIGNS:
            fields["sign"] = _SIGNS[name]
        else:
            fields["modality"] = name
    fields["product"] = product or None
    return Gold("figure", {k: v for k, v in fields.items() if v not in ("-", None)}, (text,))
