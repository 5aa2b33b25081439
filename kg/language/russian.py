"""Russian words: base forms and possible cases from the OpenCorpora dictionary (pymorphy3), remembered by word.

Which of the cases a word stands in is a decision of the sentence (`kg.language.markers`), never of the word.
"""

import re
from functools import cache, lru_cache
from typing import Any

from kg.language.annotations import Reading

_CASES = {
    "nomn": "nominative",
    "gent": "genitive",
    "gen2": "genitive",
    "datv": "dative",
    "accs": "accusative",
    "acc2": "accusative",
    "ablt": "instrumental",
    "loct": "locative",
    "loc2": "locative",
}
_POS = {
    "NOUN": "noun",
    "ADJF": "adjective",
    "ADJS": "adjective",
    "COMP": "adverb",
    "VERB": "verb",
    "INFN": "verb",
    "PRTF": "participle",
    "PRTS": "participle",
    "GRND": "verb",
    "NUMR": "numeral",
    "ADVB": "adverb",
    "NPRO": "pronoun",
    "PREP": "preposition",
    "CONJ": "conjunction",
}
_TRAITS = {
    "sing": "singular",
    "plur": "plural",
    "past": "past",
    "futr": "future",
    "pres": "present",
    "pssv": "passive",
    "masc": "masculine",
    "femn": "feminine",
    "neut": "neuter",
    "Name": "name",
    "Surn": "surname",
    "Patr": "patronymic",
    "Geox": "geographic",
    "Orgn": "organisation",
    "anim": "animate",
    "INFN": "infinitive",
    "perf": "perfective",
    "impf": "imperfective",
    "1per": "first person",
    "impr": "imperative",
}


_CYRILLIC = re.compile(r"[а-я]['а-я-]*\Z")


def fold(word: str) -> str:
    """Lower case with ё as е, as tokens are compared."""
    return word.lower().replace("ё", "е")


@cache
def _analyzer() -> Any:
    import pymorphy3  # late: 0.1 s and 30 MB that a text in another language does not need

    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=200_000)
def readings(word: str) -> tuple[Reading, ...]:
    """Readings of a folded word, likeliest first; one of base form and part of speech gathers all its cases."""
    if not _CYRILLIC.match(word):  # the dictionary stumbles over letters that have no name in Unicode
        return (Reading(word, "other"),)
    gathered: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
    for parse in _analyzer().parse(word):
        grammemes = parse.tag.grammemes
        key = (fold(parse.normal_form), _POS.get(parse.tag.POS, "other"))
        cases, traits = gathered.setdefault(key, (set(), set()))
        cases.update(_CASES[g] for g in grammemes if g in _CASES)
        traits.update(_TRAITS[g] for g in grammemes if g in _TRAITS and not (g == "futr" and "present" in traits))
    return tuple(Reading(lemma, pos, frozenset(c), frozenset(t)) for (lemma, pos), (c, t) in gathered.items())


@lru_cache(maxsize=50_000)
def nominative(words: tuple[str, ...], head: str) -> tuple[str, ...]:
    """Adjectives and their noun, the last word, put into the nominative; `head` is the noun's base form. Folded words.

    Number stays as it is, gender is the noun's; a word that cannot be inflected stays too.
    """
    nouns = [p for p in _analyzer().parse(words[-1]) if fold(p.normal_form) == head] or _analyzer().parse(words[-1])[:1]
    noun = nouns[0]
    plural = all(p.tag.number == "plur" for p in nouns) and bool(noun.tag.number)
    wanted = {"nomn", "plur"} if plural else {"nomn", "sing"}
    inflected = noun.inflect(wanted)
    like = wanted if plural else wanted | ({noun.tag.gender} if noun.tag.gender else set())
    return (*(_agreeing(word, like) for word in words[:-1]), inflected.word if inflected else words[-1])


def _agreeing(word: str, wanted: set[str]) -> str:
    for parse in _analyzer().parse(word):
        if parse.tag.POS in ("ADJF", "PRTF"):
            inflected = parse.inflect(wanted)
            return str(inflected.word) if inflected else word
    return word


@lru_cache(maxsize=50_000)
def nominative_name(words: tuple[str, ...], case: str) -> tuple[str, ...]:
    """A person's name that stands in a case, put into the nominative word by word. Folded words.

    The gender is the one that most words can have in that case; a word that never has it stays.
    """
    wanted = [[p for p in _analyzer().parse(word) if _stands(p, case)] for word in words]
    genders = [gender for parses in wanted for gender in {p.tag.gender for p in parses}]
    gender = max(("masc", "femn"), key=lambda g: (genders.count(g), g == "masc"))
    return tuple(_upright(word, parses, gender) for word, parses in zip(words, wanted, strict=True))


def _stands(parse: Any, case: str) -> bool:
    return parse.tag.number == "sing" and _CASES.get(parse.tag.case) == case and parse.tag.POS in ("NOUN", "ADJF")


def _upright(word: str, parses: list[Any], gender: str) -> str:
    """The first reading of that gender, names before other words, in the nominative."""
    fitting = [p for p in parses if p.tag.gender in (gender, None)]
    named = [p for p in fitting if {"Name", "Surn", "Patr"} & set(p.tag.grammemes)]
    for parse in (*named, *fitting):
        inflected = parse.inflect({"nomn", "sing"})
        if inflected:
            return str(inflected.word)
    return word
