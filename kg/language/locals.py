"""Firms, goods and people of a region or continent that an adjective names: "свердловские заводы", "Asian buyers".

Such an adjective is a family name, a street or half of a firm's name as often, so that what stands behind it decides.
"""

from collections.abc import Set

from kg.language.lexicon import Hit
from kg.language.words import Words

_ADJECTIVES = ("adjective", "participle", "other")  # other: English words, which have no part of speech


def is_local(words: Words, hit: Hit, nouns: Set[str]) -> bool:
    """Whether one of these nouns, or goods of a region, stands behind an adjective or one adjective further.

    `nouns` are base forms, or forms where only the plural tells of a region ("countries").
    """
    goods = not hit.entry.notation.startswith(":")
    for number in range(hit.stop, min(hit.stop + 2, len(words))):
        token = words.tokens[number]
        if token.kind != "word" or _begins_name(words, hit, number):
            return False
        if token.lower in nouns or not nouns.isdisjoint(token.lemmas):
            return True
        if goods and words.starting(number, "product") is not None:
            return True
        if token.readings[0].pos not in _ADJECTIVES:
            return False
    return False


def _begins_name(words: Words, hit: Hit, number: int) -> bool:
    """Whether a word with a capital goes on with a name: "Kharkiv Tractor"; headings in capitals are none."""
    text = words.tokens[number].text
    return text[0].isupper() and not words.tokens[hit.start].text.isupper()
