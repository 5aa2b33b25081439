"""How much a text reads like one: the right encoding gives words of a language, a wrong one rare letters and signs.

Only letters and signs beyond ASCII count; ASCII is the same in all encodings in question.
"""

import functools
import math
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

from kg.yaml_files import parsed

LEGIBLE = -6.5  # mean logarithm of probability above which a text reads well; Russian has -3.5, garble -8 and less
_SAMPLE = 40_000  # characters
_IMPOSSIBLE = -12.0
_LATIN = -2.5  # a letter of the alphabet beyond A-Z
_TYPOGRAPHY = dict.fromkeys("«»„“”‘’–—…№\u00a0\u202f°§•·×±©®™\u00ad−", -4.5) | dict.fromkeys("€£¥₽₸", -2.0)
_SHAPES = {"lower": -0.3, "capitalised": -1.5, "capitals": -3.0, "mixed": -9.0}
_WORD = re.compile(r"[^\W\d_]+")


def legibility(text: str) -> float:
    """The mean logarithm of probability of what stands beyond ASCII in the text; 0 where nothing does."""
    sample = text[:_SAMPLE]
    foreign = Counter(char for char in sample if not char.isascii())
    if not foreign:
        return 0.0
    words = [word for word in _WORD.findall(sample) if not word.isascii()]
    signs = sum(_sign(char) * times for char, times in foreign.items() if not char.isalpha())
    letters = sum(_shape(word) for word in words) + _spelt("".join(words).lower())
    return (signs + letters) / foreign.total()


def _sign(char: str) -> float:
    return _TYPOGRAPHY.get(char, _IMPOSSIBLE)


def _shape(word: str) -> float:
    """Capitals inside words show a wrong encoding; so do Cyrillic and Latin letters in one word."""
    if len({_cyrillic(char) for char in word}) > 1:
        return _IMPOSSIBLE * len(word)
    if word.islower():
        return _SHAPES["lower"]
    if word[1:].islower() or len(word) == 1:
        return _SHAPES["capitalised"]
    if word.isupper():
        return _SHAPES["capitals"]
    return _SHAPES["mixed"] * max(1, sum(one.islower() and other.isupper() for one, other in pairwise(word)))


def _cyrillic(char: str) -> bool:
    return "\u0400" <= char <= "\u052f"


def _spelt(letters: str) -> float:
    """How probable the letters are in the language that fits them best, each script for itself."""
    counted = Counter(char for char in letters if not char.isascii())
    scripts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for char, times in counted.items():
        scripts[_cyrillic(char)][char] = times
    return sum(_best(found, _models()[script]) for script, found in scripts.items() if found)


def _best(found: Counter[str], models: list[dict[str, float]]) -> float:
    return max(sum(model.get(char, _IMPOSSIBLE) * times for char, times in found.items()) for model in models)


@functools.cache
def _models() -> dict[bool, list[dict[str, float]]]:
    tables: Any = parsed(Path(__file__).with_name("letters.yaml"))
    cyrillic = [{char: math.log(share / 100) for char, share in each.items()} for each in tables["cyrillic"].values()]
    latin = [dict.fromkeys(each, _LATIN) for each in tables["latin"].values()]
    return {True: cyrillic, False: latin}
