"""What a pattern of the lexicon fits, and which of several wins."""

import marshal

import pytest

from kg.language.lexicon import Entry, Lexicon
from kg.language.readings import readings_for
from kg.language.tokens import tokens


def found(text: str, *patterns: str, language: str = "en", **beside: frozenset[str]) -> list[str]:
    """The words that the patterns fit, one scheme a pattern."""
    readings = readings_for(language)
    entries = [Entry(f"s{number}/x", pattern, **beside) for number, pattern in enumerate(patterns)]  # type: ignore[arg-type]
    words = tokens(text, readings)
    made = Lexicon(entries, readings)
    kept = Lexicon.unpacked(marshal.loads(marshal.dumps(made.packed())), readings)
    hits = made.hits(words)
    assert kept.hits(words) == hits and kept.entries == made.entries and kept.looked_up == made.looked_up
    return [" ".join(t.text for t in words[hit.start : hit.stop]) for hit in hits]


@pytest.mark.parametrize(
    ("text", "pattern", "matched"),
    [
        ("Exports rose", "export", ["Exports"]),
        ("It exported rice", "export", ["exported"]),
        ("It fell and rose", "rise", ["rose"]),
        ("He told us", "US", []),
        ("The US told us", "US", ["US"]),
        ("US's exports", "US", ["US's"]),
        ("It grows; growth grew", "grow*", ["grows", "growth"]),
        ("It grew", "grow", ["grew"]),
        ("more or less", "=more|=less", ["more", "less"]),
        ("free trade area", "free trade zone|area", ["free trade area"]),
        ("free area, free trade area", "free trade? area", ["free area", "free trade area"]),
        ("a big new deal", "a _ new deal", ["a big new deal"]),
    ],
)
def test_a_pattern_fits_these_words(text: str, pattern: str, matched: list[str]) -> None:
    assert found(text, pattern) == matched


@pytest.mark.parametrize(
    ("text", "pattern", "matched"),
    [
        ("Внешней торговлей занят", "внешняя торговля", ["Внешней торговлей"]),
        ("Импортом и импорта", "импорт", ["Импортом", "импорта"]),
        ("Самолётов мало", "самолет", ["Самолётов"]),
    ],
)
def test_a_russian_pattern_fits_every_form(text: str, pattern: str, matched: list[str]) -> None:
    assert found(text, pattern, language="ru") == matched


def test_the_longer_pattern_of_a_scheme_wins_and_other_schemes_stay() -> None:
    readings = readings_for("en")
    entries = [Entry("a/short", "trade"), Entry("a/long", "trade turnover"), Entry("b/short", "trade")]
    hits = Lexicon(entries, readings).hits(tokens("trade turnover", readings))
    assert [(hit.entry.concept, hit.start, hit.stop) for hit in hits] == [("a/long", 0, 2), ("b/short", 0, 1)]


def test_words_beside_decide() -> None:
    assert found("double taxation, double trade", "double", not_before=frozenset({"taxation"})) == ["double"]
    assert found("a trade, the trade", "trade", after=frozenset({"the"})) == ["trade"]
