"""Names of organisations written as runs of capitals: "Ministry of Trade of Ghana", "Osaka Gas Company Ltd", "DEIK".

A run is words with capitals in a row; after a head noun it goes on over "of", "for" and "and". What the run is
worth is decided by its head, its legal form, a noun beside it, what it does, or its letters alone.
"""

from collections.abc import Iterator

from kg.language.lines import Line
from kg.language.named import Name
from kg.language.organisation_words import Head, OrganisationWords, lookup
from kg.language.post_words import PersonWords, PostWords
from kg.language.quoted_names import camel

_LONGEST = 14
_NEAR = 3


def runs(line: Line, words: OrganisationWords) -> Iterator[tuple[int, int]]:
    """Stretches `[start, stop)` of capitals outside names and quotes, in order, joined where a head asks for more."""
    number, count = 0, len(line.tokens)
    while number < count:
        if not _capital(line, number):
            number += 1
            continue
        stop = _run(line, number)
        yield number, (stop := _joined(line, number, stop, words))
        number = stop


def _capital(line: Line, number: int) -> bool:
    token = line.tokens[number]
    return token.kind == "word" and line.names[number] is None and (token.text[0].isupper() or camel(token.text))


def _run(line: Line, start: int) -> int:
    stop = start + 1
    while stop < len(line.tokens):
        if (_capital(line, stop) and _alike(line, start, stop)) or _ampersand(line, stop):
            stop += 1
        elif (
            line.tokens[stop].text == "." and line.tokens[stop - 1].lower in ("st", "co") and _next_capital(line, stop)
        ):
            stop += 1
        else:
            break
    return stop


def _alike(line: Line, start: int, number: int) -> bool:
    """Whether a word goes on in the script of the run: a name does not change it."""
    return line.tokens[start].text[0].isascii() == line.tokens[number].text[0].isascii()


def _ampersand(line: Line, number: int) -> bool:
    return line.tokens[number].text == "&" and _next_capital(line, number)


def _next_capital(line: Line, number: int) -> bool:
    return number + 1 < len(line.tokens) and _capital(line, number + 1)


def _joined(line: Line, start: int, stop: int, words: OrganisationWords) -> int:
    """Where the run ends once its head has taken what belongs to it."""
    head = _head(line, start, stop, words)
    while head and stop - start < _LONGEST:
        longer = _one_more(line, start, stop, words)
        if longer == stop:
            return stop
        stop = longer
    if not head:
        return _listed_head(line, start, stop, words)
    return stop


def _one_more(line: Line, start: int, stop: int, words: OrganisationWords) -> int:
    """The run's end one part further: "of X", "under the X", "and X", ", X and Y"; `stop` where nothing follows."""
    if stop >= len(line.tokens):
        return stop
    word, number = line.tokens[stop].lower, stop + 1
    joins = words.joiners
    inside = any(t.lower in joins.get("of", ()) for t in line.tokens[start:stop])
    if word in joins.get("of", ()) or word in joins.get("under", ()):
        while number < len(line.tokens) and line.tokens[number].lower in joins.get("article", ()):
            number += 1
        return _run(line, number) if number < len(line.tokens) and _capital(line, number) else stop
    if inside and (word in joins.get("and", ()) or word == ",") and _next_capital(line, stop):
        onward = _run(line, number)
        goes = word != "," or (onward < len(line.tokens) and line.tokens[onward].lower in (*joins.get("and", ()), ","))
        one = onward - number == 1 and not _head(line, number, onward, words)
        return onward if one and goes and not line.country(number) and line.places[stop - 1] is None else stop
    return stop


def _listed_head(line: Line, start: int, stop: int, words: OrganisationWords) -> int:
    """Garment Manufacturers *and Exporters Association*: the head stands after "and"."""
    if stop >= len(line.tokens) or line.tokens[stop].lower not in words.joiners.get("and", ()):
        return stop
    number = stop + 1
    if number >= len(line.tokens) or not _capital(line, number):
        return stop
    onward = _run(line, number)
    plural = line.tokens[stop - 1].lower.endswith("s") and line.tokens[number].lower.endswith("s")
    head = _head(line, number, onward, words)
    one = onward - number == 2 and stop - start <= 4 and head is not None
    return _joined(line, start, onward, words) if one and (plural or stop - start == 1) else stop


def _head(line: Line, start: int, stop: int, words: OrganisationWords) -> tuple[str, Head] | None:
    """The head of a run: of two words before one of one, the last before the first."""
    folded = [token.lower for token in line.tokens[start:stop]]
    for size in (3, 2, 1):
        for begin in range(len(folded) - size, -1, -1):
            key = " ".join(folded[begin : begin + size])
            if key in words.heads:
                return key, words.heads[key]
    return None


def capitalised_names(line: Line, words: OrganisationWords, posts: PostWords, people: PersonWords) -> Iterator[Name]:
    """The runs of a sentence that a head, a legal form or general knowledge makes a name."""
    for start, stop in runs(line, words):
        start = _trimmed(line, start, stop, posts)
        if start < stop and not all(line.places[start:stop]):
            name = _judged(line, start, stop, words, people)
            if name:
                yield name


def _trimmed(line: Line, start: int, stop: int, posts: PostWords) -> int:
    """Where the run begins without titles, posts, articles and what merely begins a sentence."""
    while start < stop:
        token = line.tokens[start]
        if token.lower in posts.titles or token.lower in _ARTICLES:
            start += 1
        elif (found := posts.match(line.tokens, start)) and found[1] < stop:
            start = found[1]
        else:
            return start
    return start


_ARTICLES: frozenset[str] = frozenset()


def _judged(line: Line, start: int, stop: int, words: OrganisationWords, people: PersonWords) -> Name | None:
    folded = [token.lower for token in line.tokens[start:stop]]
    known = words.known.get(" ".join(folded))
    if known:
        return Name(start, stop, known.name, known.type, known.country, "known") if known.type else None
    if folded[-1] in words.barred or " ".join(folded) in words.none:
        return None
    country = next((c for n in range(start, stop) if (c := line.country(n))), None) or _owner(line, start)
    name = line.words(start, stop)
    form = next((words.forms[w] for w in (folded[-1], folded[0]) if w in words.forms and len(folded) > 1), None)
    if form:
        return Name(start, stop, name, form, country, "form")
    found = _head(line, start, stop, words)
    if found and (stop - start > 1):
        return Name(start, stop, name, words.settle(found[0], found[1].type, folded), country, "head")
    return None


def _owner(line: Line, start: int) -> str | None:
    """The country whose adjective or possessive stands right before."""
    if line.adjective(start - 1):
        return line.country(start - 1)
    if start > 1 and line.tokens[start - 1].lower in ("'s", "’s"):
        return line.country(start - 2)
    return line.country(start - 1) if start and line.tokens[start - 1].lower.endswith("'s") else None
