"""What a word can be: one function per language from a folded word to its readings.

A language offers `readings(word) -> tuple[Reading, ...]`. Russian asks a dictionary, English and Kazakh take endings
off, any other language reads every word as itself until it gets a normaliser.
"""

from functools import cache

from kg.language.annotations import Reading, Readings


def plain(word: str) -> tuple[Reading, ...]:
    """A word of a language without a normaliser is its own base form."""
    return (Reading(word, "other"),)


@cache
def readings_for(language: str) -> Readings:
    """The normaliser of a language; loads its dictionary when first asked for a word, not before."""
    # late: the modules are as heavy as their dictionaries, and a document has one language
    if language == "ru":
        from kg.language.russian import readings as russian

        return russian
    if language == "en":
        from kg.language.english import readings as english

        return english
    if language == "kk":
        from kg.language.kazakh import readings as kazakh

        return kazakh
    return plain
