"""Which names are organisations', by the gold of their text."""

from collections.abc import Sequence

from kg.evaluation import Text
from kg.evaluation.pairing import fit
from kg.extract.deciding import Candidate
from kg.graph.flat import fact
from kg.language import Analysis
from kg.model import Organisation, Span


class OrganisationOracle:
    """Knows for one text whether the name of a record is in the gold."""

    def __init__(self, text: Text, analysis: Analysis) -> None:
        self.text = text
        self.gold = [g for g in text.gold if g.kind == "organization"]

    def __call__(self, decision: str, at: Span, candidates: Sequence[Candidate]) -> frozenset[int] | None:
        """The numbers of the right candidates; None where the gold leaves a name open."""
        record = next(c.value for c in candidates if c.value is not None)
        assert isinstance(record, Organisation)
        told = fact(record, lambda span: span.of(self.text.document.text))
        fits = [gold for gold in self.gold if fit("organization", gold.fields, told).verdicts["name"]]
        if fits and all(gold.optional for gold in fits):
            return None
        return frozenset(i for i, c in enumerate(candidates) if (c.value is not None) == bool(fits))
