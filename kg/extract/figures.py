"""Figures about trade: a walk through the sentences of a text, clause by clause, with a memory of what was said."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kg.extract.deciding import Judge, learned
from kg.extract.figures_amounts import figures
from kg.extract.figures_clauses import Clause, clauses
from kg.extract.figures_company import Company
from kg.extract.figures_drafts import Draft, Drafts
from kg.extract.figures_focus import topic
from kg.extract.figures_frame import frame
from kg.extract.figures_goods import Goods
from kg.extract.figures_home import main_sides
from kg.extract.figures_listing import Cell, Listings
from kg.extract.figures_marks import Chunk, chunks
from kg.extract.figures_reading import read
from kg.extract.figures_refusal import doubt, refusal
from kg.extract.figures_respective import distributed
from kg.extract.figures_slots import indicator
from kg.extract.figures_soundness import sound
from kg.extract.figures_view import Past, View
from kg.extract.figures_whole import Whole
from kg.extract.opening import opening
from kg.extract.state import WORLD, Focus, Memory
from kg.language import Analysis, PlaceMention, Sentence
from kg.language.speech import Speaker
from kg.model import Figure, Party, PartyKind, Period, Rejection, Slot, Span

_PAIR = 2
_DOUBTFUL = 0.15  # a figure less probable than that is no figure
_HEADING = 5  # tokens that a heading of two names has at most


def find(analysis: Analysis, focus: Focus | None = None, judge: Judge | None = None) -> Iterator[Figure | Rejection]:
    """The figures of a document in order, and for each amount that gave none the reason."""
    judge = judge or learned("figures", analysis.document.language)
    reader = _Reader(analysis, focus or opening(analysis), judge)
    for number, sentence in enumerate(analysis.sentences):
        yield from reader.sentence(number, sentence)
    yield from _told(judge, Company.of(reader.drafts.every, reader.whole))


def _told(judge: Judge, company: Company) -> Iterator[Figure | Rejection]:
    """Each figure once, by the likeliest of its tellings with the evidence of all; what is hardly likely, rejected."""
    told: dict[Draft, list[tuple[float, Figure]]] = {}
    for draft in company.drafts:
        if draft.figure is not None:
            telling = (sound(judge, draft, company), _said(draft.figure, draft.speaker))
            told.setdefault(draft.original or draft, []).append(telling)
    for draft, tellings in told.items():
        chance, figure = max(tellings, key=lambda telling: telling[0])
        if chance < _DOUBTFUL:
            yield Rejection(draft.spot, "figure", "read, but more than likely wrong")
            continue
        spans = tuple(dict.fromkeys(span for _, each in tellings for span in each.evidence))
        yield replace(figure, evidence=spans, confidence=Decimal(str(round(chance, 2))))


class _Reader:
    """Walks the sentences of a document with the memory in hand."""

    def __init__(self, analysis: Analysis, focus: Focus, judge: Judge) -> None:
        self.analysis = analysis
        self.judge = judge
        self.drafts = Drafts()
        self.past = Past()
        self.whole = main_sides(judge, analysis, Whole.of(analysis), focus)
        self.listings = Listings.of(analysis)
        self.cuts = [distributed(chunks(analysis, sentence)) for sentence in analysis.sentences]
        self.goods = Goods.of(analysis.sentences, self.cuts)
        self.memory = Memory(_at_home(focus, self.whole.main[0]), lead=focus.period)
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
        cut = self.cuts[number]
        if self.past.paragraph != sentence.paragraph:
            self.past = Past()
        cells = self.listings.cells(number, cut)
        for clause in clauses(cut, sharing=self.memory.shared):
            yield from self.clause(number, sentence, clause, cut, cells)
        self.goods.hear(number, sentence)
        self.past = Past([m for chunk in cut for m in chunk.marks], sentence.paragraph)

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

    def clause(
        self, number: int, sentence: Sentence, clause: Clause, cut: list[Chunk], cells: dict[Span, Cell]
    ) -> Iterator[Rejection]:
        """Read the figures of one clause into drafts, and say why an amount gives none."""
        speaker = self._listen(clause)
        anchor = indicator(clause)
        reason = refusal(self.memory, self.analysis, clause, anchor, number)
        if reason is not None and not clause.uses:
            topic(self.memory, clause, anchor, number, sentence)
            return
        fixed = frame(self.memory, self.analysis, clause, anchor, sentence)
        reason = reason or doubt(self.memory, fixed) or ""
        turned = self.memory.turned
        told = tuple(figures(self.memory, fixed))
        self.memory.turned = turned
        view = View(
            self.analysis,
            self.whole,
            sentence,
            number,
            cut,
            self.past,
            clause,
            anchor,
            self.memory,
            fixed,
            told,
            reason,
            speaker,
            cells,
            self.goods,
        )
        yield from read(self.judge, view, self.drafts)


def _at_home(focus: Focus, home: Party | None) -> Focus:
    """The focus with another home than headline and publisher made out; the old one is the other side, if any is."""
    if home is None or home == focus.home:
        return focus
    return replace(focus, home=home, away=focus.home if focus.away == home else focus.away)


def _said(figure: Figure, speaker: Speaker | None) -> Figure:
    return figure if speaker is None else replace(figure, speaker=Slot(speaker.party))
