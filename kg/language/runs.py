"""Runs of words with capitals: what may be one name, and where it ends once a head has taken what belongs to it.

A run goes on over capitals of one script, "&" and apostrophes; after a head noun also over "of", "for" and "and".
"""

from collections.abc import Iterator

from kg.language.annotations import PlaceMention
from kg.language.lines import Line, latin
from kg.language.organisation_words import Head, OrganisationWords
from kg.language.quoted_names import camel
from kg.model import PartyKind

_LONGEST = 14


def runs(line: Line, words: OrganisationWords) -> Iterator[tuple[int, int]]:
    """Stretches `[start, stop)` of capitals outside names, in order, joined where a head asks for more."""
    number, count = 0, len(line.tokens)
    while number < count:
        if not _capital(line, number):
            number += 1
            continue
        start = number
        stop = _run(line, number)
        while start < stop and line.tokens[start].lower in words.joiners.get("article", ()):
            start += 1
        if start < stop:
            yield start, (stop := _joined(line, start, stop, words))
        number = stop


def _capital(line: Line, number: int) -> bool:
    token = line.tokens[number]
    if token.kind != "word" or line.names[number] is not None or line.dated[number] is not None:
        return False
    return token.text[0].isupper() or camel(token.text)


def _run(line: Line, start: int) -> int:
    stop = start + 1
    while stop < len(line.tokens) and not line.tokens[stop - 1].lower.endswith("'s"):
        goes = (_capital(line, stop) and _alike(line, start, stop)) or _ampersand(line, stop)
        if not goes and not _shortened(line, stop) and not _apostrophe(line, stop):
            break
        stop += 1
    return stop


def _alike(line: Line, start: int, number: int) -> bool:
    """Whether a word goes on in the script of the run: a name does not change it."""
    return latin(line.tokens[start].text) == latin(line.tokens[number].text)


def _ampersand(line: Line, number: int) -> bool:
    return line.tokens[number].text == "&" and _next_capital(line, number)


def _shortened(line: Line, number: int) -> bool:
    """A full stop after one capital letter inside a run."""
    return line.tokens[number].text == "." and len(line.tokens[number - 1].text) == 1 and _next_capital(line, number)


def _apostrophe(line: Line, number: int) -> bool:
    """The apostrophe of a plural inside a run: "Farmers' Federation"."""
    return line.tokens[number].text in ("'", "’") and _next_capital(line, number)


def _next_capital(line: Line, number: int) -> bool:
    return number + 1 < len(line.tokens) and _capital(line, number + 1)


def _joined(line: Line, start: int, stop: int, words: OrganisationWords) -> int:
    """Where the run ends once its head has taken what belongs to it."""
    if not head_of(line, start, stop, words):
        return _listed_head(line, start, stop, words)
    while stop - start < _LONGEST:
        longer = _one_more(line, start, stop, words)
        if longer == stop:
            break
        stop = longer
    return stop


def _one_more(line: Line, start: int, stop: int, words: OrganisationWords) -> int:
    """The run's end one part further: "of X", "under the X", "and X", ", X and Y"; `stop` where nothing follows."""
    if stop >= len(line.tokens) or line.tokens[stop - 1].lower.endswith("'s"):
        return stop
    word, number, joins = line.tokens[stop].lower, stop + 1, words.joiners
    if word in joins.get("of", ()) or word in joins.get("under", ()):
        while number < len(line.tokens) and line.tokens[number].lower in joins.get("article", ()):
            number += 1
        return _after_of(line, start, stop, number, words)
    inside = any(t.lower in joins.get("of", ()) for t in line.tokens[start:stop])
    if inside and (word in joins.get("and", ()) or word == ",") and _next_capital(line, stop):
        return _list_member(line, stop, words)
    return stop


def _after_of(line: Line, start: int, stop: int, number: int, words: OrganisationWords) -> int:
    """The end of what follows "of"; nothing, where a part of a body is followed by the body, a name of its own."""
    if number >= len(line.tokens) or not _capital(line, number):
        return stop
    onward = _run(line, number)
    part = line.tokens[stop - 1].lower in words.parts
    if _town(line, number) and (found := head_of(line, start, stop, words)) and found[1].type == "company":
        return stop
    return stop if part and head_of(line, number, onward, words) and not line.places[number] else onward


def _town(line: Line, number: int) -> bool:
    """Whether a city or region stands there: it says where a company is, and is no part of its name."""
    place = line.places[number]
    return place is not None and isinstance(place.value, PlaceMention) and place.value.party.kind is PartyKind.PLACE


def _list_member(line: Line, stop: int, words: OrganisationWords) -> int:
    """The end of "and X" or ", X" in "of W, X and Y": members are short, no names themselves, and an "and" comes."""
    number, joins = stop + 1, words.joiners.get("and", frozenset())
    onward = last = _run(line, number)
    while last < len(line.tokens) and line.tokens[last].text == "," and _next_capital(line, last):
        last = _run(line, last + 1)
    listed = line.tokens[stop].lower in joins or (last < len(line.tokens) and line.tokens[last].lower in joins)
    short = onward - number <= 2 and not head_of(line, number, onward, words)
    return onward if listed and short and line.places[number] is None and line.places[stop - 1] is None else stop


def _listed_head(line: Line, start: int, stop: int, words: OrganisationWords) -> int:
    """Garment Manufacturers *and Exporters Association*: the head stands after "and"."""
    if stop >= len(line.tokens) or line.tokens[stop].lower not in words.joiners.get("and", ()):
        return stop
    number = stop + 1
    if number >= len(line.tokens) or not _capital(line, number):
        return stop
    onward = _run(line, number)
    plural = all(any("plural" in r.traits for r in line.tokens[n].readings) for n in (stop - 1, number))
    head = onward - number == 2 and head_of(line, number, onward, words)
    return _joined(line, start, onward, words) if head and plural and stop - start <= 4 else stop


def head_of(line: Line, start: int, stop: int, words: OrganisationWords) -> tuple[str, Head] | None:
    """The head of a run: the last of the longest before the first "of"; else the last anywhere."""
    folded = [token.lower.removesuffix("'s") for token in line.tokens[start:stop]]
    of = next((n for n, word in enumerate(folded) if word in words.joiners.get("of", ())), len(folded))
    return _last_head(folded[:of], words) or _last_head(folded, words)


def _last_head(folded: list[str], words: OrganisationWords) -> tuple[str, Head] | None:
    for size in (3, 2, 1):
        for begin in range(len(folded) - size, -1, -1):
            key = " ".join(folded[begin : begin + size])
            if key in words.heads:
                return key, words.heads[key]
    return None
