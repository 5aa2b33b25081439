"""Many regular expressions at once, ready without being compiled again: a tenth of a second of each start is theirs.

Python turns an expression into a list of numbers and makes a pattern of these at once. The numbers are kept
(`kg.compiled`). That way leads through parts of `re` that are nobody's promise, so it is left where anything is other
than it was when this was written: then the expressions are compiled as always.
"""

import re
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

from kg.compiled import compiled

_Code: TypeAlias = tuple[Any, ...]  # what `_sre.compile` takes


def regexes(name: str, sources: Sequence[str]) -> Mapping[str, re.Pattern[str]]:
    """The patterns of these expressions, by expression; `name` is that of the table they are kept in."""
    try:
        kept = compiled(name, (Path(__file__), str(_magic()), *sources), lambda: [_code(each) for each in sources])
        return {source: _pattern(code) for source, code in zip(sources, kept, strict=True)}
    except (ImportError, AttributeError, TypeError, ValueError, RuntimeError):
        return {source: re.compile(source) for source in sources}


def _magic() -> int:
    """The version of the numbers."""
    return int(import_module("_sre").MAGIC)


def _code(source: str) -> _Code:
    """As `re._compiler.compile` has it."""
    parsed = import_module("re._parser").parse(source, 0)
    code = [int(number) for number in import_module("re._compiler")._code(parsed, 0)]  # some are named
    named = dict(parsed.state.groupdict)
    names: list[str | None] = [None] * parsed.state.groups
    for group, number in named.items():
        names[number] = group
    return source, int(parsed.state.flags), code, parsed.state.groups - 1, named, tuple(names)


def _pattern(code: _Code) -> re.Pattern[str]:
    made: re.Pattern[str] = import_module("_sre").compile(*code)
    return made
