"""The period patterns of a pack, compiled: pieces put in, groups numbered, each with the reader that resolves it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.errors import DefectiveFile
from kg.language.packs import Pack
from kg.language.period_readers import READERS
from kg.language.period_values import Reader, Values
from kg.language.regexes import regexes

_NUMBERS = {
    "year": r"(?:19|20)\d\d",
    "day": r"3[01]|[12]\d|0?[1-9]",
    "monthnumber": r"1[0-2]|0?[1-9]",
    "yy": r"\d\d",
    "short": r"\d\d",
    "solar": r"1[34]\d\d",
}
_ALIAS = {"thisyear": "rel", "monthnumber": "month", "monthly": "month", "digit": "ordinal", "years": "n"}
_NAME = re.compile(r"\{([a-z]+)\d?\}")

Groups = Mapping[str, tuple[str, Mapping[str, int] | None]]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern, its reader and what it gives; `groups` are the names and values of its groups."""

    regex: re.Pattern[str]
    reader: Reader
    reads: str
    given: Mapping[str, Any]
    groups: Groups


@dataclass(frozen=True, slots=True)
class Beginning:
    """Words that tell when fiscal or marketing years (`of`) begin; `tells`: begin, end, middle, span or last_month."""

    regex: re.Pattern[str]
    of: str
    tells: str
    groups: Groups


@dataclass(frozen=True)
class Grammar:
    """The period patterns of one language.

    `behind` is what behind a period makes it one that is compared with; `begins` tells when the text's fiscal and
    marketing years begin, `counted` finds that it speaks of fiscal years; `fiscal` and `marketing` the month of each
    country, `first` the countries whose fiscal years have the name of the calendar year in which they begin.
    """

    starts: re.Pattern[str]
    patterns: tuple[Pattern, ...]
    future: frozenset[str]
    past: frozenset[str]
    capital: frozenset[str]
    fiscal: Mapping[str, int]
    marketing: Mapping[str, int]
    seasonal: re.Pattern[str]
    behind: re.Pattern[str] | None = None
    begins: tuple[Beginning, ...] = ()
    first: frozenset[str] = frozenset()
    counted: re.Pattern[str] = re.compile(r"(?!)")


@cache
def grammar(pack: Pack) -> Grammar | None:
    """The compiled period patterns of a pack, or None where it has none. Raises DefectiveFile."""
    given = pack.sections.get("periods")
    if given is None:
        return None
    tables = {name: _table(words) for name, words in given["words"].items()}
    patterns = [_source(item, given["parts"], tables) for item in given["patterns"]]
    begins = [_source(item, given["parts"], tables, r"(?<!\w)") for item in given.get("begins", ())]
    single = {name: given.get(name, r"(?!)") for name in ("starts", "seasonal", "counted", "compared_behind")}
    sources = [*single.values(), *(source for source, _ in patterns + begins)]
    regex = regexes(f"periods-{pack.language}", sources)
    future, past, capital = (frozenset(given.get(key, ())) for key in ("future", "past", "capital"))
    read = zip(given["patterns"], patterns, strict=True)
    begun = zip(given.get("begins", ()), begins, strict=True)
    return Grammar(
        regex[single["starts"]],
        tuple(_pattern(item, regex[source], groups) for item, (source, groups) in read),
        *(future, past, capital, pack.sections.get("fiscal", {}), pack.sections.get("marketing", {})),
        regex[single["seasonal"]],
        regex[single["compared_behind"]] if "compared_behind" in given else None,
        tuple(Beginning(regex[source], str(i["of"]), str(i["tells"]), groups) for i, (source, groups) in begun),
        frozenset(pack.sections.get("fiscal_first", ())),
        regex[single["counted"]],
    )


def found(match: re.Match[str], groups: Groups, given: Mapping[str, Any]) -> Values:
    """What the groups of a match are worth, under their names."""
    held: dict[str, tuple[int, ...]] = {}
    for group, (name, table) in groups.items():
        words = match[group]
        if words is None:
            continue
        value = int(words) if table is None else _value(words, table)
        if value is not None:
            held[name] = (*held.get(name, ()), value)
    return Values(held, given)


def _value(words: str, table: Mapping[str, int]) -> int | None:
    return next((value for regex, value in table.items() if re.fullmatch(regex, words)), None)


def _table(words: Mapping[Any, str]) -> dict[str, int]:
    return {str(regex): int(value) for value, regex in words.items()}


def _pattern(item: Mapping[str, Any], regex: re.Pattern[str], groups: Groups) -> Pattern:
    reads = str(item["reads"])
    if reads not in READERS:
        raise DefectiveFile("periods.yaml", f"no reader {reads!r}: expected one of {sorted(READERS)}")
    given = {key: value for key, value in item.items() if key not in ("reads", "pattern", "examples")}
    return Pattern(regex, READERS[reads], reads, given, groups)


def _source(
    item: Mapping[str, Any], parts: Mapping[str, str], tables: Mapping[str, dict[str, int]], before: str = ""
) -> tuple[str, Groups]:
    """The expression of a pattern, and its groups; `before` is put before what is searched for: a word begins there."""
    groups: dict[str, tuple[str, Mapping[str, int] | None]] = {}
    source = _expanded(str(item["pattern"]), parts, tables, groups)
    return before + f"(?:{source})(?![^\\W_])".replace(" ?", r"\s?").replace(" ", r"\s+"), groups


def _expanded(
    source: str,
    parts: Mapping[str, str],
    tables: Mapping[str, dict[str, int]],
    groups: dict[str, tuple[str, Mapping[str, int] | None]],
) -> str:
    """A pattern with its parts put in and its groups numbered in order."""

    def put(match: re.Match[str]) -> str:
        name = match[1]
        if name in parts:
            return _expanded(parts[name], parts, tables, groups)
        table = tables.get(name)
        words = "|".join(table) if table is not None else _NUMBERS[name]
        group = f"g{len(groups)}"
        groups[group] = (_ALIAS.get(name, name), table)
        return f"(?P<{group}>{words})"

    return _NAME.sub(put, source)
