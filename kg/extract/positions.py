"""Positions: who holds which post of what, from a person and a post that stand together.

Whose post it is is decided among all that the text names (`position_owners`); fixed rules propose the first answer.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg.extract.certainty import certainty
from kg.extract.deal_slots import publishing
from kg.extract.deciding import Choice, Judge, learned
from kg.extract.evidence import around
from kg.extract.home import Home, home
from kg.extract.position_named import Named
from kg.extract.position_owners import Claim, Memory, Question, claims, seats
from kg.language import Analysis, Annotation, Marker, OrganisationMention, PlaceMention
from kg.language.people import Holding
from kg.language.post_words import post_words
from kg.language.register import alike, folded
from kg.model import How, Party, PartyKind, Rejection, Slot, Span, Tenure

_THERE = (Marker.IN, Marker.TO)
_BODIES = ("company", "agency", "association")
_NOUN = 3  # letters of a word that may tell a kind of region, at least and one
_RECENT = 150  # characters back to which the organisation named last is the one in mind
_OF_COUNTRY = frozenset({"state", "minister", "envoy"})


def find(analysis: Analysis, *, judge: Judge | None = None) -> Iterator[Tenure | Rejection]:
    """The positions of a document in order, each once; one whose organisation nobody tells is rejected."""
    chosen = judge or learned("positions", analysis.document.language)
    return iter(_Posts(analysis, home(analysis), chosen, Named.of(analysis)).all())


@dataclass(slots=True)
class _Posts:
    """One document's posts: whose country is known from elsewhere helps where it is not said."""

    analysis: Analysis
    home: Home
    judge: Judge
    named: Named
    memory: Memory = field(default_factory=Memory)
    countries: dict[str, Party] = field(default_factory=dict)
    seats: dict[tuple[str, str], str] = field(default_factory=dict)
    last: Holding | None = None
    towns: list[Annotation] = field(default_factory=list)
    bodies: list[Annotation] = field(default_factory=list)

    def all(self) -> Iterator[Tenure | Rejection]:
        """Every position once."""
        found = [(a, a.value) for a in self.analysis.annotations if isinstance(a.value, Holding)]
        self._stated(found)
        self._named()
        told: dict[tuple[str, str, str], Tenure] = {}
        for annotation, holding in found:
            tenure = self._tenure(annotation, holding)
            if isinstance(tenure, Rejection):
                yield tenure
                continue
            first = told.setdefault(_key(tenure), tenure)
            evidence = tuple(dict.fromkeys((*first.evidence, *tenure.evidence)))
            surest = max(first.confidence, tenure.confidence)
            told[_key(tenure)] = replace(first, evidence=evidence, confidence=surest)
        yield from told.values()

    def _stated(self, found: list[tuple[Annotation, Holding]]) -> None:
        self.memory.stated = seats(found)
        for _, holding in found:
            organisation = holding.post.organisation
            if organisation is not None and organisation.kind is PartyKind.ECONOMY:
                self.countries.setdefault(holding.person.name, organisation)
                self.seats.setdefault((_rank(holding), organisation.name), holding.person.name)

    def _named(self) -> None:
        """The towns and the bodies of the document, in order, to be asked which was named last."""
        for annotation in self.analysis.annotations:
            value = annotation.value
            if isinstance(value, PlaceMention) and value.party.kind is PartyKind.PLACE:
                self.towns.append(annotation)
            elif isinstance(value, OrganisationMention) and value.type in _BODIES:
                self.bodies.append(annotation)

    def _tenure(self, annotation: Annotation, holding: Holding) -> Tenure | Rejection:
        post = holding.post.post
        rule = self._whose(annotation.span, holding)
        if holding.of == "counterpart" and self.last is not None:
            post = self.last.post.post
        elif holding.of != "counterpart":
            self.last = holding
        question = self._question(annotation.span, holding, post, rule)
        choice = self.judge.choose("position.whose", annotation.span, claims(question, self.named, self.memory))
        claim = choice.value
        assert isinstance(claim, Claim)
        sentence = self.analysis.sentence(annotation.span.start)
        self.memory.keep(claim, question.rank, sentence.span.start if sentence else 0)
        if claim.party is None:
            return Rejection(annotation.span, "position", "nobody says whose post it is")
        return self._sure(annotation, holding, claim, choice)

    def _sure(self, annotation: Annotation, holding: Holding, claim: Claim, choice: Choice) -> Tenure:
        """The record of a claim, with the probability that it is right."""
        tenure = Tenure(
            person=Slot(claim.person, (annotation.span,)),
            post=Slot(claim.post, (annotation.span,)) if claim.post else None,
            organization=self._slot(annotation.span, holding, claim),
            evidence=(around(self.analysis, annotation.span),),
        )
        return replace(tenure, confidence=certainty(choice.probability)) if choice.weights else tenure

    def _slot(self, span: Span, holding: Holding, claim: Claim) -> Slot[Party]:
        """Whose post it is, stated where the words of the post or its sentence name it."""
        party = claim.party
        assert party is not None
        if party == holding.post.organisation:
            return Slot(party, (span,))
        sentence = self.analysis.sentence(span.start)
        spans = [a.span for a in self.named.mentions.get(party, ()) if sentence and a.span in sentence.span]
        return Slot(party, tuple(spans[:1])) if spans else Slot(party, (), How.INHERITED)

    def _question(self, span: Span, holding: Holding, post: str, rule: Slot[Party] | None) -> Question:
        visited = frozenset(_visited(self.analysis, span))
        how = "none" if rule is None else "stated" if rule.spans else "carried"
        return Question(
            self.analysis,
            span,
            holding,
            self.home,
            _rank(holding),
            post,
            (rule.value if rule is not None else None, how),
            visited,
            publishing(self.analysis),
            _possessive(self.analysis, span),
        )

    def _whose(self, span: Span, holding: Holding) -> Slot[Party] | None:
        """Whose post it is: as stated, known of the person, the country in focus, or the body named last."""
        if holding.post.organisation is not None:
            return Slot(holding.post.organisation, (span,))
        if holding.of in _OF_COUNTRY:
            return self._country(span, holding)
        if holding.of == "counterpart":
            return self._opposite()
        if holding.of == "region" and " " in holding.unnamed:
            return Slot(Party(holding.unnamed), (span,))
        if holding.of == "region":
            return self._region(span, holding)
        if holding.of == "body" and (party := self._noun(span, holding.unnamed)) is not None:
            return Slot(party, (), How.INHERITED)
        if holding.of == "body" and " " in holding.unnamed and len(holding.unnamed.split()) > 2:
            return Slot(Party(holding.unnamed), (span,))
        if holding.of == "body" and holding.post.country and not holding.unnamed:
            return Slot(Party(holding.post.country, PartyKind.ECONOMY), (span,))
        party = self._body(span) if holding.of == "body" else None
        return Slot(party, (), How.INHERITED) if party else None

    def _country(self, span: Span, holding: Holding) -> Slot[Party] | None:
        """The person's country by another mention; else the document's, if nobody else has that seat of it."""
        known = self.countries.get(holding.person.name)
        if known:
            return Slot(known, (), How.INHERITED)
        for party in self._candidates(span, holding):
            holder = self.seats.setdefault((_rank(holding), party.name), holding.person.name)
            if holder == holding.person.name:
                self.countries[holding.person.name] = party
                return Slot(party, (), How.INHERITED)
        return None

    def _candidates(self, span: Span, holding: Holding) -> Iterator[Party]:
        """The countries a post may be of, likeliest first."""
        sides = self.home
        if holding.of == "envoy":
            yield from _named_before(self.analysis, span, holding.receiver)
            if holding.receiver and sides.own and sides.own.name == holding.receiver:
                sides = Home(sides.other, sides.own, sides.publisher)
            if sides.publisher and sides.publisher.name != holding.receiver:
                yield sides.publisher
        visited = _visited(self.analysis, span)
        yield from (p for p in (sides.own, sides.other) if p is not None and p.name not in visited)

    def _opposite(self) -> Slot[Party] | None:
        """The other side than the one whose office was named before."""
        code = self.last.post.country if self.last else None
        sides = [party for party in (self.home.own, self.home.other) if party is not None]
        others = [party for party in sides if party.name != code]
        return Slot(others[0], (), How.INHERITED) if code and len(sides) == 2 and len(others) == 1 else None

    def _region(self, span: Span, holding: Holding) -> Slot[Party] | None:
        """The city or region named last; the last region where the words tell one: «облыс әкімі»."""
        number = bisect_left(self.towns, span.start, key=lambda annotation: annotation.span.start) - 1
        words = {word for word in folded(f"{holding.unnamed} {holding.post.post}") if len(word) > _NOUN}
        alikes = (n for n in range(number, -1, -1) if _worded(self.towns[n], words))
        number = next(alikes, number)
        place = self.towns[number].value if number >= 0 else None
        return Slot(place.party, (), How.INHERITED) if isinstance(place, PlaceMention) else None

    def _noun(self, span: Span, unnamed: str) -> Party | None:
        """The body named last whose name has all the words of one told without a name: the chamber, палата."""
        wanted = folded(unnamed)
        bodies = [a for a in self.named.bodies if wanted and isinstance(a.value, OrganisationMention)]
        order = sorted(bodies, key=lambda a: (a.span.start >= span.start, abs(span.start - a.span.start)))
        names = (a.value.party for a in order if isinstance(a.value, OrganisationMention))
        return next((p for p in names if all(any(alike(w, n) for n in folded(p.name)) for w in wanted)), None)

    def _body(self, span: Span) -> Party | None:
        """The body of a post that names none: the one named last, or the publisher where that was long before."""
        number = bisect_left(self.bodies, span.start, key=lambda annotation: annotation.span.start) - 1
        last = self.bodies[number] if number >= 0 else None
        if last is None or span.start - last.span.start > _RECENT:
            ours = publishing(self.analysis)
            if ours is not None or last is None:
                return ours
        return last.value.party if isinstance(last.value, OrganisationMention) else None


def _worded(annotation: Annotation, words: set[str]) -> bool:
    """Whether a place's name has one of some words."""
    name = folded(annotation.value.party.name) if isinstance(annotation.value, PlaceMention) else ()
    return any(alike(word, each) for word in words for each in name)


def _possessive(analysis: Analysis, span: Span) -> bool:
    """Whether a pronoun stands right before: its director, их представитель."""
    sentence = analysis.sentence(span.start)
    before = [t for t in sentence.tokens if t.span.stop <= span.start] if sentence is not None else []
    return bool(before) and before[-1].lower in post_words(analysis.document.language).possessives


def _visited(analysis: Analysis, span: Span) -> set[str]:
    """The countries that somebody of the sentence visits: nobody visits his own."""
    sentence = analysis.sentence(span.start)
    if sentence is None or not any(a.value == "event/Visit" for a in analysis.within(sentence.span, "cue")):
        return set()
    places = [a.value for a in analysis.within(sentence.span, "place") if a.span.start > span.start]
    return {p.country for p in places if isinstance(p, PlaceMention) and p.country and p.marker in _THERE}


def _named_before(analysis: Analysis, span: Span, receiver: str | None) -> Iterator[Party]:
    """Countries that the sentence names before the post."""
    sentence = analysis.sentence(span.start)
    if sentence is not None:
        for annotation in analysis.within(Span(sentence.span.start, span.start), "place"):
            place = annotation.value
            if isinstance(place, PlaceMention) and place.party.kind is PartyKind.ECONOMY and place.country != receiver:
                yield place.party


def _rank(holding: Holding) -> str:
    """The seat: of each a country has one holder at a time; ministers by the words of the post, envoys by where."""
    return f"{holding.post.post.casefold()} {holding.receiver or ''}"


def _key(tenure: Tenure) -> tuple[str, str, str]:
    organisation = tenure.organization.value.name if tenure.organization else ""
    words = tenure.post.value.casefold().split() if tenure.post else []
    return tenure.person.value.name, organisation, words[0] if words else ""
