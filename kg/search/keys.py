"""Words as they are indexed and looked up: base forms of each language, as they sound."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

from kg.language.readings import readings_for
from kg.yaml_files import parsed

LANGUAGES = ("ru", "en", "kk")
_WORD = re.compile(r"[^\W_]+")
_CYRILLIC = re.compile(r"[а-яёәғқңөұүһі]", re.IGNORECASE)


def keys(text: str, language: str | None = None) -> Iterator[str]:
    """The keys of a text's words: as they stand, and in the base forms that the language (or any it may be in) gives.

    >>> {"latvia", "v"} <= set(keys("в Латвию", "ru"))
    True
    """
    for word in words(text):
        yield from dict.fromkeys((sound(word), *map(sound, _bases(word, language))))


def words(text: str) -> list[str]:
    """The words of a text, in small letters.

    >>> words("KazMunayGas, Қазақстан")
    ['kazmunaygas', 'қазақстан']
    """
    return [word.casefold() for word in _WORD.findall(unicodedata.normalize("NFKC", text))]


@lru_cache(maxsize=100_000)
def _bases(word: str, language: str | None) -> tuple[str, ...]:
    if word.isdigit():
        return ()
    cyrillic = bool(_CYRILLIC.search(word))
    languages = (language,) if language in LANGUAGES else ("ru", "kk") if cyrillic else ("en",)
    return tuple(dict.fromkeys(reading.lemma for each in languages for reading in readings_for(str(each))(word)))


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """How a word sounds, roughly: the same in every alphabet.

    >>> sound("экспорт") == sound("export"), sound("Jambyl") == sound("жамбыл")
    (True, True)
    """
    groups, letters = _table()
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c) or c == "̆"
    )
    plain = unicodedata.normalize("NFC", plain)
    for group, told in groups.items():
        plain = plain.replace(group, told)
    told = "".join(letters.get(letter, letter) for letter in plain)
    return "".join(letter for letter, _ in groupby(told))


@cache
def _table() -> tuple[Mapping[str, str], Mapping[str, str]]:
    found = parsed(Path(__file__).with_name("letters.yaml"))
    groups = {str(group): str(told) for group, told in found["groups"].items()}
    return groups, {str(letter): str(told) for letter, told in found["letters"].items()}
