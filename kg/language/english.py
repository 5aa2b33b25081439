"""English words: the base forms a word can have by its ending, and the irregular ones by table.

The lexicon decides which of them is meant; a form that is no word does no harm there.
"""

from functools import cache, lru_cache
from pathlib import Path

from kg.language.annotations import Reading
from kg.yaml_files import yaml_file

_IRREGULAR = Path(__file__).parent / "packs" / "en" / "irregular.yaml"
_VOWELS = "aeiou"


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    """Irregular form to its base forms."""
    table: dict[str, list[str]] = {}
    for lemma, forms in yaml_file(_IRREGULAR)["irregular"].items():
        for form in str(forms).split():
            table.setdefault(form, []).append(str(lemma))
    return {form: tuple(lemmas) for form, lemmas in table.items()}


def _bare(stem: str) -> tuple[str, ...]:
    """The verbs a stem before -ed or -ing can come from: itself, with an e, without a doubled letter."""
    undoubled = (stem[:-1],) if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS else ()
    return (stem, stem + "e", *undoubled)


def _plural(word: str) -> tuple[str, ...]:
    if word.endswith("ies") and len(word) > 4:
        return (word[:-3] + "y", word[:-1])
    if word.endswith("es") and len(word) > 3:
        hissing = word[:-2].endswith(("s", "x", "z", "ch", "sh", "o"))
        return (word[:-1], word[:-2]) if hissing else (word[:-1],)
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 2:
        return (word[:-1],)
    return ()


def _verb(word: str) -> tuple[str, ...]:
    if word.endswith("ied") and len(word) > 4:
        return (word[:-3] + "y",)
    if word.endswith("ed") and len(word) > 4:
        return _bare(word[:-2])
    if word.endswith("ing") and len(word) > 5:
        return _bare(word[:-3])
    return ()


@lru_cache(maxsize=200_000)
def readings(word: str) -> tuple[Reading, ...]:
    """Readings of a folded word: irregular forms first, then the word itself, then what its ending allows."""
    base = word[:-2] if word.endswith("'s") else word
    lemmas = dict.fromkeys((*_irregular().get(base, ()), base))
    return (
        *(Reading(lemma, "other") for lemma in lemmas),
        *(Reading(lemma, "noun", traits=frozenset({"plural"})) for lemma in _plural(base)),
        *(Reading(lemma, "verb") for lemma in _verb(base)),
    )
