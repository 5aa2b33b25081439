"""Base forms of the words that a language's patterns are made of, looked up once and kept beside its pack.

Asking the Russian dictionary for the 5,000 words of its patterns takes longer than reading an article. The table only
saves time: a word that is not in it is looked up, and a table made from another dictionary is not read at all.

    python -m training.base_forms        # writes the tables anew, after words were added
"""

from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

FOLDER = Path(__file__).parent / "packs"
DICTIONARIES = {"ru": "pymorphy3-dicts-ru"}  # languages whose normaliser asks a dictionary, and the package it is in
Forms = Mapping[str, tuple[str, ...]]


@cache
def base_forms(language: str) -> Forms:
    """Folded words with their base forms, likeliest first; empty where there is no table for the dictionary here."""
    path = table_of(language)
    if language not in DICTIONARIES or not path.is_file():
        return {}
    first, *lines = path.read_text(encoding="utf-8").splitlines()
    if first != source(language):
        return {}
    return {word: tuple(forms) or (word,) for word, *forms in (line.split("\t") for line in lines)}


def table_of(language: str) -> Path:
    """Where the table of a language is."""
    return FOLDER / language / "base_forms.tsv"


def source(language: str) -> str:
    """The first line of a table: the dictionary it was made from."""
    package = DICTIONARIES[language]
    try:
        return f"# {package} {version(package)}"
    except PackageNotFoundError:
        return f"# {package} is not here"
