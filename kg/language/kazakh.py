"""Kazakh words: the longest known base whose rest is a legal tail (plural, possessive, case, -ғы), or a verb in -у.

The words that the pack and the reference tables name are the lexicon (extraction.md, section 4: without one every tenth
country name reads as inflected). A word that nobody knows keeps itself as base form, with the tail as a guess.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from kg import resources
from kg.compiled import compiled
from kg.language.annotations import Reading
from kg.yaml_files import parsed, yaml_file

_FOLDER = Path(__file__).parent / "packs" / "kk"
_WORD = re.compile(r"[а-яёәғқңөұүһі]+(?:-[а-яёәғқңөұүһі]+)*")
_VOICED = {"б": "п", "г": "к", "ғ": "қ"}
_VOWELS = "аәеёиіоөуұүыэюя"
_TABLES = ("reference/countries.csv", "reference/blocs.csv", "reference/units.csv", "places.csv")
_UNREAD = {"example", "examples", "pattern", "patterns", "suffixes", "starts"}


@dataclass(frozen=True, slots=True)
class _Tails:
    """Regular expressions for a noun's tail and verbs' tails, and the case of each case ending."""

    noun: re.Pattern[str]
    cases: dict[str, str]
    own: frozenset[str]
    needs_own: frozenset[str]
    unsure: frozenset[str]
    names_after: dict[str, tuple[str, ...]]
    verbs: dict[str, re.Pattern[str]]
    particles: frozenset[str]
    behind: frozenset[str]
    adverbs: frozenset[str]


def possessives() -> frozenset[str]:
    """The endings that say whose something is."""
    return _tails().own


@cache
def _tails() -> _Tails:
    given: dict[str, Any] = yaml_file(_FOLDER / "suffixes.yaml")["suffixes"]
    cases = {ending: case for case, endings in given["cases"].items() for ending in endings}
    nominal = _group("plural", given["plural"]) + _group("own", given["own"])
    case, adjective = _group("case", cases), _group("adjective", given["adjective"])
    noun = re.compile(
        f"{nominal}(?:{adjective}{_group('plural2', given['plural'])}{_group('own2', given['own'])})?{case}"
    )
    later = f"(?:{'|'.join([*given['plural']])})?(?:{'|'.join(given['own'])})?(?:{'|'.join(cases)})?"
    verbs = {
        "verb": re.compile(f"(?:{'|'.join([*given['finite'], *given['gerund']])})"),
        "participle": re.compile(f"(?:{'|'.join(given['participle'])}){later}"),
        "verbal noun": re.compile(f"у{later}"),
    }
    particles = frozenset(given["particles"])
    markers = yaml_file(_FOLDER / "markers.yaml")
    behind = frozenset(word for word in markers["postpositions"] if word.startswith("ара"))
    return _Tails(
        noun,
        cases,
        frozenset(given["own"]),
        frozenset(given["needs_own"]),
        frozenset(given["unsure"]),
        {ending: tuple(stems) for ending, stems in given["names_after"].items()},
        verbs,
        particles,
        behind,
        frozenset(given["adverbs"]),
    )


def _group(name: str, endings: Any) -> str:
    return f"(?P<{name}>{'|'.join(sorted(endings, key=len, reverse=True))})?"


@cache
def known() -> frozenset[str]:
    """Every word of the pack and of the names in the reference tables, folded."""
    files = sorted(_FOLDER.glob("*.yaml"))
    tables = [*(resources.ontology() / name for name in _TABLES), _FOLDER.parent / "core" / "regions.csv"]

    def made() -> frozenset[str]:
        found = {word for path in files for word in _words(parsed(path))}
        found |= {word for path in tables for word in _names(path)}
        return frozenset(word for word in found if len(word) > 1)

    return compiled("words-kk", (*files, *tables, Path(__file__)), made)


def _words(content: Any) -> Iterator[str]:
    """The words of a pack file without its examples and expressions."""
    if isinstance(content, dict):
        for key, value in content.items():
            if key not in _UNREAD:
                yield from _words(value)
    elif isinstance(content, list):
        for value in content:
            yield from _words(value)
    elif isinstance(content, str):
        for word in re.split(r"[\s|]+", content):
            if not word.startswith("=") and not word.endswith("*"):
                yield from _WORD.findall(_fold(word))


def _names(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(line for line in lines if not line.startswith("#")):
            yield from _WORD.findall(_fold(row.get("kk") or ""))


def _fold(word: str) -> str:
    return word.lower().replace("ё", "е")


@lru_cache(maxsize=200_000)
def readings(word: str) -> tuple[Reading, ...]:
    """Readings of a folded word, likeliest first: what the lexicon knows, else itself and the guess of its tail."""
    if not _WORD.fullmatch(word):
        return (_foreign(word),)
    bare, _, particle = word.rpartition("-")
    if bare and particle in _tails().particles:
        return readings(bare)
    ending = _tails().cases.get(word)
    sure = _whole([reading for reading in _splits(word) if reading.lemma in known()], word)
    if word in _tails().behind:
        nominative = frozenset({"nominative"})
        return tuple(Reading(base, "postposition", nominative) for base in (word, *(r.lemma for r in sure)))
    if word in _tails().adverbs:
        return (Reading(word, "adverb"),)
    if word in known():  # a noun in -тық is no verb in the first person: астық, артық
        own = [reading for reading in sure if reading.pos != "verb" or not word.endswith(_ORIGINS)]
        return (_itself(word, ending), *own)
    if sure:
        return tuple(sorted(sure, key=lambda reading: -len(reading.lemma)))
    if ending is not None:
        return (Reading(word, "other", frozenset({ending})),)
    return (*_guesses(word),)


def _foreign(word: str) -> Reading:
    """A word in other letters, perhaps with a case behind a hyphen: "teu-дан"."""
    bare, _, tail = word.rpartition("-")
    case = _tails().cases.get(tail) if bare else None
    return Reading(bare, "noun", frozenset({case})) if case else Reading(word, "other")


def _whole(sure: list[Reading], word: str) -> list[Reading]:
    """Without the name inside an adjective that is known itself: қазақстандық is no Қазақстан."""
    longest = max((r.lemma for r in sure if r.pos in ("noun", "adjective")), key=len, default="")
    longest = word if word in known() else longest
    return [r for r in sure if r.lemma == longest or not longest.endswith(_ORIGINS) or r.pos == "verb"]


def _itself(word: str, ending: str | None) -> Reading:
    pos = (
        "adjective" if word.endswith(_ADJECTIVES) else "verb" if word.endswith(("у", "ю")) and len(word) > 3 else "noun"
    )
    return Reading(word, pos, frozenset({ending or "nominative"}), _SINGULAR if pos == "noun" else frozenset())


_ORIGINS = ("лық", "лік", "дық", "дік", "тық", "тік")
_SINGULAR = frozenset({"singular"})
_LOCATED = ("дағы", "дегі", "тағы", "тегі")
_ADJECTIVES = (*_ORIGINS, "лы", "лі", "ғы", "гі", "қы", "кі")


def _guesses(word: str) -> Iterator[Reading]:
    """A word that nobody knows: itself, and what its tail would make of it."""
    guessed = next((r for r in _splits(word) if r.pos == "noun" and r.cases and len(r.lemma) > 3), None)
    tail = word[len(guessed.lemma) :] if guessed is not None else ""
    if guessed is not None and tail not in _tails().unsure:
        yield Reading(word, "noun", guessed.cases)
        yield guessed
        return
    verb = word.endswith(("ып", "іп", "ған", "ген", "қан", "кен", "ады", "еді", "йды", "йді", "ді", "ды"))
    pos = "verb" if verb else "adjective" if word.endswith(_ADJECTIVES) else "noun"
    yield Reading(word, pos, frozenset({"nominative"}))


def _splits(word: str) -> Iterator[Reading]:
    """Every base and tail of a word, the longest base first; after a hyphen the tail alone."""
    bare, hyphen, tail = word.rpartition("-")
    if hyphen and (found := _nominal(bare, tail)) is not None:
        yield found
    for at in range(len(word) - 1, 1, -1):
        stem, rest = word[:at], word[at:]
        if hyphen and at <= len(bare) + 1:
            break
        noun = _nominal(stem, rest)
        if noun is not None:
            yield from (Reading(base, noun.pos, noun.cases, noun.traits) for base in _bases(stem, rest))
        yield from _verbal(stem, rest)


def _bases(stem: str, rest: str) -> Iterator[str]:
    """A stem and, before a vowel, the stem whose last letter it has voiced: тарабы, көлігі."""
    yield stem
    if rest[0] in _VOWELS and stem[-1] in _VOICED:
        yield stem[:-1] + _VOICED[stem[-1]]
    if rest[0] in _VOWELS and len(stem) > 2 and stem[-2] not in _VOWELS:  # халқы, аузы
        yield from (stem[:-1] + vowel + stem[-1] for vowel in "ыі")


def _nominal(stem: str, tail: str) -> Reading | None:
    rules = _tails()
    match = rules.noun.fullmatch(tail)
    if match is None:
        return None
    ending, adjective = match["case"], match["adjective"]
    owned = match["own"] or match["own2"] or stem.endswith(("ы", "і"))
    if {ending, adjective} & rules.needs_own and not owned:
        return None
    located = not ending and (adjective or "").endswith(_LOCATED)  # "Қытайдағы көрме" stands in China
    case = "locative" if located else rules.cases.get(ending or "", "nominative")
    traits = {"plural"} if match["plural"] else {"singular"}
    pos = "adjective" if adjective and not ending and not match["plural2"] else "noun"
    return Reading(stem, pos, frozenset({case}), frozenset(traits))


def _verbal(stem: str, tail: str) -> Iterator[Reading]:
    for pos, pattern in _tails().verbs.items():
        if pattern.fullmatch(tail):
            yield from (Reading(base, pos.split()[0].replace("verbal", "verb")) for base in _infinitives(stem))
    if tail[0] in "ю":  # көбеюі
        rest = tail[1:]
        if not rest or _tails().noun.fullmatch(rest):
            yield Reading(stem + "ю", "verb")


def _infinitives(stem: str) -> Iterator[str]:
    """A verb in -у by its stem: өс-у, көбе(й)-ю, кем(і)-у; жаб-у where the stem ends in п."""
    yield stem + "у"
    if stem[-1] == "й":
        yield stem[:-1] + "ю"
    if stem[-1] in "ыі":
        yield stem[:-1] + "у"
    if stem[-1] == "п":
        yield stem[:-1] + "бу"


@lru_cache(maxsize=50_000)
def nominative(word: str, *, name: bool = False) -> str:
    """A word without its case and its hyphen's tail, with its possessive: терісін is терісі. `name`: of a person."""
    bare, hyphen, tail = word.rpartition("-")
    if hyphen and tail in _tails().cases:
        return bare
    if word in known():
        return word
    rules = _tails()
    for ending in sorted(rules.cases, key=len, reverse=True):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 1 and _caseless(stem, ending, name):
            return stem
    return word


def _caseless(stem: str, ending: str, name: bool) -> bool:
    """Whether a word is a stem and a case: known, or a tail that nobody's name ends in."""
    rules = _tails()
    if ending in rules.needs_own and not stem.endswith(("ы", "і")):
        return False
    if name and ending in rules.names_after and not stem.endswith(rules.names_after[ending]):
        return False
    if stem in known() or any(reading.lemma in known() and reading.pos == "noun" for reading in _splits(stem)):
        return True
    if len(stem) < 4 or len(ending) < 2:
        return False
    return ending not in rules.unsure or (name and stem.endswith(("в", "н", "й", "и", "ұлы")))
