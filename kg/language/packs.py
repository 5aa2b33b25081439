"""Language packs: YAML files that hold every word the engine knows, checked when they are read.

A file `packs/<language>/<subject>.yaml` may hold

    private: true               # its cues are for layers of this room alone, not annotations
    cues:
      indicator/exports:        # concept id: scheme/notation
        - {cue: "экспорт", example: "Экспорт риса вырос."}
        - {cues: ["=вывоз", "поставка за рубеж"], examples: ["Вывоз зерна сократился."], not_before: "мусор"}

(pattern syntax: `kg.language.lexicon`), and sections of its own that one layer reads by name.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.compiled import compiled
from kg.errors import DefectiveFile
from kg.language import gazetteer
from kg.language.annotations import Readings
from kg.language.base_forms import DICTIONARIES, base_forms, source, table_of
from kg.language.lexicon import Entry, Lexicon, Packed
from kg.language.readings import readings_for
from kg.yaml_files import parsed

FOLDER = Path(__file__).parent / "packs"
_WORDS = ("before", "after", "not_before", "not_after")
_KEYS = {"cue", "cues", "example", "examples", "score", "comment", *_WORDS}


@dataclass(frozen=True, eq=False)
class Pack:
    """One language: its normaliser, its lexicon, and the sections that layers read by name."""

    language: str
    readings: Readings
    lexicon: Lexicon
    sections: Mapping[str, Any]


@cache
def pack(language: str) -> Pack:
    """The pack of a language; one without words where there is none. Raises DefectiveFile."""
    readings = readings_for(language)
    files = list(_files(language))
    if not files:
        return Pack(language, readings, Lexicon((), readings), {})
    sections, lexicon = compiled(f"pack-{language}", _followed(language, files), lambda: _made(language, files))
    return Pack(language, readings, Lexicon.unpacked(lexicon, readings), sections)


def _made(language: str, files: Iterable[Path]) -> tuple[dict[str, Any], Packed]:
    """Sections and lexicon as plain values."""
    sections: dict[str, Any] = {}
    entries: list[Entry] = []
    for path in files:
        content = load(path)
        entries.extend(cues(path, content))
        sections |= {key: value for key, value in content.items() if key not in ("cues", "private")}
    if entries:
        heads = sections.get("places", {}).get("heads", {})
        entries.extend(gazetteer.entries(language, FOLDER / language, heads))
    return sections, Lexicon(entries, readings_for(language), base_forms(language)).packed()


def _followed(language: str, files: Iterable[Path]) -> Iterator[Path | str]:
    """What a pack is made of: its files, the tables of names, the dictionary, and the code of this room."""
    yield from files
    yield from gazetteer.files(FOLDER / language)
    if language in DICTIONARIES:
        yield source(language)
        yield table_of(language)
    yield from sorted(Path(__file__).parent.glob("*.py"))


def languages() -> frozenset[str]:
    """The codes of the languages that there are packs for."""
    return frozenset(path.name for path in FOLDER.iterdir() if path.is_dir() and len(path.name) == 2)


def _files(language: str) -> Iterator[Path]:
    """The files of a language, then what holds for every language that has a pack."""
    found = sorted((FOLDER / language).glob("*.yaml")) if language.isalpha() else []
    yield from found
    if found:
        yield from sorted((FOLDER / "core").glob("*.yaml"))


def load(path: Path) -> dict[str, Any]:
    """A YAML file that must hold a mapping. Raises DefectiveFile."""
    content = parsed(path)
    if not isinstance(content, dict):
        raise DefectiveFile(path, "expected a mapping")
    return content


def cues(path: Path, content: Mapping[str, Any]) -> Iterator[Entry]:
    """The entries of a pack file, in its order. Raises DefectiveFile for one that is not as the module says."""
    for concept, listed in (content.get("cues") or {}).items():
        if "/" not in concept or not isinstance(listed, list):
            raise DefectiveFile(path, f"{concept}: expected scheme/notation with a list of cues")
        for item in listed:
            yield from _entries(path, str(concept), item, bool(content.get("private")))


def _entries(path: Path, concept: str, item: Any, private: bool) -> Iterator[Entry]:
    if not isinstance(item, dict) or not item.keys() <= _KEYS:
        raise DefectiveFile(path, f"{concept}: expected a mapping with some of {sorted(_KEYS)}, found {item!r}")
    patterns, examples = _list(item, "cue"), _list(item, "example")
    if not patterns or not examples:
        raise DefectiveFile(path, f"{concept}: {item!r} needs a cue and an example")
    beside = {key: frozenset(_words(item.get(key, ()))) for key in _WORDS}
    score = float(item.get("score", 1.0))
    for pattern in patterns:
        yield Entry(
            concept,
            pattern,
            score,
            before=beside["before"],
            after=beside["after"],
            not_before=beside["not_before"],
            not_after=beside["not_after"],
            examples=examples,
            private=private,
            source=path.name,
        )


def _list(item: Mapping[str, Any], key: str) -> tuple[str, ...]:
    one, many = item.get(key), item.get(key + "s", ())
    return tuple(str(text) for text in ([one] if one is not None else []) + list(many))


def _words(given: Any) -> Iterator[str]:
    listed = given.split("|") if isinstance(given, str) else given
    return (str(word).lower().replace("ё", "е") for word in listed)
