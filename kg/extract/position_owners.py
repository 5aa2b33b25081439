"""Whose a post may be: every body, country and place that the text offers, each with the clues that speak for it.

The order of proposal is that of fixed rules (`positions.rule`), so that without weights the rules decide.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.extract.deciding import Candidate, Clues, family
from kg.extract.home import Home
from kg.extract.position_named import BACK, Named
from kg.extract.scenes import steps
from kg.language import Analysis, Annotation, PlaceMention
from kg.language.name_origins import origins
from kg.language.organisation_words import lookup, organisation_words
from kg.language.people import Holding
from kg.language.post_words import person_words, post_words
from kg.language.register import alike, folded
from kg.language.tokens import fold
from kg.model import Party, PartyKind, Span

_NEAR = (3, 15, 40, 90, 200)  # characters between a post and a name in its sentence
_FAR = (120, 300, 700, 1500)  # and back to one in an earlier sentence
_BESIDE = 3  # characters between a body's noun and the post behind it
_OFTEN = (2, 3, 5, 9)  # mentions
_LANDS = ("economy", "town", "bloc", "elsewhere")
_GROUPS = {"state": "land", "minister": "land", "envoy": "land", "counterpart": "land", "region": "region"}


@dataclass(frozen=True, slots=True)
class Claim:
    """An answer: this person holds this post of that party (None: nobody says whose)."""

    person: Party
    post: str
    party: Party | None


@dataclass(slots=True)
class Memory:
    """What has been decided so far: by person, by seat, and the last."""

    held: dict[str, list[Party]] = field(default_factory=dict)
    seats: dict[tuple[str, Party], str] = field(default_factory=dict)
    stated: dict[str, set[Party]] = field(default_factory=dict)
    last: tuple[int, Party] | None = None

    def keep(self, claim: Claim, rank: str, sentence: int) -> None:
        """Remember a claim that was chosen."""
        if claim.party is not None:
            self.held.setdefault(claim.person.name, []).append(claim.party)
            self.seats.setdefault((rank, claim.party), claim.person.name)
            self.last = (sentence, claim.party)


@dataclass(frozen=True, slots=True)
class Question:
    """One holding to be asked about; `rank` is its seat, `rule` what the rules answer and how they know."""

    analysis: Analysis
    span: Span
    holding: Holding
    home: Home
    rank: str
    post: str
    rule: tuple[Party | None, str]
    visited: frozenset[str] = frozenset()
    publisher: Party | None = None
    possessive: bool = False


def claims(question: Question, named: Named, memory: Memory) -> list[Candidate]:
    """The possible owners of a post, the rules' answer first, nobody last."""
    first, how = question.rule
    parties = dict.fromkeys([first, *_parties(question, named)])
    scene = _Scene(question, named, memory)
    told = []
    for party in parties:
        claim = Claim(question.holding.person, question.post, party)
        clues = tuple(_nobody(question)) if party is None else scene.clues(party)
        extra = ("rule", f"rule:{question.holding.of}:{how}") if party == first else ()
        told.append(Candidate(claim, extra, (clues,)))
    return told


def _nobody(question: Question) -> Iterator[str]:
    """What speaks against any owner: that the name is hardly a person's."""
    words = question.holding.person.name.split()
    given, end = origins(question.holding.person.name)
    yield from ("nobody", f"nobody:{question.holding.of}", f"nobody:words:{min(3, len(words))}")
    yield from (f"nobody:post:{head}" for head in _heads(question))
    yield f"nobody:name:{bool(given)}:{bool(end)}"
    if words and fold(words[0]) in person_words(question.analysis.document.language).given:
        yield "nobody:given"


def _heads(question: Question) -> Iterator[str]:
    """The nouns of a post that head one."""
    known = post_words(question.analysis.document.language).heads
    yield from dict.fromkeys(word for word in fold(question.post).split() if word in known)


def _parties(question: Question, named: Named) -> Iterator[Party | None]:
    """All parties, or, where the words say whose it is, those they name."""
    holding = question.holding
    if holding.post.organisation is not None:
        yield from (party for party in named.near(question.span.start) if named.inside(party, question.span))
        yield None
        return
    yield from named.near(question.span.start)
    if holding.unnamed:
        yield Party(holding.unnamed)
    yield from (p for p in (question.home.own, question.home.other, question.home.publisher) if p is not None)
    yield None


@dataclass(slots=True)
class _Scene:
    """The clues of one question; kept together because each party asks the same things."""

    question: Question
    named: Named
    memory: Memory
    sentence: Span = Span(0, 0)
    recent: Mapping[Party, int] = field(default_factory=dict)
    origins: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    nouns: frozenset[str] = frozenset()
    heads: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        found = self.question.analysis.sentence(self.question.span.start)
        self.sentence = found.span if found is not None else self.question.span
        self.recent = self.named.back(self.question.span.start)
        self.origins = origins(self.question.holding.person.name)
        self.heads = tuple(_heads(self.question))
        self.nouns = frozenset(_nouns(self.question))
        self.words = tuple(word for word in folded(self.question.holding.post.post) if len(word) > 3)

    def clues(self, party: Party) -> Clues:
        """What speaks for a party, each clue alone and with the kind of post."""
        of = _GROUPS.get(self.question.holding.of, "body")
        unnamed = party.kind is PartyKind.UNKNOWN
        type = self.named.types.get(party, "unnamed" if unnamed else "elsewhere")
        posts = (f"post:{head}:{type}" for head in self.heads)
        return (*posts, *_alone_and_with(of, type, tuple(self._every(party, type))))

    def _every(self, party: Party, type: str) -> Iterator[str]:
        yield from self._where(party, type)
        yield from self._words(party)
        yield from self._known(party)
        if type in _LANDS:
            yield from self._land(party)
        else:
            before = self.named.firsts.get(party, self.question.span.start) < self.question.span.start
            rank = self.recent.get(party, BACK) if before else "none"
            yield f"back:{rank}"
            if self.question.possessive:
                yield f"its:back:{rank}"
            if party == self.question.publisher:
                yield "publishes"
            yield f"type:{type}"
            if self.nouns:
                yield f"noun:{type in self.nouns}"
            if type == "unnamed":
                yield from self._unnamed()
        yield f"often:{steps(len(self.named.mentions.get(party, ())), _OFTEN)}"

    def _unnamed(self) -> Iterator[str]:
        """What sort of body words without a name tell, and whether a name in the text has all of them."""
        words = folded(self.question.holding.unnamed)
        yield f"bare:words:{min(len(words), 4)}"
        yield from (f"bare:noun:{noun}" for noun in sorted(self.nouns))
        bodies = [folded(p.name) for p, type in self.named.types.items() if type not in _LANDS]
        known = any(all(any(alike(w, n) for n in name) for w in words) for name in bodies)
        yield f"bare:known:{known}"
        yield from (f"bare:known:{known}:{noun}" for noun in sorted(self.nouns))

    def _where(self, party: Party, type: str) -> Iterator[str]:
        """The mention closest to the post: in its words, in its sentence before or after, or how far back."""
        mentions, span = self.named.mentions.get(party, []), self.question.span
        if self.named.inside(party, span):
            yield f"inside:{type}"
        number = bisect_right(self.named.stops.get(party, []), span.start) - 1
        before = mentions[number] if number >= 0 else None
        following = bisect_left(self.named.starts.get(party, ()), span.stop, lo=number + 1)
        after = mentions[following] if following < len(mentions) else None
        if before is not None and before.span.start >= self.sentence.start:
            yield f"before:{steps(span.start - before.span.stop, _NEAR)}"
            yield f"before:{steps(span.start - before.span.stop, _NEAR)}:{type}"
            if isinstance(before.value, PlaceMention) and before.value.party != party:
                yield f"before:{steps(span.start - before.span.stop, _NEAR)}:through"
            yield from self._marked("before", before)
        elif before is not None:
            yield f"earlier:{steps(span.start - before.span.stop, _FAR)}"
        if after is not None and after.span.stop <= self.sentence.stop:
            yield f"after:{steps(after.span.start - span.stop, _NEAR)}"
            yield f"after:{steps(after.span.start - span.stop, _NEAR)}:{type}"
            yield from self._marked("after", after)
        elif before is None:
            yield "only later"

    @staticmethod
    def _marked(side: str, annotation: Annotation) -> Iterator[str]:
        if isinstance(annotation.value, PlaceMention):
            yield f"{side}:marker:{annotation.value.marker or 'none'}"
            yield f"{side}:form:{annotation.value.form}"

    def _words(self, party: Party) -> Iterator[str]:
        """What the words of the post have in common with the name."""
        holding = self.question.holding
        post = holding.post
        if post.organisation == party:
            yield "stated"
        if post.country == party.name:
            yield "stated country"
        elif post.country and self.named.lands.get(party) not in (None, post.country):
            yield "other country stated"
        unnamed, name = folded(holding.unnamed), folded(party.name)
        if unnamed:
            shared = sum(any(alike(word, each) for each in name) for word in unnamed)
            yield f"unnamed:{'all' if shared == len(unnamed) else 'some' if shared else 'none'}"
        elif party.kind is not PartyKind.ECONOMY:
            yield f"wording:{any(alike(word, each) for word in self.words for each in name)}"

    def _known(self, party: Party) -> Iterator[str]:
        """What has been decided of the person, the seat and the posts beside."""
        person = self.question.holding.person.name
        held = self.memory.held.get(person, [])
        if party in held:
            yield "held"
        elif held:
            yield "holds another"
        if party in self.memory.stated.get(person, ()):
            yield "told elsewhere"
        elif self.memory.stated.get(person):
            yield "told otherwise"
        given, end = self.origins
        land = self.named.lands.get(party) or (party.name if party.kind is PartyKind.ECONOMY else None)
        told = self.question.holding.post.organisation is not None  # then no name speaks against it
        if land and given and not told:
            yield f"name:{land in given}"
        if land and end and not told:
            yield f"family:{land in end}"
        holder = self.memory.seats.get((self.question.rank, party))
        if holder is not None:
            yield f"seat:{'mine' if holder == person else 'taken'}"
        if self.memory.last is not None and self.memory.last[1] == party:
            yield f"last:{self.memory.last[0] == self.sentence.start}"

    def _land(self, party: Party) -> Iterator[str]:
        """A country's part in the document."""
        home, holding = self.question.home, self.question.holding
        roles = (("own", home.own), ("other", home.other), ("publisher", home.publisher))
        yield from (f"role:{name}" for name, land in roles if land == party)
        if party not in (home.own, home.other, home.publisher):
            yield "role:none"
        if party.name in self.question.visited:
            yield "visited"
        if holding.receiver is not None:
            yield f"receiver:{holding.receiver == party.name}"


@family
def _alone_and_with(of: str, type: str, clues: Clues) -> Iterator[str]:
    """A party's sort, and each clue alone and with the kind of post: many parties have the same."""
    yield f"{of}:{type}"
    for clue in clues:
        yield clue
        yield f"{of}:{clue}"


def _nouns(question: Question) -> Iterator[str]:
    """The types of organisations that nouns of the post itself tell: the association's director."""
    words = organisation_words(question.analysis.document.language)
    sentence = question.analysis.sentence(question.span.start)
    bare = folded(question.holding.unnamed)
    for token in sentence.tokens if sentence is not None else ():
        beside = 0 <= question.span.start - token.span.stop < _BESIDE and any(alike(token.lower, w) for w in bare)
        if (token.span in question.span or beside) and token.kind == "word":
            if (found := words.head(token)) is not None:
                yield found[1].type
            elif (announced := lookup(words.announce, token)) is not None:
                yield str(announced[1])


def seats(found: Iterable[tuple[Annotation, Holding]]) -> dict[str, set[Party]]:
    """The countries that the words themselves tell, by person."""
    told: dict[str, set[Party]] = {}
    for _, holding in found:
        if holding.post.organisation is not None:
            told.setdefault(holding.person.name, set()).add(holding.post.organisation)
    return told
