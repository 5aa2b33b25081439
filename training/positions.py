"""What is right for each decision about a position, by the gold of its text."""

from collections.abc import Sequence

from kg.evaluation import Gold, Text
from kg.evaluation.equality import same_name
from kg.evaluation.gold import alternatives
from kg.evaluation.pairing import fit, verdict
from kg.extract.deciding import Candidate
from kg.extract.position_owners import Claim
from kg.graph.flat import fact
from kg.language import Analysis
from kg.model import Record, Span


class PositionOracle:
    """Knows whose each post is, for one text."""

    def __init__(self, text: Text, analysis: Analysis) -> None:
        self.text = text
        self.gold = [g for g in text.gold if g.kind == "position"]

    def __call__(self, decision: str, at: Span, candidates: Sequence[Candidate]) -> frozenset[int] | None:
        """The numbers of the right candidates, or None where the gold is silent."""
        return self._sound(candidates) if decision.endswith(".sound") else self._whose(at, candidates)

    def _whose(self, at: Span, candidates: Sequence[Candidate]) -> frozenset[int] | None:
        """Of the gold's posts of that person those that the words are about; nobody's where the gold has none."""
        claims = [c.value for c in candidates if isinstance(c.value, Claim)]
        fits = [g for g in self.gold if _named(g, claims[0].person.name)]
        if not fits:
            return frozenset(i for i, claim in enumerate(claims) if claim.party is None)
        worded = [g for g in fits if verdict("post", "position", g.fields, {"post": claims[0].post}) is not False]
        if len(worded) != 1:
            told = [g for g in worded or fits if self._near(g, at)]
            worded = told or worded or fits
        right = {i for gold in worded for i, claim in enumerate(claims) if _right(gold, claim)}
        if all(gold.optional for gold in worded):
            right |= {i for i, claim in enumerate(claims) if claim.party is None}
        return frozenset(right)

    def _near(self, gold: Gold, at: Span) -> bool:
        text = self.text.document.text
        starts = [(text.find(quote), len(quote)) for quote in gold.quotes]
        return any(0 <= start < at.stop and at.start < start + length for start, length in starts)

    def _sound(self, candidates: Sequence[Candidate]) -> frozenset[int] | None:
        found = candidates[0].value
        assert isinstance(found, Record)
        told = fact(found, lambda span: span.of(self.text.document.text))
        fits = [gold for gold in self.gold if fit(found.kind, gold.fields, told).strict]
        if fits and all(gold.optional for gold in fits):
            return None
        return frozenset({0 if fits else 1})


def _named(gold: Gold, name: str) -> bool:
    return any(each is not None and same_name(each, name) for each in alternatives(gold.fields.get("person")))


def _right(gold: Gold, claim: Claim) -> bool:
    if claim.party is None:
        return False
    return verdict("organization", "position", gold.fields, {"organization": claim.party.name}) is not False
