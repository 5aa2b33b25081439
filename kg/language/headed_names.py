"""Names of organisations that grow from a head noun where the language has cases: "Комитет статистики Латвии".

Adjectives before the head belong to the name from the first capital on; after the head go a quoted name, or a
complement: words that can stand in the genitive (after a connector, in its case). A capital that begins a
person's name, a verb, a mark or another head ends it.
"""

from collections.abc import Iterator

from kg.language.annotations import Token
from kg.language.inflection import nominative
from kg.language.lines import Line
from kg.language.named import Name
from kg.language.organisation_words import Head, OrganisationWords
from kg.language.post_words import PersonWords
from kg.language.tokens import fold

_LONGEST = 14  # tokens of a complement
_NOMINAL = ("noun", "adjective", "participle")


def headed_names(line: Line, words: OrganisationWords, people: PersonWords) -> Iterator[Name]:
    """The names that grow from the heads of a sentence, in order; nested ones each on their own."""
    stop = 0
    for number, token in enumerate(line.tokens):
        if number < stop or token.kind != "word" or line.places[number] is not None:
            continue
        found = words.head(token)
        name = _grown(line, number, *found, words, people) if found else None
        if name:
            yield name
            stop = name.stop


def _grown(
    line: Line, number: int, lemma: str, head: Head, words: OrganisationWords, people: PersonWords
) -> Name | None:
    start, stop = _start(line, number, words), number + 1
    if stop not in line.quoted:
        stop = _complement(line, stop, words, people)
    if stop > number + 1 and any(lemma in words.offices for lemma in line.tokens[number + 1].lemmas):
        return None
    opening, quoted = stop, line.quoted.get(stop)
    stop = quoted or stop
    capital = any(line.capital(n) for n in range(start, number)) or (line.capital(number) and not line.opens(number))
    if not _suffices(line, start, number, stop, head, capital, bool(quoted)):
        return None
    type = words.settle(lemma, head.type, (token.lower for token in line.tokens[start:stop]))
    country = _country(line, start, stop)
    inner = line.words(opening + 1, quoted - 1) if quoted else ""
    if inner and not capital and lemma in words.announce:
        type = words.settle(lemma, words.announce[lemma], (token.lower for token in line.tokens[number:stop]))
        return Name(opening, stop, inner, type, country, "announced")
    name = f"{_upright(line, start, number, lemma)} {line.words(number + 1, stop)}".strip()
    return Name(start, stop, name, type, country, "head", (inner,) if inner else ())


def _start(line: Line, number: int, words: OrganisationWords) -> int:
    """Where the name begins: at the first capital, or fixed adjective, of the adjectives before the head."""
    start = begin = number
    while begin > 0 and _adjective(line.tokens[begin - 1], words):
        begin -= 1
        paired = "-" in line.tokens[begin].text
        alone = line.opens(begin) and line.adjective(begin) and number - begin < 2 and not paired
        fixed = start == begin + 1 and any(lemma in words.fixed for lemma in line.tokens[begin].lemmas)
        if (line.capital(begin) and not alone) or fixed:
            start = begin
    return start


def _adjective(token: Token, words: OrganisationWords) -> bool:
    if token.kind != "word" or any(lemma in words.plain for lemma in token.lemmas):
        return False
    return any(r.pos in ("adjective", "participle") and r.cases for r in token.readings[:3])


def _complement(line: Line, start: int, words: OrganisationWords, people: PersonWords) -> int:
    """Where the complement that begins at `start` ends; `start` itself when there is none."""
    case, number, stop = "genitive", start, start
    if number + 1 < len(line.tokens) and (governed := words.connectors.get(line.tokens[number].lower)):
        case, number = governed, number + 1
        if any(lemma in words.afterwards for lemma in line.tokens[number].lemmas):
            return start
    while number < min(len(line.tokens), start + _LONGEST):
        if line.tokens[number].kind == "word" and _continues(line, number, case, words, people):
            stop = number = number + 1
        elif number == stop > start and _listed(line, number, case, words, people):
            number += 1
        else:
            break
    return stop


def _continues(line: Line, number: int, case: str, words: OrganisationWords, people: PersonWords) -> bool:
    """Whether a word goes on with the complement."""
    token = line.tokens[number]
    if line.places[number] is not None:  # "Республики Казахстан": its second word stands in no case of its own
        return _stands(token, case) or (number > 0 and line.places[number] is line.places[number - 1])
    if len(token.text) == 1 or (words.head(token) and token.text[0].isupper()):
        return False
    if token.text[0].isupper() and _stranger(line, number, people):
        return False
    return _stands(token, case) and any(r.pos in _NOMINAL and r.cases for r in token.readings[:3])


def _stands(token: Token, case: str) -> bool:
    """Whether a word can stand in the case or in the genitive, or has no cases at all (an abbreviation)."""
    cased = [r.cases for r in token.readings[:3] if r.cases]
    return not cased or any(case in cases or "genitive" in cases for cases in cased)


def _stranger(line: Line, number: int, people: PersonWords) -> bool:
    """Two capitals in a row that are no place: a person's name rather than a complement."""
    following = number + 1
    if following >= len(line.tokens) or not line.capital(following) or line.places[following] is not None:
        return False
    if line.tokens[number].lower in people.given or line.tokens[following].lower.endswith(people.ends):
        return True
    given = "name" in line.tokens[following].readings[0].traits and "name" not in line.tokens[number].readings[0].traits
    return not line.tokens[number].text.isupper() and not given


def _listed(line: Line, number: int, case: str, words: OrganisationWords, people: PersonWords) -> bool:
    """Whether a list goes on after "and" or a comma: the next word stands in the case and begins no name."""
    mark, following = line.tokens[number], number + 1
    joins = mark.lower in words.joiners.get("and", ())
    if not (joins or mark.text == ",") or following >= len(line.tokens) or line.tokens[following].kind != "word":
        return False
    if line.capital(following) or not _continues(line, following, case, words, people):
        return False
    ahead = {token.lower for token in line.tokens[following + 1 : following + 4]}
    return joins or bool(ahead & words.joiners.get("and", frozenset()))


def _suffices(line: Line, start: int, number: int, stop: int, head: Head, capital: bool, quoted: bool) -> bool:
    """Whether what stands around the head makes a name of it, by what the head takes."""
    complement = stop > number + 1
    traits = line.tokens[number].readings[0].traits
    if not quoted and "plural" in traits and "singular" not in traits:
        return head.takes == "name" and capital and start < number
    adjoined = line.adjective(start - 1)
    if quoted:
        return True
    if head.takes == "complement":
        return complement or adjoined or (capital and not line.tokens[number].text.isupper())
    if head.takes == "owner":
        return capital or adjoined or any(line.places[number + 1 : stop])
    if head.takes == "capital":
        inside = complement and any(line.capital(n) for n in range(number + 1, stop))
        return inside or (capital and (complement or start < number))
    return (capital and start < number) or (line.capital(number) and not line.opens(number) and complement)


def _upright(line: Line, start: int, number: int, lemma: str) -> str:
    """Adjectives and head in the nominative, with the capitals of the text."""
    tokens = line.tokens[start : number + 1]
    words = nominative(tokens[-1].reader, tuple(token.lower for token in tokens), lemma)
    return " ".join(dressed(word, token.text) for word, token in zip(words, tokens, strict=True))


def dressed(word: str, like: str) -> str:
    """A word with the capitals of another, and with its letters where they are the same but for folding."""
    if fold(like) == word:
        return like
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if like[:1].isupper() else word


def _country(line: Line, start: int, stop: int) -> str | None:
    """The last country inside the name, else the country whose adjective stands right before it."""
    inside = [country for n in range(start, stop) if (country := line.country(n))]
    if inside:
        return inside[-1]
    return line.country(start - 1) if line.adjective(start - 1) else None
