"""Positions: who holds which post of what, from a person and a post that stand together."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.extract.evidence import around
from kg.extract.opening import opening
from kg.language import Analysis, Annotation, OrganisationMention
from kg.language.people import Holding
from kg.model import How, Party, PartyKind, Rejection, Slot, Span, Tenure

_OF_COUNTRY = frozenset({"state", "minister", "envoy"})


def find(analysis: Analysis) -> Iterator[Tenure | Rejection]:
    """The positions of a document in order, each once; one whose organisation nobody tells is rejected."""
    return iter(_Posts(analysis).all())


@dataclass(slots=True)
class _Posts:
    """One document's posts: whose country is known from elsewhere helps where it is not said."""

    analysis: Analysis
    countries: dict[str, Party] = field(default_factory=dict)
    seats: dict[tuple[str, str], str] = field(default_factory=dict)
    last: Holding | None = None

    def all(self) -> Iterator[Tenure | Rejection]:
        """Every position once."""
        found = [(a, a.value) for a in self.analysis.annotations if isinstance(a.value, Holding)]
        self._stated(found)
        told: set[tuple[str, str, str]] = set()
        for annotation, holding in found:
            tenure = self._tenure(annotation, holding)
            if isinstance(tenure, Rejection):
                yield tenure
            elif (key := _key(tenure)) not in told:
                told.add(key)
                yield tenure

    def _stated(self, found: list[tuple[Annotation, Holding]]) -> None:
        for _, holding in found:
            organisation = holding.post.organisation
            if organisation is not None and organisation.kind is PartyKind.ECONOMY:
                self.countries.setdefault(holding.person.name, organisation)
                self.seats.setdefault((_rank(holding), organisation.name), holding.person.name)

    def _tenure(self, annotation: Annotation, holding: Holding) -> Tenure | Rejection:
        whose = self._whose(annotation.span, holding)
        post = holding.post.post
        if holding.of == "counterpart" and self.last is not None:
            post = self.last.post.post
        elif holding.of != "counterpart":
            self.last = holding
        if whose is None:
            return Rejection(annotation.span, "position", "nobody says whose post it is")
        return Tenure(
            person=Slot(holding.person, (annotation.span,)),
            post=Slot(post, (annotation.span,)),
            organization=whose,
            evidence=(around(self.analysis, annotation.span),),
        )

    def _whose(self, span: Span, holding: Holding) -> Slot[Party] | None:
        """The organisation or economy of a post: stated, known of the person, of the country in focus, or named last."""
        if holding.post.organisation is not None:
            return Slot(holding.post.organisation, (span,))
        if holding.of in _OF_COUNTRY:
            return self._country(holding)
        if holding.of == "body" and " " in holding.unnamed:
            return Slot(Party(holding.unnamed), (span,))
        party = _last_named(self.analysis, span) if holding.of == "body" else None
        return Slot(party, (), How.INHERITED) if party else None

    def _country(self, holding: Holding) -> Slot[Party] | None:
        """The person's country by another mention; else the document's, if nobody else has that seat of it."""
        known = self.countries.get(holding.person.name)
        if known:
            return Slot(known, (), How.INHERITED)
        focus = opening(self.analysis)
        for party in (focus.we, focus.home, focus.away):
            if party is None or party.kind is not PartyKind.ECONOMY:
                continue
            holder = self.seats.setdefault((_rank(holding), party.name), holding.person.name)
            if holder == holding.person.name:
                self.countries[holding.person.name] = party
                return Slot(party, (), How.INHERITED)
        return None


def _rank(holding: Holding) -> str:
    """The seat: of each a country has one holder at a time; ministers and envoys by the words of the post."""
    return holding.post.post.casefold()


def _key(tenure: Tenure) -> tuple[str, str, str]:
    organisation = tenure.organization.value.name if tenure.organization else ""
    return tenure.person.value.name, organisation, tenure.post.value.casefold().split()[0] if tenure.post else ""


def _last_named(analysis: Analysis, span: Span) -> Party | None:
    """The organisation named last before the post that a body's post can be of."""
    last = None
    for annotation in analysis.annotations:
        if annotation.span.start >= span.start:
            break
        mention = annotation.value
        if isinstance(mention, OrganisationMention) and mention.type in ("company", "agency", "association"):
            last = mention.party
    return last
