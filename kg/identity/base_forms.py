"""Base forms of the Russian words in our own tables of names, looked up once and kept beside them.

A text in English needs no Russian dictionary then, and one in Russian asks it for its own words only. The table only
saves time: a word that is not in it is looked up, and a table made from another dictionary is not read at all
(`kg.language.base_forms`; both are written by `python -m training.base_forms`).
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kg import iris, resources, settings
from kg.compiled import digest
from kg.language import russian
from kg.language.base_forms import source
from kg.vocabulary import reference

TABLE = Path(__file__).parent / "data" / "base_forms.tsv"
NOMINAL = ("noun", "adjective", "participle")
Forms = tuple[tuple[str, str], ...]


@cache
def followed() -> str:
    """A word for all that keys of names follow from: this room, tables of names, the dictionary, the base of IRIs."""
    room, ontology = Path(__file__).parent, resources.ontology()
    code = (
        *room.glob("*.py"),
        *Path(russian.__file__).parent.glob("*.py"),
        *Path(reference.__file__).parent.glob("*.py"),
    )
    tables = (*(room / "data").iterdir(), *(ontology / "reference").glob("*.csv"), *ontology.glob("*.csv"))
    return digest((*sorted((*code, *tables)), Path(iris.__file__), source("ru"), settings.base())).hex()


def forms(folded: str) -> Forms:
    """Base form and part of speech of each nominal reading of a folded word, likeliest first."""
    known = _table().get(folded)
    return looked_up(folded) if known is None else known


def looked_up(folded: str) -> Forms:
    """The same by the dictionary."""
    return tuple((each.lemma, each.pos) for each in russian.readings(folded) if each.pos in NOMINAL)


@cache
def _table() -> Mapping[str, Forms]:
    """A line is a word, then base forms and parts of speech in turn."""
    if not TABLE.is_file():
        return {}
    first, *lines = TABLE.read_text(encoding="utf-8").splitlines()
    if first != source("ru"):
        return {}
    cells = (line.split("\t") for line in lines)
    return {word: tuple(zip(told[::2], told[1::2], strict=True)) for word, *told in cells}
