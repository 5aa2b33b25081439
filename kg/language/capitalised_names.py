"""Names of organisations written as runs of capitals: "Ministry of Trade of Ghana", "Osaka Gas Company Ltd", "DEIK".

A run is words with capitals in a row; after a head noun it goes on over "of", "for" and "and". What the run is
worth is decided by its head, its legal form, a post beside it, or its letters alone.
"""

from collections.abc import Iterator

from kg.language.lines import Line, latin
from kg.language.named import Name, bare
from kg.language.organisation_words import OrganisationWords, lookup
from kg.language.person_names import ended
from kg.language.post_holders import given
from kg.language.post_words import PersonWords, PostWords
from kg.language.quoted_names import camel
from kg.language.runs import head_of, runs

_ACRONYM = 7  # letters of one at most, and one
_NAMES = 3  # words of a person's name


def capitalised_names(line: Line, words: OrganisationWords, posts: PostWords, people: PersonWords) -> Iterator[Name]:
    """The runs of a sentence that a head, a legal form or a post beside them makes names."""
    if line.loud:
        return
    yield from _small_heads(line, words, posts)
    if line.foreign:
        yield from _behind_posts(line, words, posts)
    for start, stop in runs(line, words):
        start = _trimmed(line, start, stop, words, posts)
        stop = _cut(line, start, stop, words, posts, people)
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


def _behind_posts(line: Line, words: OrganisationWords, posts: PostWords) -> Iterator[Name]:
    """An acronym or a word in Latin letters between a post and its holder: «глава Seaglass Иван Волков»."""
    for number, token in enumerate(line.tokens[:-2]):
        head = posts.head(token) if token.kind == "word" else None
        if head is None or posts.heads[head] not in ("body", "state"):
            continue
        if (opening := _genitives(line, number + 1)) in line.quoted and line.free(opening, line.quoted[opening]):
            close = line.quoted[opening]
            yield Name(opening, close, line.words(opening + 1, close - 1), "company", None, "announced")
            continue
        start = stop = max(opening, number + 1)
        while stop < len(line.tokens) and _strange(line, stop, words):
            stop += 1
        if start < stop < len(line.tokens) and line.capital(stop) and not line.places[start]:
            yield Name(start, stop, line.words(start, stop), "company", line.country(stop - 1), "announced")


def _genitives(line: Line, number: int) -> int:
    """Where a noun or two in the genitive and small letters end that say what a quoted name behind a post is of."""
    stop = number
    while stop < min(len(line.tokens) - 1, number + 2) and line.tokens[stop].kind == "word":
        token, reading = line.tokens[stop], line.tokens[stop].readings[0]
        if token.text.isupper() and len(token.text) < _ACRONYM and stop + 1 in line.quoted:
            return stop + 1
        if line.capital(stop) and reading.pos != "adjective":
            break
        if reading.pos not in ("noun", "adjective") or "genitive" not in reading.cases:
            return number
        stop += 1
    return stop if stop > number else -1


def _strange(line: Line, number: int, words: OrganisationWords) -> bool:
    """Whether a word of capitals or in Latin letters stands there that no list knows."""
    token = line.tokens[number]
    if not line.capital(number) or line.names[number] is not None or token.lower in words.forms:
        return False
    known = token.lower in words.known or token.lower in words.none and line.places[number] is None
    return not known and (token.text.isascii() or (token.text.isupper() and 1 < len(token.text) < _ACRONYM))


def _back(line: Line, stop: int) -> int:
    """Where the run of capitals that ends there begins."""
    start = stop
    while start > 0 and line.capital(start - 1) and line.names[start - 1] is None:
        start -= 1
    while start < stop - 1 and line.places[start] is None:
        start += 1
    return start


def _trimmed(line: Line, start: int, stop: int, words: OrganisationWords, posts: PostWords) -> int:
    """Where the run begins without titles, posts with portfolios, and offices ("Board of Directors of")."""
    after_post = (
        start > 1
        and line.tokens[start - 1].lower in words.joiners.get("of", ())
        and bool(posts.head(line.tokens[start - 2]))
    )
    while start < stop:
        found = posts.match(line.tokens, start)
        office = next((o for o in posts.offices if _reads(line, start, o)), None)
        if office:
            start += len(office)
        elif found and found[1] <= stop and not (found[1] < stop and _heads(line, found[1], words, posts)):
            start, after_post = found[1], True
        elif _idle(line, start, words, posts) or (after_post and _tie(line, start, words, posts)):
            start += 1
        else:
            break
    return start


def _cut(line: Line, start: int, stop: int, words: OrganisationWords, posts: PostWords, people: PersonWords) -> int:
    """Where a body's name ends before a post and its holder, or before the holder of a post that went before."""
    for number in range(start + 1, stop):
        if head_of(line, start, number, words) is None and line.tokens[number - 1].lower not in words.forms:
            continue
        found = posts.match(line.tokens, number)
        holder = found[1] if found else number
        if line.tokens[number - 1].lower in _tied(words):
            continue
        told = (
            found is not None
            or (start > 0 and posts.head(line.tokens[start - 1]) is not None)
            or (start > 1 and _post_before(line, _untied(line, start, words), posts))
        )
        if told and 1 < stop - holder <= _NAMES and _person(line, holder, stop, people, words, posts, bool(found)):
            return number
    return stop


def _tied(words: OrganisationWords) -> frozenset[str]:
    return words.joiners.get("of", frozenset()) | words.joiners.get("article", frozenset())


def _post_before(line: Line, number: int, posts: PostWords) -> bool:
    """Whether a post of any kind ends right before a tie: "Governor of"."""
    return number > 0 and posts.head(line.tokens[number - 1]) is not None


def _untied(line: Line, start: int, words: OrganisationWords) -> int:
    """The number of the tie before a name, articles passed over."""
    number = start - 1
    while number > 0 and line.tokens[number].lower in words.joiners.get("article", ()):
        number -= 1
    return number


def _person(
    line: Line, start: int, stop: int, people: PersonWords, words: OrganisationWords, posts: PostWords, held: bool
) -> bool:
    """Whether two or three capitals are somebody's name; behind a post (`held`) all are that say nothing else."""
    tokens = line.tokens[start:stop]
    if any(token.kind != "word" or words.head(token) for token in tokens) or line.places[start] is not None:
        return False
    plain = not any(t.lower in words.barred or t.lower in posts.inner or posts.head(t) for t in tokens)
    return given(tokens[0], people) or ended(tokens[-1], people) or (held and plain)


def _idle(line: Line, number: int, words: OrganisationWords, posts: PostWords) -> bool:
    """Whether a word is a title, or has its capital only because a sentence begins."""
    word = line.tokens[number].lower
    return word in posts.titles or (word in words.starters and not _portfolio(line, number, words, posts))


def _portfolio(line: Line, number: int, words: OrganisationWords, posts: PostWords) -> bool:
    """Whether a word says what the ministry behind it is for: "Trade Ministry", "the Trade and Industry Ministry"."""
    if line.tokens[number].lower not in posts.inner:
        return False
    ahead = [token.lower for token in line.tokens[number + 1 : number + 4]]
    while len(ahead) > 1 and (ahead[0] in posts.inner or ahead[0] in words.joiners.get("and", ())):
        ahead = ahead[1:]
    found = words.heads.get(ahead[0]) if ahead else None
    return found is not None and found.takes == "portfolio"


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
    name = bare(line.words(start, stop))
    shown = (token.text for token in line.tokens[start:stop])
    forms = [w in words.forms and (latin(t) or not t.istitle()) for w, t in zip(folded, shown, strict=True)]
    if (forms[-1] or forms[0]) and not all(forms):
        return Name(start, stop, name, "company", country, "form")
    found = head_of(line, start, stop, words)
    if found and found[1].type == "company" and all(word in posts.inner or posts.tie(word) for word in folded):
        return None
    alone = found is not None and found[1].takes == "alone"
    begun = line.opens(start) and stop - start == 2 and folded[0] in words.starters
    begun = begun and not _portfolio(line, start, words, posts)
    if found and (stop - start > 1 or alone) and not begun:
        return Name(start, stop, name, words.settle(found[0], found[1].type, folded), country)
    if _by_post(line, start, stop, words, posts):
        return Name(start, stop, name, "company", country, "announced")
    if words.trailing and line.tokens[start].text.isascii() and (behind := _announced(line, stop, words)):
        return Name(start, stop + 1, name, behind, country, "announced")
    foreign = line.tokens[start].text.isascii() and line.foreign
    if foreign and (stop - start > 1 or camel(name)) and not _barred_before(line, start, words):
        return Name(start, stop, name, "company", country, "shape")
    return None


def _announced(line: Line, stop: int, words: OrganisationWords) -> str | None:
    """The type by the noun right behind, in a language whose heads stand last: "Vandrek компаниясы"."""
    after = line.tokens[stop] if stop < len(line.tokens) else None
    if after is None or after.kind != "word" or after.text[0].isupper():
        return None
    found = lookup(words.announce, after)
    return str(found[1]) if found else None


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
    begin = start
    while begin < stop and (line.country(begin) or line.tokens[begin].lower in posts.inner):
        begin += 1
    if begin > start and 1 < stop - begin <= _NAMES:
        return False  # "President of Peru Anna Wolkow", "Secretary of State for Foreign Trade Anna Wolkow"
    number = start - 1
    while number >= 0 and line.tokens[number].lower in words.joiners.get("article", ()):
        number -= 1
    if number >= 0 and line.tokens[number].lower in words.joiners.get("holds", ()):
        return _body(line, number, posts) or _body(line, _before_person(line, number), posts)
    if line.tokens[stop - 1].lower.endswith("'s") and stop < len(line.tokens):
        return _owned_post(line, stop, posts)
    return False


def _before_person(line: Line, stop: int) -> int:
    """Where the name of two or three words begins that ends there: "economist Fiona Kelly of X"; else `stop`."""
    start = stop
    while start > 0 and line.capital(start - 1) and line.names[start - 1] is None and line.places[start - 1] is None:
        start -= 1
    return start if 1 < stop - start <= _NAMES and start > 0 else stop


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
