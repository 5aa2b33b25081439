"""Regular expressions that were compiled before are the same as those compiled now."""

import re
import sys
from pathlib import Path

import pytest

from kg.language import regexes as room
from kg.language.packs import pack
from kg.language.period_grammar import grammar
from kg.language.regexes import regexes

SOURCES = (r"(?P<g0>3[01]|[12]\d|0?[1-9]) (?P<g1>январ[ья])", r"(?!)", r"(?<!\w)(?:май|мая)(?![^\W_])", "a")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setenv("TRADEGRAPH_CACHE", str(tmp_path))


def same(pattern: re.Pattern[str], source: str) -> bool:
    """Whether it is what `re.compile` makes: equal patterns have equal code."""
    fresh = re.compile(source)
    return (pattern, pattern.groupindex, pattern.flags) == (fresh, fresh.groupindex, fresh.flags)


def test_kept_expressions_are_as_if_compiled_now(cache: None, monkeypatch: pytest.MonkeyPatch) -> None:
    regexes("some", SOURCES)
    monkeypatch.setattr(room, "_code", None)  # nothing is compiled again
    monkeypatch.setattr(re, "compile", None)
    found = regexes("some", SOURCES)
    monkeypatch.undo()
    assert list(found) == list(SOURCES)
    assert all(same(pattern, source) for source, pattern in found.items())
    match = found[SOURCES[0]].match("17 января")
    assert match and match["g0"] == "17" and match.lastgroup == "g1"


def test_where_python_has_other_insides_they_are_compiled_as_always(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> None:
        raise AttributeError("MAGIC")

    monkeypatch.setattr(room, "_magic", missing)
    assert all(same(pattern, source) for source, pattern in regexes("some", SOURCES).items())


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_the_patterns_of_periods_are_what_their_expressions_say(language: str) -> None:
    known = grammar(pack(language))
    assert known is not None
    for pattern in (*known.patterns, *known.begins):
        assert same(pattern.regex, pattern.regex.pattern)
