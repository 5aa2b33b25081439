"""Names of places and currencies from the reference tables, as entries of the lexicon.

Economies, blocs, units and curated places come from `ontology/`, further cities from `packs/<language>/cities.csv`,
further regions from `packs/core/regions.csv`.
An entry's label is the name in its base form; short names in capitals stay exact ("РК", "UK"). The noun that ends a
region's name may stand in other words that the pack lists (`heads` of its section `places`: oblast for region).
"""

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg import resources
from kg.errors import DefectiveFile
from kg.language.lexicon import Entry

_EXACT = re.compile(r"[A-ZА-ЯЁ.]{2,5}\Z|[A-ZА-Я][а-яa-z]?[A-ZА-Я]\w*\Z")
_ACRONYM = 4  # letters
_NO_HEADS: Mapping[str, str] = {}


def files(folder: Path) -> list[Path]:
    """The tables that the names of a language in that folder are in."""
    ontology = resources.ontology()
    reference = [ontology / "reference" / f"{name}.csv" for name in ("countries", "blocs", "units")]
    cities = folder / "cities.csv"
    own = [cities] if cities.is_file() else []
    return [*reference, ontology / "places.csv", folder.parent / "core" / "regions.csv", *own]


def entries(language: str, folder: Path, heads: Mapping[str, str]) -> Iterator[Entry]:
    """All names of one language; none where the tables have no column for it. Raises DefectiveFile."""
    countries, blocs, units, places, regions, *cities = files(folder)
    yield from _table(countries, language, "economy")
    yield from _table(blocs, language, "economy")
    yield from _table(units, language, "unit")
    yield from _places(places, language, heads)
    yield from _regions(regions, language, heads)
    for path in cities:
        yield from _cities(path)


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a table with comment lines before its header. Raises DefectiveFile where it is missing."""
    if not path.is_file():
        raise DefectiveFile(path, "expected a table")
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(line for line in lines if not line.startswith("#"))


def _table(path: Path, language: str, scheme: str) -> Iterator[Entry]:
    for row in rows(path):
        if scheme == "unit" and row["kind"] != "currency":
            continue
        names = _names(row.get(language) or "")
        for name in (*names, *_acronyms(row, names)):
            yield _entry(f"{scheme}/{row['code']}", name, names[0], path)


def _acronyms(row: Mapping[str, str], names: list[str]) -> Iterator[str]:
    """A bloc's English acronym, which texts in other letters use too ("ASEAN"), but no short one, which means more."""
    english = _names(row["en"]) if row.get("kind") == "bloc" and names else ()
    return (
        name for name in english if len(name) >= _ACRONYM and name.isalpha() and name.isupper() and name not in names
    )


def _places(path: Path, language: str, heads: Mapping[str, str]) -> Iterator[Entry]:
    for row in rows(path):
        names = _names(row.get(language) or "")
        for name in names:
            yield _entry(f"{row['kind']}/{row['country']}:{row['slug']}", name, name, path, heads)


def _regions(path: Path, language: str, heads: Mapping[str, str]) -> Iterator[Entry]:
    for row in rows(path):
        for name in _names(row.get(language) or ""):
            yield _entry(f"region/{row['country']}:{row['slug']}", name, name, path, heads)


def _cities(path: Path) -> Iterator[Entry]:
    for row in rows(path):
        name = row["name"]
        yield Entry(f"city/{row['country']}:{row['geonames']}", name.lower(), label=name, base=True, private=True)


def _names(cell: str) -> list[str]:
    """The spellings of a cell, without what stands in brackets or quotation marks."""
    return [
        name for part in cell.split("|") if (name := re.sub(r"\s*\(.*?\)|[«»]", "", part).removeprefix("The ").strip())
    ]


def _entry(concept: str, name: str, label: str, path: Path, heads: Mapping[str, str] = _NO_HEADS) -> Entry:
    """A name as an entry; its last word may also be another that `heads` gives for it."""
    pattern = name if _EXACT.match(name) else name.lower()
    bare, _, head = pattern.rpartition(" ")
    pattern = f"{bare} {heads[head]}" if bare and head in heads else pattern
    return Entry(concept, pattern, label=label, private=True, source=path.name)
