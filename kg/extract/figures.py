"""Figures about trade: a walk through the sentences of a text, clause by clause, with a memory of what was said."""

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.figures_amounts import figures
from kg.extract.figures_clauses import Clause, clauses
from kg.extract.figures_focus import advance, topic
from kg.extract.figures_frame import frame
from kg.extract.figures_marks import chunks
from kg.extract.figures_refusal import doubt, refusal
from kg.extract.figures_respective import distributed
from kg.extract.figures_slots import indicator
from kg.extract.opening import opening
from kg.extract.state import WORLD, Focus, Memory
from kg.language import Analysis, PlaceMention, Sentence
from kg.language.speech import Speaker
from kg.model import Figure, Party, PartyKind, Period, Rejection, Slot, Span

_PAIR = 2
_HEADING = 5  # tokens that a heading of two names has at most


def find(analysis: Analysis, focus: Focus | None = None) -> Iterator[Figure | Rejection]:
    """The figures of a document in order, and for each amount near trade words that gave none the reason."""
    reader = _Reader(analysis, focus or opening(analysis))
    for number, sentence in enumerate(analysis.sentences):
        yield from reader.sentence(number, sentence)


class _Reader:
    """Walks the sentences of a document with the memory in hand."""

    def __init__(self, analysis: Analysis, focus: Focus) -> None:
        self.analysis = analysis
        self.memory = Memory(focus, lead=focus.period)
        self.speeches = [(a.span, a.value) for a in reversed(analysis.annotations) if isinstance(a.value, Speaker)]
        self.heard: list[tuple[Span, Speaker]] = []

    def sentence(self, number: int, sentence: Sentence) -> Iterator[Figure | Rejection]:
        """The figures of one sentence; the focus moves on."""
        self.memory.turn(fresh=number == self.memory.focus.sentence)
        if self.memory.focus.world and not self.memory.focus.fresh:
            self.memory.turn(away=None)
        if sentence.paragraph != self.memory.focus.paragraph:
            self.memory.turn(paragraph=sentence.paragraph, sentence=-1, period=self._returned())
            self.memory.shared = self.memory.vary = False
            self.memory.section = None
        self._hear(sentence)
        self._title(sentence)
        self._name(sentence)
        for clause in clauses(distributed(chunks(self.analysis, sentence)), sharing=self.memory.shared):
            yield from self.clause(number, sentence, clause)

    def _title(self, sentence: Sentence) -> None:
        """A heading that is no more than two names sets the pair for what stands under it."""
        if len(sentence.tokens) > _HEADING:
            return
        held = list(self.analysis.within(sentence.span, "place"))
        words = [t for t in sentence.tokens if t.kind == "word"]
        named = all(any(t.span in a.span for a in held) for t in words)
        places = [a.value for a in held if isinstance(a.value, PlaceMention)]
        if named and len(places) == _PAIR:
            first, second = (place.party for place in places)
            self.memory.turn(home=first, away=second, partner=second, reporter=first, world=False)

    def _hear(self, sentence: Sentence) -> None:
        """The speeches that a sentence can lie in, of all the text's."""
        while self.speeches and self.speeches[-1][0].start < sentence.span.stop:
            self.heard.append(self.speeches.pop())
        self.heard = [(span, said) for span, said in self.heard if span.stop > sentence.span.start]

    def _listen(self, clause: Clause) -> Speaker | None:
        """Clues 18 and 26: whose "we" it is in words of somebody; an envoy's countries are the pair in force."""
        around = clause.span
        inside = [v for span, v in self.heard if span.start < around.stop and around.start < span.stop]
        if not inside:
            self.memory.turn(we=self.memory.focus.publisher or self.memory.focus.we)
            return None
        speaker = inside[-1]
        if speaker.country:
            own = Party(speaker.country, PartyKind.ECONOMY)
            self.memory.turn(we=own)
            if speaker.receiver and (self.memory.focus.tentative or self.memory.focus.other(own) is None):
                self.memory.turn(home=own, away=Party(speaker.receiver, PartyKind.ECONOMY), tentative=False)
        return speaker

    def _name(self, sentence: Sentence) -> None:
        """The economy other than home that is named last: what "the neighbour" and "both countries" lean on."""
        for annotation in self.analysis.within(sentence.span, "place"):
            place = annotation.value
            known = (self.memory.focus.home, WORLD)
            if isinstance(place, PlaceMention) and place.party.kind is PartyKind.ECONOMY and place.party not in known:
                self.memory.turn(named=place.party)

    def _returned(self) -> Slot[Period] | None:
        """The period a new paragraph begins with: the last one, or the text's own after a look back."""
        last = self.memory.focus.period
        if last is None or self.memory.lead is None:
            return last or self.memory.lead
        return self.memory.lead if last.value.edtf.split("/")[-1] < self.memory.lead.value.edtf else last

    def clause(self, number: int, sentence: Sentence, clause: Clause) -> Iterator[Figure | Rejection]:
        """The figures of one clause, or why it gives none."""
        speaker = self._listen(clause)
        anchor = indicator(clause)
        reason = refusal(self.memory, self.analysis, clause, anchor, number)
        if reason is not None:
            yield from _rejections(clause, reason)
            if not clause.uses:
                topic(self.memory, clause, anchor, number, sentence)
            return
        told = frame(self.memory, self.analysis, clause, anchor, sentence)
        why = doubt(self.memory, told)
        if why is not None:
            yield from _rejections(clause, why)
            return
        found = [_said(figure, speaker) for figure in figures(self.memory, told)]
        if not found:
            yield from _rejections(clause, "no amount that measures trade")
        yield from found
        advance(self.memory, told, found, number)


def _rejections(clause: Clause, reason: str) -> Iterator[Rejection]:
    for use in clause.uses:
        if reason:
            yield Rejection(use.mark.span, "figure", reason)


def _said(figure: Figure, speaker: Speaker | None) -> Figure:
    return figure if speaker is None else replace(figure, speaker=Slot(speaker.party))
