"""What a pack's `posts` and `names` sections say, ready to be asked word by word."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from kg.language.annotations import Token
from kg.language.organisation_words import organisation_words
from kg.language.packs import pack
from kg.language.tokens import fold

_LISTED = (
    *("modifiers", "inner", "former", "titles", "ties", "copulas", "deputies", "possessives"),
    *("bodies", "shared", "roles", "relatives", "successions", "polities", "areas", "equals", "modals"),
)


@dataclass(frozen=True)
class PostWords:
    """The posts of one language. `heads` tells whose a post is; keys are folded, several words joined by blanks."""

    heads: Mapping[str, str] = field(default_factory=dict)
    longer: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    modifiers: frozenset[str] = frozenset()
    inner: frozenset[str] = frozenset()
    former: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    ties: frozenset[str] = frozenset()
    copulas: frozenset[str] = frozenset()
    deputies: frozenset[str] = frozenset()
    possessives: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()
    successions: frozenset[str] = frozenset()
    equals: frozenset[str] = frozenset()
    modals: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    polities: frozenset[str] = frozenset()
    leading: Mapping[str, str] = field(default_factory=dict)
    offices: tuple[tuple[str, ...], ...] = ()

    def head(self, token: Token) -> str | None:
        """The one-word head that a word is a form of."""
        if token.lower in self.heads:
            return token.lower
        if token.readings and token.readings[0].pos == "preposition":
            return None
        found = next((lemma for lemma in token.lemmas if lemma in self.heads), None)
        return found or next((lemma for lemma in self._halves(token) if lemma in self.heads), None)

    @staticmethod
    def _halves(token: Token) -> Iterator[str]:
        """The base forms of the second half of a word like «капитан-директор», inflected as a whole."""
        _, hyphen, second = token.lower.rpartition("-")
        if hyphen and any(reading.cases for reading in token.readings[:1]):
            yield from (reading.lemma for reading in token.reader(second) if reading.pos == "noun")

    def tie(self, word: str) -> bool:
        """Whether a folded word only ties the parts of a post together."""
        return word in self.ties

    def match(self, tokens: Sequence[Token], number: int) -> tuple[str, int] | None:
        """The longest head that begins at a token, and the number after it."""
        token = tokens[number]
        for first in dict.fromkeys((token.lower, *token.lemmas)):
            for rest in self.longer.get(first, ()):
                if _reads(tokens[number + 1 : number + len(rest)], rest[1:]):
                    return " ".join(rest), number + len(rest)
        head = self.head(token)
        return (head, number + 1) if head else None


def _reads(tokens: Sequence[Token], words: Sequence[str]) -> bool:
    """Whether tokens are these words in any case; a plural in a language without cases is none of them."""
    pairs = zip(tokens, words, strict=False)
    return len(tokens) == len(words) and all(word == t.lower or _cased(t, word) for t, word in pairs)


def _cased(token: Token, word: str) -> bool:
    return any(reading.lemma == word and reading.cases for reading in token.readings)


@dataclass(frozen=True)
class PersonWords:
    """Given names, ends of family names, particles inside names, and legal forms, which are none; folded.

    `trailing`: a name's case stands at its last word only; `tails` are cases that no list of endings is needed for.
    """

    given: frozenset[str] = frozenset()
    ends: tuple[str, ...] = ()
    particles: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    trailing: bool = False
    tails: tuple[str, ...] = ()


@cache
def post_words(language: str) -> PostWords:
    """The posts of a language's pack; empty where it has none."""
    given = pack(language).sections.get("posts", {})
    heads: dict[str, str] = {}
    for entry in given.get("heads", ()):
        for word in entry["words"]:
            heads.setdefault(fold(word), entry["of"])
    for word, of in list(heads.items()):
        heads.setdefault(word.replace("-", " "), of)
        heads.setdefault(word.replace(" ", "-"), of)
    longer: dict[str, list[tuple[str, ...]]] = {}
    for head in sorted(heads, key=len, reverse=True):
        if " " in head:
            longer.setdefault(head.split()[0], []).append(tuple(head.split()))
    listed = {key: frozenset(map(fold, given.get(key, ()))) for key in _LISTED}
    leading = {fold(word): entry["post"] for entry in given.get("leading", ()) for word in entry["words"]}
    offices = tuple(tuple(map(fold, office.split())) for office in given.get("offices", ()))
    return PostWords(
        heads, {first: tuple(rest) for first, rest in longer.items()}, offices=offices, leading=leading, **listed
    )


@cache
def person_words(language: str) -> PersonWords:
    """The names of a language's pack; empty where it has none."""
    given = pack(language).sections.get("names", {})
    forms = frozenset(organisation_words(language).forms)
    names = frozenset(fold(word) for entry in given.get("given", ()) for word in entry["words"])
    ends, particles, tails = (tuple(map(fold, given.get(key, ()))) for key in ("ends", "particles", "tails"))
    return PersonWords(names, ends, frozenset(particles), forms, bool(given.get("trailing")), tails)
