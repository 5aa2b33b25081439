"""Names of organisations written as runs of capitals: "Ministry of Trade of Ghana", "Osaka Gas Company Ltd", "DEIK".

A run is words with capitals in a row; after a head noun it goes on over "of", "for" and "and". What the run is
worth is decided by its head, its legal form, a post beside it, or its letters alone.
"""

from collections.abc import Iterator

from kg.language.annotations import PlaceMention
from kg.language.lines import Line
from kg.language.named import Name
from kg.language.organisation_words import Head, OrganisationWords
from kg.language.post_words import PostWords
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
    return line.tokens[start].text[0].isascii() == line.tokens[number].text[0].isascii()


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
    """The end of "and X" or ", X" in "of W, X and Y": members are short and no names themselves."""
    number, joins = stop + 1, words.joiners.get("and", frozenset())
    onward = _run(line, number)
    listed = line.tokens[stop].lower in joins or (
        onward < len(line.tokens) and (line.tokens[onward].lower in joins or line.tokens[onward].text == ",")
    )
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
    plural = line.tokens[stop - 1].lower.endswith("s") and line.tokens[number].lower.endswith("s")
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


def capitalised_names(line: Line, words: OrganisationWords, posts: PostWords) -> Iterator[Name]:
    """The runs of a sentence that a head, a legal form or a post beside them makes names."""
    if line.loud:
        return
    yield from _small_heads(line, words, posts)
    for start, stop in runs(line, words):
        start = _trimmed(line, start, stop, words, posts)
        if start < stop and not all(line.places[start:stop]):
            name = _judged(line, start, stop, words, posts)
            if name:
                yield name


def _small_heads(line: Line, words: OrganisationWords, posts: PostWords) -> Iterator[Name]:
    """A portfolio before a head in small letters: "the commerce ministry"."""
    for number in range(1, len(line.tokens)):
        token, before = line.tokens[number], line.tokens[number - 1]
        found = words.heads.get(token.lower)
        if found and found.takes == "portfolio" and before.lower in posts.inner and not line.capital(number):
            yield Name(number - 1, number + 1, line.words(number - 1, number + 1), found.type, _owner(line, number - 1))
        elif token.lower in words.trails and line.capital(number - 1):
            start = _back(line, number)
            yield Name(start, number + 1, line.words(start, number + 1), "government", line.country(start))


def _back(line: Line, stop: int) -> int:
    """Where the run of capitals that ends there begins."""
    start = stop
    while start > 0 and line.capital(start - 1) and line.names[start - 1] is None:
        start -= 1
    while start < stop - 1 and line.places[start] is None:
        start += 1
    return start


def _trimmed(line: Line, start: int, stop: int, words: OrganisationWords, posts: PostWords) -> int:
    """Where the run begins without titles, posts with their portfolios, and offices of a body ("Board of Directors of")."""
    after_post = start > 1 and line.tokens[start - 1].lower in words.joiners.get("of", ()) and bool(
        posts.head(line.tokens[start - 2])
    )
    while start < stop:
        token = line.tokens[start]
        found = posts.match(line.tokens, start)
        office = next((o for o in posts.offices if _reads(line, start, o)), None)
        if office:
            start += len(office)
        elif found and found[1] <= stop and not (found[1] < stop and _heads(line, found[1], words, posts)):
            start, after_post = found[1], True
        elif token.lower in posts.titles or token.lower in words.starters or (after_post and _tie(line, start, words, posts)):
            start += 1
        else:
            break
    return start


def _heads(line: Line, number: int, words: OrganisationWords, posts: PostWords) -> bool:
    """Whether a name's head rather than a portfolio stands there."""
    token = line.tokens[number]
    return words.head(token) is not None and token.lower not in posts.inner


def _tie(line: Line, number: int, words: OrganisationWords, posts: PostWords) -> bool:
    """Whether a word after a post only carries its portfolio."""
    token = line.tokens[number].lower
    return token in posts.inner or any(token in words.joiners.get(key, ()) for key in ("of", "and", "article"))


def _reads(line: Line, number: int, phrase: tuple[str, ...]) -> bool:
    return tuple(t.lower for t in line.tokens[number : number + len(phrase)]) == phrase


def _judged(line: Line, start: int, stop: int, words: OrganisationWords, posts: PostWords) -> Name | None:
    folded = [token.lower.removesuffix("'s") for token in line.tokens[start:stop]]
    if folded[-1] in words.barred or " ".join(folded) in words.none:
        return None
    country = next((c for n in range(start, stop) if (c := line.country(n))), None) or _owner(line, start)
    name = line.words(start, stop).removesuffix("'s").removesuffix("’s")
    forms = [word in words.forms for word in folded]
    if (forms[-1] or forms[0]) and not all(forms):
        return Name(start, stop, name, "company", country, "form")
    found = head_of(line, start, stop, words)
    if found and found[1].type == "company" and all(word in posts.inner or posts.tie(word) for word in folded):
        return None
    alone = found is not None and found[1].takes == "alone"
    if found and (stop - start > 1 or alone) and not (line.opens(start) and stop - start == 2 and folded[0] in words.starters):
        return Name(start, stop, name, words.settle(found[0], found[1].type, folded), country)
    if _by_post(line, start, stop, words, posts):
        return Name(start, stop, name, "company", country, "announced")
    foreign = not line.tokens[0].text.isascii() and line.tokens[start].text.isascii() and _cyrillic(line)
    if foreign and (stop - start > 1 or camel(name)) and not _barred_before(line, start, words):
        return Name(start, stop, name, "company", country, "shape")
    return None


def _cyrillic(line: Line) -> bool:
    """Whether the sentence is in a script with cases, so that a run of Latin letters is foreign."""
    return any(r.cases for t in line.tokens[:6] for r in t.readings[:1])


def _barred_before(line: Line, start: int, words: OrganisationWords) -> bool:
    """Whether the noun before, or the run's quotation, makes it a title or a thing."""
    if line.quoted_at(start) or (start and line.tokens[start - 1].text == "("):
        return True
    near = line.tokens[max(0, start - 2) : start]
    return any(lemma in words.barred for token in near for lemma in token.lemmas)


def _by_post(line: Line, start: int, stop: int, words: OrganisationWords, posts: PostWords) -> bool:
    """Whether somebody's post of a body is of this run: "chief executive of X", "X's chief executive"."""
    if line.places[start] is not None and stop - start == 1:
        return False
    number = start - 1
    while number >= 0 and line.tokens[number].lower in words.joiners.get("article", ()):
        number -= 1
    if number >= 0 and line.tokens[number].lower in words.joiners.get("holds", ()):
        return _body(line, number, posts)
    if line.tokens[stop - 1].lower.endswith("'s") and stop < len(line.tokens):
        return _owned_post(line, stop, posts)
    return False


def _owned_post(line: Line, number: int, posts: PostWords) -> bool:
    """Whether a post of a body begins there or one word later."""
    for begin in (number, number + 1):
        if begin < len(line.tokens) and (found := posts.match(line.tokens, begin)):
            return posts.heads[found[0]] == "body"
    return False


def _body(line: Line, number: int, posts: PostWords) -> bool:
    """Whether, right before a tie, a post of a body ends, offices and other posts passed over."""
    for back in range(number - 1, max(-1, number - 7), -1):
        token = line.tokens[back]
        head = posts.head(token)
        if head:
            return posts.heads[head] in ("body", "state") and token.kind == "word"
        if token.lower not in posts.inner and not posts.tie(token.lower):
            return False
    return False


def _owner(line: Line, start: int) -> str | None:
    """The country whose adjective or possessive stands right before."""
    if line.adjective(start - 1):
        return line.country(start - 1)
    if start > 1 and line.tokens[start - 1].lower in ("'s", "’s"):
        return line.country(start - 2)
    return line.country(start - 1) if start and line.tokens[start - 1].lower.endswith("'s") else None
