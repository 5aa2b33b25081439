"""A sentence with everything annotated in it, sorted by type: what the finders of happenings and deals look at."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from kg.language import Amount, Analysis, Annotation, OrganisationMention, PeriodReading, PlaceMention, Sentence
from kg.language.people import Holding
from kg.language.speech import Speaker
from kg.model import How, Party, PartyKind, Period, Slot, Span

_PAST = ("stated", "relative", "deadline", "span")


@dataclass(slots=True)
class Scene:
    """One sentence. `cues` by concept scheme; the rest by what it is, each in the order of the text.

    `speakers` are those of quotations and reports that reach into the sentence.
    """

    analysis: Analysis
    sentence: Sentence
    cues: dict[str, list[Annotation]] = field(default_factory=dict)
    places: list[Annotation] = field(default_factory=list)
    periods: list[Annotation] = field(default_factory=list)
    amounts: list[Annotation] = field(default_factory=list)
    organisations: list[Annotation] = field(default_factory=list)
    people: list[Annotation] = field(default_factory=list)
    holdings: list[Annotation] = field(default_factory=list)
    speakers: list[Annotation] = field(default_factory=list)

    def of(self, scheme: str) -> list[Annotation]:
        """The cues of a scheme."""
        return self.cues.get(scheme, [])

    def has(self, concept: str) -> bool:
        """Whether the concept is named in the sentence."""
        return any(cue.value == concept for cue in self.of(concept.partition("/")[0]))

    def words(self, span: Span) -> str:
        """The words of a span, blanks made single."""
        return " ".join(span.of(self.analysis.document.text).split())

    def clause(self, span: Span) -> Span:
        """The stretch between the breaks around a span: what is likely told of it."""
        breaks = self.of("clause")
        start = max((b.span.start for b in breaks if b.span.stop <= span.start), default=self.sentence.span.start)
        stop = min((b.span.start for b in breaks if b.span.start >= span.stop), default=self.sentence.span.stop)
        return Span(start, max(stop, span.stop))

    def past(self, span: Span) -> bool:
        """Whether a verb or participle of the past stands in a stretch; False where the language does not tell."""
        inside = (token for token in self.sentence.tokens if token.kind == "word" and token.span in span)
        return any("past" in token.readings[0].traits for token in inside)

    @property
    def tensed(self) -> bool:
        """Whether the sentence's words tell their tense."""
        words = (token for token in self.sentence.tokens if token.kind == "word")
        return any({"past", "present", "future"} & token.readings[0].traits for token in words)

    def future(self) -> list[Span]:
        """Verbs that can only be in the future."""
        return [
            token.span
            for token in self.sentence.tokens
            if token.kind == "word" and (first := token.readings[0]).pos == "verb" and _coming(first.traits)
        ]

    def economies(self) -> list[tuple[Party, Span]]:
        """The economies named, capitals that stand for governments included, each once."""
        found: dict[Party, Span] = {}
        for annotation in self.places:
            party = economy(annotation.value)
            if party:
                found.setdefault(party, annotation.span)
        return list(found.items())


def _coming(traits: frozenset[str]) -> bool:
    """Future and nothing else; a writer's "let us recall" is none of the story."""
    return "future" in traits and not {"past", "present", "first person"} & traits


def scenes(analysis: Analysis) -> list[Scene]:
    """One scene a sentence, in order."""
    found = [_scene(analysis, sentence) for sentence in analysis.sentences]
    starts = [scene.sentence.span.start for scene in found]
    for annotation in analysis.annotations:
        if isinstance(annotation.value, Speaker):
            first = max(0, bisect_right(starts, annotation.span.start) - 1)
            for scene in found[first : bisect_left(starts, annotation.span.stop)]:
                scene.speakers.append(annotation)
    return found


def _scene(analysis: Analysis, sentence: Sentence) -> Scene:
    scene = Scene(analysis, sentence)
    lists = {"place": scene.places, "organisation": scene.organisations, "person": scene.people}
    lists |= {"holding": scene.holdings, "quantity": scene.amounts}
    for annotation in analysis.within(sentence.span):
        if annotation.type == "cue":
            scene.cues.setdefault(str(annotation.value).partition("/")[0], []).append(annotation)
        elif annotation.type in lists:
            lists[annotation.type].append(annotation)
        elif isinstance(annotation.value, PeriodReading) and not annotation.value.comparison:
            scene.periods.append(annotation)
    return scene


def economy(value: object) -> Party | None:
    """The economy a place stands for, if it does."""
    if not isinstance(value, PlaceMention):
        return None
    if value.party.kind is PartyKind.ECONOMY:
        return value.party if value.party.name != "WORLD" else None
    return Party(value.country, PartyKind.ECONOMY) if value.government and value.country else None


def nearest(found: Iterable[Annotation], span: Span, fits: Callable[[Annotation], bool] = bool) -> Annotation | None:
    """The annotation closest to a span."""
    fitting = [annotation for annotation in found if fits(annotation)]
    return min(fitting, key=lambda a: (distance(a.span, span), a.span.start), default=None)


def distance(a: Span, b: Span) -> int:
    """Characters between two spans, 0 where they touch or overlap."""
    return max(0, max(a.start, b.start) - min(a.stop, b.stop))


def period_slot(annotation: Annotation | None) -> Slot[Period] | None:
    """The period as a slot, None where it is not resolved."""
    if annotation is None or not isinstance(annotation.value, PeriodReading) or annotation.value.edtf is None:
        return None
    return Slot(Period(annotation.value.edtf), (annotation.span,), annotation.value.how)


def organisation(annotation: Annotation) -> Party | None:
    """The party of an organisation's mention."""
    return annotation.value.party if isinstance(annotation.value, OrganisationMention) else None


def holder(annotation: Annotation) -> Holding | None:
    """The holding of an annotation."""
    return annotation.value if isinstance(annotation.value, Holding) else None


def amount(annotation: Annotation) -> Amount | None:
    """The amount of an annotation."""
    return annotation.value if isinstance(annotation.value, Amount) else None


def inherited(party: Party) -> Slot[Party]:
    """A party that the words do not state here."""
    return Slot(party, (), How.INHERITED)


def steps(number: float, bounds: tuple[float, ...]) -> str:
    """A number told in steps: the first bound that it is under, or past the last."""
    return next((f"<{bound}" for bound in bounds if number < bound), f">={bounds[-1]}")
