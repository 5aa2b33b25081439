"""Organisations known beyond any one text, found by their names: those of the pack and of the ontology's registry."""

from collections.abc import Iterator, Mapping
from functools import cache

from kg.language.lines import Line
from kg.language.named import Name
from kg.language.organisation_words import Known, organisation_words
from kg.language.register import alike, folded

_STEM = 6  # letters that a first word keeps in every case


def known_names(line: Line, language: str) -> Iterator[Name]:
    """The known names of a sentence, the longest where several begin together, in order."""
    table = _table(language)
    stop = 0
    for number, token in enumerate(line.tokens):
        if number < stop or token.kind != "word" or not token.text[0].isupper() or line.names[number]:
            continue
        for words, known in _begun(table, token.lower, token.lemmas):
            end = _fits(line, number, words)
            if end and known.type:
                yield Name(number, end, known.name, known.type, known.country, "known", known.others)
                stop = end
                break


def _begun(
    table: Mapping[str, list[tuple[tuple[str, ...], Known]]], word: str, lemmas: tuple[str, ...]
) -> list[tuple[tuple[str, ...], Known]]:
    begins = word[:_STEM] if len(word) > _STEM + 1 else word
    found = [entry for key in dict.fromkeys((word, *lemmas, begins)) for entry in table.get(key, ())]
    return sorted(found, key=lambda entry: -len(entry[0])) if len(found) > 1 else found


def _fits(line: Line, number: int, words: tuple[str, ...]) -> int:
    """The number after the name's last token, 0 where the tokens are others; marks of quotation are passed over."""
    for position, word in enumerate(words):
        while position and number < len(line.tokens) and line.tokens[number].text in '«»"“”':
            number += 1
        if number >= len(line.tokens):
            return 0
        token = line.tokens[number]
        if token.lower != word and word not in token.lemmas and not (len(words) > 1 and alike(word, token.lower)):
            return 0
        if len(words) == 1 and word.isascii() and not token.text.isupper() and len(word) < 4:
            return 0
        number += 1
    return number


@cache
def _table(language: str) -> dict[str, list[tuple[tuple[str, ...], Known]]]:
    """Known names by their first word, and those of several words by how it begins: it may stand in any case."""
    table: dict[str, list[tuple[tuple[str, ...], Known]]] = {}
    for known in organisation_words(language).known.values():
        words = folded(known.name)
        if words:
            table.setdefault(words[0], []).append((words, known))
            if len(words) > 1 and len(words[0]) > _STEM + 1:
                table.setdefault(words[0][:_STEM], []).append((words, known))
    return table
