"""A sentence as a tagger is shown it: its words, and what rules have found on each."""

from dataclasses import dataclass

from kg.language.annotations import OrganisationMention, PlaceMention
from kg.language.lines import Line
from kg.language.organisation_words import OrganisationWords, lookup
from kg.language.post_words import PersonWords, PostWords


@dataclass(frozen=True, slots=True)
class Shown:
    """Tokens and, for each, the marks of the rules (`place`, `org:company`, `head`, `post`, `given`, `dated` …)."""

    texts: tuple[str, ...]
    kinds: tuple[str, ...]
    marks: tuple[tuple[str, ...], ...]


def shown(line: Line, words: OrganisationWords, posts: PostWords, people: PersonWords) -> Shown:
    """A sentence with its marks."""
    marks = tuple(tuple(_marks(line, n, words, posts, people)) for n in range(len(line.tokens)))
    return Shown(tuple(t.text for t in line.tokens), tuple(t.kind for t in line.tokens), marks)


def _marks(line: Line, number: int, words: OrganisationWords, posts: PostWords, people: PersonWords) -> list[str]:
    token, found = line.tokens[number], []
    place, name = line.places[number], line.names[number]
    if place is not None and isinstance(place.value, PlaceMention):
        found.append(f"place:{place.value.party.kind.value}:{place.value.form}")
    if name is not None and isinstance(name.value, OrganisationMention):
        found.append(f"org:{name.layer}")
        found.append("org:begins" if name.span.start == token.span.start else "org:goes on")
    if line.dated[number] is not None:
        found.append("dated")
    if line.quoted_at(number):
        found.append("quoted")
    if token.kind == "word":
        found += _word(token.lower, words, posts, people)
        tables = (("head", words.heads), ("announce", words.announce), ("form", words.forms))
        found += [kind for kind, table in tables if lookup(table, token)]
        found += ["post"] if posts.head(token) else []
        found += ["acts"] if words.acts and any(lemma in words.acts for lemma in token.lemmas) else []
        found.append(f"pos:{token.readings[0].pos}")
    return found


def _word(word: str, words: OrganisationWords, posts: PostWords, people: PersonWords) -> list[str]:
    told = (
        ("given", word in people.given),
        ("ending", len(word) > 4 and word.endswith(people.ends)),
        ("barred", word in words.barred),
        ("starter", word in words.starters),
        ("inner", word in posts.inner),
        ("title", word in posts.titles),
        ("media", word in words.media),
    )
    return [name for name, holds in told if holds]
