"""What is right for each decision about happenings, agreements and projects, by the gold of a text.

A word stands for the gold facts whose passages hold it, else for those in whose sentence it stands. A record stands for
the gold fact that it has every key of, or whose passage it touches with half of its keys right.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from kg.evaluation import Gold, Text
from kg.evaluation.gold import ANY, alternatives
from kg.evaluation.pairing import fit, verdict
from kg.extract.deciding import Candidate
from kg.extract.event_kinds import ALSO
from kg.extract.event_slots import Where
from kg.graph.flat import fact
from kg.language import Analysis
from kg.model import Record, Slot, Span
from kg.vocabulary.flat import word_for

_WITHIN, _BESIDE = 2, 1  # how closely a passage holds a word

Right = frozenset[int] | None


class TellingOracle:
    """Knows the right answers about one kind of fact for one text."""

    def __init__(self, text: Text, analysis: Analysis, kind: str) -> None:
        self.kind = kind
        self.text = text.document.text
        self.analysis = analysis
        self.gold = [g for g in text.gold if g.kind == kind]
        self.passages = [_passages(g, self.text) for g in self.gold]
        self.told: set[int] = set()
        self._known: dict[tuple[object, ...], list[int]] = {}
        self._slots: Mapping[str, Callable[[Gold, object], bool]] = {
            "type": self._type,
            "status": self._status,
            "country": self._country,
            "parties": self._parties,
            "value": self._value,
            "count": self._count,
        }

    def __call__(self, decision: str, at: Span, candidates: Sequence[Candidate]) -> Right:
        """The numbers of the right candidates, or None where the gold is silent."""
        name = decision.partition(".")[2]
        if name == "truth":
            return self._truth(candidates)
        if name == "sound":
            return self._sound(candidates)
        meant = self._meant(at)
        if not meant:
            return None
        fits = self._slots[name]
        return frozenset(n for n, c in enumerate(candidates) if any(fits(gold, c.value) for gold in meant))

    def _meant(self, at: Span) -> list[Gold]:
        """The gold facts that a word may stand for, those that hold it most closely."""
        sentence = self.analysis.sentence(at.start)
        kinds = self._kinds(at)
        close: dict[int, list[Gold]] = {}
        for gold, spans in zip(self.gold, self.passages, strict=True):
            if kinds and not kinds & set(map(str, alternatives(gold.fields.get("type")))):
                continue
            if any(at in span for span in spans):
                close.setdefault(_WITHIN, []).append(gold)
            elif sentence is not None and any(span.overlaps(sentence.span) for span in spans):
                close.setdefault(_BESIDE, []).append(gold)
        return close.get(_WITHIN) or close.get(_BESIDE) or []

    def _kinds(self, at: Span) -> set[str]:
        """What a word for a happening may tell of; nothing where it is another word."""
        values = (str(a.value) for a in self.analysis.within(at, "cue") if a.span == at)
        own = next((v.partition("/")[2] for v in values if v.startswith("event/")), None)
        if self.kind != "event" or own is None:
            return set()
        return {word_for("event", "type", kind) for kind in (own, *ALSO.get(own, ())) if kind != "Again"}

    def _type(self, gold: Gold, said: object) -> bool:
        return word_for("event", "type", str(said)) in alternatives(gold.fields.get("type"))

    def _status(self, gold: Gold, said: object) -> bool:
        return self._holds("status", gold, {"status": word_for(self.kind, "status", str(said))})

    def _country(self, gold: Gold, said: object) -> bool:
        code = said.country.value.name if isinstance(said, Where) and said.country is not None else None
        rights = alternatives(gold.fields.get("country"))
        return rights == [ANY] or code in rights

    def _parties(self, gold: Gold, said: object) -> bool:
        names = [slot.value.name for slot in said] if isinstance(said, tuple) else []
        rights = alternatives(gold.fields.get("parties"))
        if rights == [ANY] or not names:
            return rights == [ANY] or None in rights
        return self._holds("parties", gold, {"parties": names})

    def _value(self, gold: Gold, said: object) -> bool:
        rights = alternatives(gold.fields.get("value"))
        if rights == [ANY] or not isinstance(said, Slot):
            return rights == [ANY] or None in rights
        found = {"value": said.value.value, "unit": said.value.unit}
        return self._holds("value", gold, found) and self._holds("unit", gold, found)

    def _count(self, gold: Gold, said: object) -> bool:
        found: dict[str, object] = {"count": None} if said == "several" else {}
        return self._holds("count", gold, {"count": Decimal(said.value.value)} if isinstance(said, Slot) else found)

    def _holds(self, field: str, gold: Gold, found: Mapping[str, object]) -> bool:
        return verdict(field, self.kind, gold.fields, found) is not False

    def _truth(self, candidates: Sequence[Candidate]) -> Right:
        """New where a gold fact is not told yet; told before, or nothing, where it is; nothing where there is none."""
        new = next(n for n, c in enumerate(candidates) if c.value is not None and c.value.number is None)  # type: ignore[attr-defined]
        none = next(n for n, c in enumerate(candidates) if c.value is None)
        before = {n: self._stands(c.value.event) for n, c in enumerate(candidates) if n not in (new, none)}  # type: ignore[attr-defined]
        self.told |= {golds[0] for golds in before.values() if golds}
        mine = self._stands(candidates[new].value.event)  # type: ignore[attr-defined]
        free = [number for number in mine if number not in self.told]
        if free:
            return None if self.gold[free[0]].optional else frozenset({new})
        if not mine:
            return frozenset({none})
        same = frozenset(n for n, golds in before.items() if golds[:1] == mine[:1])
        return same if same and self._inside(candidates[new].value.event, mine[0]) else same | {none}  # type: ignore[attr-defined]

    def _sound(self, candidates: Sequence[Candidate]) -> Right:
        """Whether a record has every key of a gold fact."""
        record = candidates[0].value
        assert isinstance(record, Record)
        found = fact(record, lambda span: span.of(self.text))
        right = [gold for gold in self.gold if fit(self.kind, gold.fields, found).strict]
        if right and all(gold.optional for gold in right):
            return None
        return frozenset({0 if right else 1})

    def _stands(self, record: Record) -> list[int]:
        """The gold facts that a record may stand for, the likeliest first."""
        bare = replace(record, confidence=Decimal(1), evidence=record.evidence[:1])
        key = (bare.evidence, *(str(getattr(bare, name)) for name in bare.__dataclass_fields__))
        if key not in self._known:
            found = fact(bare, lambda span: span.of(self.text))
            ranked = sorted((self._rank(n, bare, found), n) for n in range(len(self.gold)))
            self._known[key] = [n for rank, n in ranked if rank is not None and rank[0] < _NEVER]
        return self._known[key]

    def _rank(self, number: int, record: Record, found: Mapping[str, object]) -> tuple[int, int]:
        """Strict in its passage, half right in it, strict elsewhere, of its type in it; or never."""
        gold = self.gold[number]
        told = fit(self.kind, gold.fields, found)
        touches = self._inside(record, number) or any(
            _share(record.evidence[0], span) for span in self.passages[number]
        )
        typed = self.kind != "event" or found.get("type") in alternatives(gold.fields.get("type"))
        if told.strict:
            return (0 if touches else 2), -told.right
        if touches and typed and told.stands(self.kind):
            return 1, -told.right
        return (3 if touches and typed and self.kind == "event" else _NEVER), -told.right

    def _inside(self, record: Record, number: int) -> bool:
        """Whether the record's word stands in the passage."""
        slot = getattr(record, "type", None)
        at = slot.spans[0] if slot is not None and slot.spans else record.evidence[0]
        return any(span.start <= at.start < span.stop for span in self.passages[number])


_NEVER = 9


def _passages(gold: Gold, text: str) -> list[Span]:
    """Every place where the words that the gold quotes stand."""
    found = []
    for quote in gold.quotes:
        at = text.find(quote)
        while at >= 0:
            found.append(Span(at, at + len(quote)))
            at = text.find(quote, at + 1)
    return found


def _share(one: Span, other: Span) -> bool:
    """Whether two stretches have half of the shorter in common."""
    common = min(one.stop, other.stop) - max(one.start, other.start)
    return 2 * common >= min(len(one), len(other)) > 0
