"""Names whose head stands last (Kazakh): "Қаржы министрлігі", "Өнеркәсіп және құрылыс министрлігінің".

From the head leftwards the words that go on without a case of their own, a mark or a verb; the name begins at the
farthest capital among them.
"""

from collections.abc import Iterator

from kg.language.inflection import upright
from kg.language.lines import Line
from kg.language.named import Name
from kg.language.organisation_words import OrganisationWords

_LONGEST = 7


def trailing_names(line: Line, words: OrganisationWords) -> Iterator[Name]:
    """The names that end in a head, in order."""
    for number, token in enumerate(line.tokens):
        found = words.head(token) if token.kind == "word" and line.names[number] is None else None
        start = _start(line, number, words) if found is not None else number
        if found is None or start == number or line.places[number] is not None:
            continue
        lemma, head = found
        if f"{line.words(start, number)} {lemma}".lower() in words.none:
            continue
        last = upright(token.reader, token.lower, token.text)
        type = words.settle(lemma, head.type, (t.lower for t in line.tokens[start:number]))
        name = f"{line.words(start, number)} {last}"
        country = next((c for n in range(number, start - 2, -1) if (c := line.country(n))), None)
        yield Name(start, number + 1, name, type, country, "head")


def _start(line: Line, number: int, words: OrganisationWords) -> int:
    """The farthest capital that belongs to the name; the head's own number where there is none."""
    start = at = number
    while at > 0 and number - at < _LONGEST and _inside(line, at - 1, number, words):
        at -= 1
        if line.tokens[at].text[0].isupper() and line.tokens[at].lower not in words.plain:
            start = at
    return start


def _inside(line: Line, number: int, head: int, words: OrganisationWords) -> bool:
    token = line.tokens[number]
    if token.kind != "word" or line.names[number] is not None or line.dated[number] is not None:
        return False
    if token.lower in words.joiners.get("and", ()):
        return not line.tokens[number + 1].text[0].isupper()
    if token.lower.endswith(words.places):  # only an embassy's: "Қазақстанның Ресейдегі елшілігі"
        return number == head - 1 and token.text[0].isupper()
    if token.lower.endswith(words.agents):
        return True
    if number == head - 2 and line.tokens[head - 1].lower.endswith(words.places):
        return token.text[0].isupper()
    reading = token.readings[0]
    return reading.pos in ("noun", "adjective") and reading.cases <= {"nominative"} and token.lower not in words.plain
