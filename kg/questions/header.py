"""The header of a query file: lines `#+ key: value` before the query (design, house: "Parameters of queries").

title@en, title@ru, title@kk         what the question is called
question@en, question@ru, question@kk    the question in full
asks                                 the group of users that asks it
parameter: name type meaning         one line each; a parameter is optional, without it the query answers for all
columns: name meaning                one line each, in the order of the SELECT
rows                                 what one row is, and the order of rows
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kg.errors import DefectiveFile

USERS = (
    "trade-policy analyst",
    "export-promotion officer",
    "exporter",
    "investor",
    "diplomat",
    "journalist",
    "researcher",
    "curator",
    "linked-data consumer",
)
_LINE = re.compile(r"#\+\s*([a-z]+)(?:@([a-z]{2}))?\s*:\s*(.*\S)\s*")
_BY_LANGUAGE = ("title", "question")
_SINGLE = ("asks", "rows")
_REPEATED = ("parameter", "columns")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of the query that may be bound; `type` is one of `kg.questions.values.TYPES`."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Column:
    """A variable that the query gives back, and what it means."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Question:
    """A query file with what its header says; `text` is the file as it stands."""

    name: str
    text: str = field(repr=False)
    titles: Mapping[str, str]
    questions: Mapping[str, str]
    asks: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    rows: str

    def title(self, language: str = "en") -> str:
        """The title in that language, in English where there is none."""
        return self.titles.get(language) or self.titles["en"]

    def parameter(self, name: str) -> Parameter | None:
        """The parameter of that name."""
        return next((parameter for parameter in self.parameters if parameter.name == name), None)


@dataclass(frozen=True, slots=True)
class _Entry:
    number: int
    key: str
    language: str | None
    value: str


def parse(name: str, text: str, path: object) -> Question:
    """The question of a shipped file; raises `DefectiveFile` with the line for anything missing or misspelt."""
    entries = tuple(_entries(text, path))
    if entries and text.splitlines()[0].startswith("#+") is False:
        raise DefectiveFile(path, "the header stands at the top of the file", line=1)
    one = {key: _only(entries, key, path) for key in _SINGLE}
    if one["asks"] not in USERS:
        raise DefectiveFile(path, f"asks: one of {', '.join(USERS)}, not {one['asks']!r}")
    return Question(
        name,
        text,
        _languages(entries, "title", path),
        _languages(entries, "question", path),
        one["asks"],
        parameters(text, path),
        tuple(Column(*_split(entry, 1, path)) for entry in entries if entry.key == "columns"),
        one["rows"],
    )


def parameters(text: str, path: object) -> tuple[Parameter, ...]:
    """The parameters that a text's header declares, none being fine; raises `DefectiveFile` for a malformed line."""
    found = [(entry, Parameter(*_split(entry, 2, path))) for entry in _entries(text, path) if entry.key == "parameter"]
    names = [parameter.name for _, parameter in found]
    for entry, parameter in found:
        if names.count(parameter.name) > 1:
            raise DefectiveFile(path, f"the parameter {parameter.name} stands twice", line=entry.number)
    return tuple(parameter for _, parameter in found)


def _entries(text: str, path: object) -> Iterator[_Entry]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#+"):
            yield _entry(number, line, path)


def _entry(number: int, line: str, path: object) -> _Entry:
    match = _LINE.fullmatch(line)
    if match is None:
        raise DefectiveFile(path, "a header line is `#+ key: value`", line=number)
    key, language, value = match.groups()
    if key not in (*_BY_LANGUAGE, *_SINGLE, *_REPEATED):
        raise DefectiveFile(path, f"unknown key {key!r}", line=number)
    if (language is not None) != (key in _BY_LANGUAGE):
        raise DefectiveFile(path, f"{key} {'needs a' if language is None else 'has no'} language", line=number)
    return _Entry(number, key, language, value)


def _only(entries: tuple[_Entry, ...], key: str, path: object) -> str:
    found = [entry for entry in entries if entry.key == key]
    if len(found) != 1:
        raise DefectiveFile(path, f"{key} stands {len(found)} times in the header, not once", line=1)
    return found[0].value


def _languages(entries: tuple[_Entry, ...], key: str, path: object) -> Mapping[str, str]:
    found = {entry.language or "": entry.value for entry in entries if entry.key == key}
    for language in ("en", "ru", "kk"):
        if language not in found:
            raise DefectiveFile(path, f"{key}@{language} is missing", line=1)
    return MappingProxyType(found)


def _split(entry: _Entry, words: int, path: object) -> list[str]:
    """The first word or two, the first being a name, and the rest."""
    parts = entry.value.split(None, words)
    if len(parts) <= words or not _NAME.fullmatch(parts[0]):
        form = "name type meaning" if words == 2 else "name meaning"
        raise DefectiveFile(path, f"{entry.key} is `{form}`, not {entry.value!r}", line=entry.number)
    return parts
