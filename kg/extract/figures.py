"""Figures about trade: clauses with amounts, their slots filled from the clause, then from the focus."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.figures_clauses import Clause, Use, clauses
from kg.extract.figures_marks import Mark, chunks, scale
from kg.extract.figures_parties import ALONE, TWO_SIDED, Sides, filled, stated
from kg.extract.figures_products import product
from kg.extract.figures_respective import distributed
from kg.extract.figures_slots import (
    base,
    change,
    dated,
    direction,
    distance,
    earlier,
    indicator,
    period,
    sign,
    status,
)
from kg.extract.opening import covers, opening
from kg.extract.state import WORLD, Focus
from kg.language import Analysis, PlaceMention, Sentence
from kg.language.speech import Speaker
from kg.model import Figure, How, Party, PartyKind, Period, Quantity, Rejection, Slot, Span

_FLOW = ("exports", "imports", "turnover", "transit", "balance")
_CLAIM = 400
_GAP = 3  # sentences over which a figure without a word of trade goes on about the one before
_DEALS = ("exclude/deal", "project/", "agreement/")
_LEAST = 1000  # no trade of a country is worth less, in whole units of money
_PAIR = 2
_TITLE = 4  # tokens of a sentence that only names goods: what its paragraph is about
_BESIDE = 20  # characters between a count and what it counts


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a clause says besides its amounts."""

    clause: Clause
    evidence: Span
    indicator: Slot[str]
    sides: Sides
    period: Slot[Period] | None
    product: Slot[str] | None
    status: Slot[str]
    weak: bool
    elliptic: bool


def find(analysis: Analysis, focus: Focus | None = None) -> Iterator[Figure | Rejection]:
    """The figures of a document in order, and for each amount near trade words that gave none the reason."""
    reader = _Reader(analysis, focus or opening(analysis))
    for number, sentence in enumerate(analysis.sentences):
        yield from reader.sentence(number, sentence)


class _Reader:
    """Walks the sentences of a document with the focus in hand."""

    def __init__(self, analysis: Analysis, focus: Focus) -> None:
        self.analysis = analysis
        self.focus = focus
        self.start = focus
        self.varies = "partner"
        self.shared = False
        self.turned = 0
        self.units: set[str | None] = set()
        self.spoken = -_GAP - 1
        self.section: Slot[str] | None = None
        self.vary = False
        self.lead = focus.period
        self.speeches = [(a.span, a.value) for a in reversed(analysis.annotations) if isinstance(a.value, Speaker)]
        self.heard: list[tuple[Span, Speaker]] = []

    def sentence(self, number: int, sentence: Sentence) -> Iterator[Figure | Rejection]:
        """The figures of one sentence; the focus moves on."""
        self.focus = replace(self.focus, fresh=number == self.focus.sentence)
        if self.focus.world and not self.focus.fresh:
            self.focus = replace(self.focus, away=None)
        if sentence.paragraph != self.focus.paragraph:
            self.focus = replace(self.focus, paragraph=sentence.paragraph, sentence=-1, period=self._returned())
            self.shared = self.vary = False
            self.section = None
        self._hear(sentence)
        self._title(sentence)
        self._name(sentence)
        for clause in clauses(distributed(chunks(self.analysis, sentence)), sharing=self.shared):
            yield from self.clause(number, sentence, clause)

    def _title(self, sentence: Sentence) -> None:
        """A heading that is no more than two names sets the pair for what stands under it."""
        if len(sentence.tokens) > _TITLE + 1:
            return
        held = list(self.analysis.within(sentence.span, "place"))
        words = [t for t in sentence.tokens if t.kind == "word"]
        named = all(any(t.span in a.span for a in held) for t in words)
        places = [a.value for a in held if isinstance(a.value, PlaceMention)]
        if named and len(places) == _PAIR:
            first, second = (place.party for place in places)
            self.focus = replace(self.focus, home=first, away=second, partner=second, reporter=first, world=False)

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
            self.focus = replace(self.focus, we=self.focus.publisher or self.focus.we)
            return None
        speaker = inside[-1]
        if speaker.country:
            own = Party(speaker.country, PartyKind.ECONOMY)
            self.focus = replace(self.focus, we=own)
            if speaker.receiver and self.focus.other(own) is None:
                self.focus = self.focus.paired(own, Party(speaker.receiver, PartyKind.ECONOMY))
        return speaker

    def _name(self, sentence: Sentence) -> None:
        """The economy other than home that is named last: what "the neighbour" and "both countries" lean on."""
        for annotation in self.analysis.within(sentence.span, "place"):
            place = annotation.value
            if isinstance(place, PlaceMention) and place.party.kind is PartyKind.ECONOMY:
                if place.party not in (self.focus.home, WORLD):
                    self.focus = replace(self.focus, named=place.party)

    def _returned(self) -> Slot[Period] | None:
        """The period a new paragraph begins with: the last one, or the text's own after a look back."""
        last = self.focus.period
        if last is None or self.lead is None:
            return last or self.lead
        return self.lead if last.value.edtf.split("/")[-1] < self.lead.value.edtf else last

    def clause(self, number: int, sentence: Sentence, clause: Clause) -> Iterator[Figure | Rejection]:
        """The figures of one clause, or why it gives none."""
        speaker = self._listen(clause)
        anchor = indicator(clause)
        reason = self._refusal(clause, anchor, number)
        if reason is not None:
            yield from self._rejections(clause, reason)
            if not clause.uses:
                self._topic(clause, anchor, number, sentence)
            return
        frame = self._frame(clause, anchor, sentence)
        doubt = self._doubt(frame)
        if doubt is not None:
            yield from self._rejections(clause, doubt)
            return
        figures = [_said(figure, speaker) for figure in self._figures(frame)]
        if not figures:
            yield from self._rejections(clause, "no amount that measures trade")
        yield from figures
        self._advance(frame, figures, number)

    # -- what is no figure ---------------------------------------------------------------------------------------

    def _refusal(self, clause: Clause, anchor: Mark | None, number: int) -> str | None:
        """Why a clause gives no figure, or None."""
        if not clause.uses:
            return "" if not self._signless(clause, anchor) else None
        strong = anchor is not None and anchor.scheme == "indicator"
        excluded = clause.of("exclude")
        if anchor is None or anchor.value != "indicator/tariff":
            each = [use for use in clause.uses if use.mark.amount.each is not None]
            if each and len(each) == len(clause.uses):
                return "speaks of price"
        prices = clause.of("exclude/price", "exclude/rate", "exclude/economy", "exclude/weather")
        if prices and not (strong and not self._beside(clause, prices)):
            return f"speaks of {str(prices[0].value).partition('/')[2]}"
        excluded = [m for m in excluded if m.value == "exclude/deal" or self._beside(clause, [m])]
        if excluded and not strong:
            return f"speaks of {str(excluded[0].value).partition('/')[2]}"
        if anchor is None:
            return "speaks of a deal" if clause.of("project", "agreement") else self._ellipsis(clause, number)
        between = [m for m in excluded if anchor.span.stop <= m.span.start < clause.uses[0].mark.span.start]
        if any(m.value == "exclude/deal" for m in between):
            return "speaks of deal"
        if anchor.value == "indicator/investment" and (not clause.of("place") or clause.of("project", "exclude/deal")):
            return "money for something to be built, or nobody's"
        if not strong and not self._grounded(clause):
            return "a word of trade without country, currency or goods"
        return None

    def _beside(self, clause: Clause, marks: list[Mark]) -> bool:
        """Whether one of the marks stands in the chunk of an amount."""
        return any(m in use.chunk.marks for use in clause.uses for m in marks)

    def _signless(self, clause: Clause, anchor: Mark | None) -> bool:
        """A balance told by its sign alone."""
        return anchor is not None and anchor.value == "indicator/balance" and bool(clause.of("sign"))

    def _grounded(self, clause: Clause) -> bool:
        money = any(use.mark.amount.sort in ("money", "physical") for use in clause.uses)
        return money or bool(clause.of("place", "product", "scope")) or self.focus.indicator is not None

    def _ellipsis(self, clause: Clause, number: int) -> str | None:
        """A clause without a word of trade goes on about the last figure, if it is near and of its sort (clue 4)."""
        if self.focus.indicator is None:
            return "no word of trade"
        same_sentence = number == self.focus.sentence
        if not same_sentence and not self._near(clause, number):
            return "no word of trade near"
        sorts = {use.mark.amount.sort for use in clause.uses}
        units = {use.mark.amount.quantity.unit for use in clause.uses}
        if not same_sentence and not clause.of("place", "product", "scope", "period", "direction"):
            return "nothing ties it to the figure before"
        sentence = self.analysis.sentences[number].span
        if not same_sentence and any(str(a.value).startswith(_DEALS) for a in self.analysis.within(sentence, "cue")):
            return "stands among deals"
        levels = {use.mark.amount.quantity.unit for use in clause.used("level")} - {None, "count"}
        if not same_sentence and levels and self.units and not levels & self.units:
            return "measured in a unit that no figure before is in"
        if "count" in sorts and self.focus.unit not in units:
            return "counts something else"
        return None

    def _near(self, clause: Clause, number: int) -> bool:
        """Whether the last figure or topic is near enough to go on about: in the paragraph, or before a list."""
        gap = number - self.spoken
        if self.focus.sentence >= 0:
            return gap <= _GAP
        item = self.analysis.sentences[number].sort == "item" or bool(clause.of("place", "product"))
        units = {use.mark.amount.quantity.unit for use in clause.uses} & {self.focus.unit, "percent"}
        return item and gap <= _GAP and bool(units)

    def _rejections(self, clause: Clause, reason: str) -> Iterator[Rejection]:
        for use in clause.uses:
            if reason:
                yield Rejection(use.mark.span, "figure", reason)

    def _doubt(self, frame: _Frame) -> str | None:
        """Why a figure is more likely wrong than right, or None: a false fact costs more than two missed ones.

        What is sorted out here was right in less than a quarter of the cases on the working texts.
        """
        clause, name = frame.clause, frame.indicator.value
        stray = frame.elliptic and not self.focus.fresh
        if frame.sides.reporter is None:
            return "nobody known to report it"
        if stray and frame.period is not None and frame.period.spans and not clause.of("place", "product", "scope"):
            return "a period of its own and nothing else that ties it to the figure before"
        if name in ALONE and (frame.elliptic or not (clause.of("product") or frame.sides.reporter.spans)):
            return "neither goods nor country with it"
        counted = any(use.mark.amount.quantity.unit == "count" for use in clause.used("level"))
        return "a count with no word of trade" if frame.elliptic and counted else None

    # -- slots ---------------------------------------------------------------------------------------------------

    def _frame(self, clause: Clause, anchor: Mark | None, sentence: Sentence) -> _Frame:
        if (
            anchor is not None
            and anchor.value == "indicator/share"
            and (clause.used("level") or not clause.used("share"))
        ):
            anchor = next((m for m in clause.of("indicator") if m.value != "indicator/share"), None)
        name = self._indicator(clause, anchor)
        sides = stated(clause, name.value, anchor, self.varies, self.focus.home)
        sides = filled(sides, clause, name.value, anchor, self.focus)
        stand = status(clause)
        elliptic = anchor is None
        if elliptic and stand.value == "reported" and self.focus.status != "reported" and not clause.of("period"):
            stand = Slot(self.focus.status, (), How.INHERITED)
        goods = product(clause)
        about = elliptic or (anchor is not None and anchor.scheme == "weak")
        total = clause.of("scope/total") and not elliptic
        varied = self.vary and bool(clause.of("place"))
        same = clause.of("scope/same") or (name.value == "share" and self.focus.fresh and sides.partner is None)
        if goods is None and self.section is not None:
            goods = self.section
        elif goods is None and (same or (about and not total and not varied and not clause.of("goods"))):
            goods = Slot(self.focus.product.value, (), How.INHERITED) if self.focus.product else None
        when = period(clause, self.focus, stand.value, elliptic)
        weak = anchor is None or anchor.scheme == "weak"
        return _Frame(
            clause, _evidence(self.analysis, clause, sentence), name, sides, when, goods, stand, weak, elliptic
        )

    def _indicator(self, clause: Clause, anchor: Mark | None) -> Slot[str]:
        if clause.used("share") and not clause.used("level"):
            return Slot("share", (anchor.span,) if anchor else ())
        if anchor is None or anchor.value == "indicator/share":
            return Slot(self.focus.indicator or "turnover", (), How.INHERITED)
        return Slot(str(anchor.value).partition("/")[2], (anchor.span,))

    # -- figures -------------------------------------------------------------------------------------------------

    def _figures(self, frame: _Frame) -> Iterator[Figure]:
        clause = frame.clause
        levels, changes, deltas = clause.used("level"), _exact(clause.used("change")), clause.used("delta")
        if clause.used("share"):
            yield from self._shares(frame)
            if not levels:
                return
        for level, moved, delta in _together(levels, changes, deltas):
            main = self._main(frame, level, moved, delta)
            if main is not None:
                yield main
                yield from self._bases(frame, main)
        if frame.indicator.value == "balance" and not clause.uses and sign(clause) is not None:
            yield self._figure(frame, sign=sign(clause))

    def _main(self, frame: _Frame, level: Use | None, shift: Use | None, gap: Use | None) -> Figure | None:
        value = self._level(level, frame) if level else None
        moved = change(shift, frame.clause, self.turned) if shift else None
        delta = self._delta(gap, frame) if gap else None
        if value is None and moved is None and delta is None:
            return None
        if moved is not None:
            self.turned = 1 if moved.value.value > 0 else -1
        return self._figure(frame, value=value, change=moved, change_value=delta)

    def _figure(
        self,
        frame: _Frame,
        value: Slot[Quantity] | None = None,
        change: Slot[Quantity] | None = None,
        change_value: Slot[Quantity] | None = None,
        sign: Slot[str] | None = None,
    ) -> Figure:
        return Figure(
            evidence=(frame.evidence,),
            indicator=frame.indicator,
            reporter=frame.sides.reporter,
            partner=frame.sides.partner
            if frame.indicator.value in (*TWO_SIDED, "investment", "tariff", "share")
            else None,
            product=frame.product,
            period=frame.period,
            value=value,
            change=change,
            change_value=change_value,
            change_base=base(frame.clause, frame.period) if change or change_value else None,
            sign=sign,
            status=frame.status,
        )

    def _level(self, use: Use, frame: _Frame) -> Slot[Quantity] | None:
        quantity = use.mark.amount.quantity
        unit = quantity.unit
        if unit in (None, "count") or use.mark.amount.sort == "number":
            unit = self._unit(quantity, use)
            if unit is None:
                return None
        if unit == "percent" and frame.indicator.value not in ("tariff", "share"):
            return None
        if unit.isupper() and len(unit) == len("USD") and quantity.value < _LEAST and frame.indicator.value != "tariff":
            return None
        amount = replace(quantity, unit=unit, per=None)
        if frame.indicator.value == "balance" and _deficit(frame.clause) and amount.value > 0:
            amount = replace(amount, value=-amount.value)
        return Slot(amount, (use.mark.span,))

    @staticmethod
    def _counted(use: Use) -> bool:
        """Whether goods are what an amount counts: their name follows at once, or behind an adjective."""
        return any(0 <= m.span.start - use.mark.span.stop <= _BESIDE for m in use.chunk.of("product", "goods"))

    def _unit(self, quantity: Quantity, use: Use) -> str | None:
        """A missing unit from the figure before, where digits scale alike; goods counted one by one are units."""
        if quantity.unit == "count":
            return "unit" if self._counted(use) or self.focus.unit == "unit" else None
        if self.focus.unit is None or self.focus.unit == "percent":
            return None
        scaled = (scale(quantity) or 1) > 1
        return self.focus.unit if scaled or self.focus.unit not in ("USD", "EUR") else None

    def _delta(self, use: Use, frame: _Frame) -> Slot[Quantity]:
        quantity = use.mark.amount.quantity
        way = direction(use, frame.clause) or 1
        return Slot(
            replace(quantity, value=quantity.value * way, unit=quantity.unit or self.focus.unit), (use.mark.span,)
        )

    def _shares(self, frame: _Frame) -> Iterator[Figure]:
        clause = frame.clause
        sides = stated(clause, "share", indicator(clause), "partner", self.focus.home)
        sides = filled(sides, clause, "share", indicator(clause), self.focus)
        for use in [*_exact(clause.used("share"))[:1], *clause.used("sharebase")[:1]]:
            if sides.partner is None and frame.product is None and not sides.group:
                continue
            based = use.use == "sharebase"
            yield Figure(
                evidence=(frame.evidence,),
                indicator=Slot("turnover"),  # of trade, unless the whole is said to be something else
                measure=Slot("share"),
                reporter=sides.reporter,
                partner=sides.partner,
                product=frame.product,
                period=self._base_period(use, frame) if based else frame.period,
                value=Slot(replace(use.mark.amount.quantity, unit="percent"), (use.mark.span,)),
                status=Slot("reported") if based else frame.status,
            )

    def _bases(self, frame: _Frame, main: Figure) -> Iterator[Figure]:
        """Comparison values: the same measure for an earlier period."""
        for use in frame.clause.used("base"):
            when = self._base_period(use, frame)
            value = self._level(use, frame)
            if value is not None and when is not None:
                if value.value.unit is None and main.value is not None:
                    value = replace(value, value=replace(value.value, unit=main.value.value.unit))
                yield replace(
                    main, period=when, value=value, change=None, change_value=None, status=Slot("reported"), sign=None
                )

    def _base_period(self, use: Use, frame: _Frame) -> Slot[Period] | None:
        """The period beside a comparison value; without one the same months a year before."""
        taken = frame.period.spans if frame.period else ()
        for chunks_ in ([use.chunk], frame.clause.chunks):
            marks = [m for c in chunks_ for m in c.of("period") if m.span not in taken]
            if chunks_ is frame.clause.chunks:
                marks = [m for m in marks if m.period.comparison]
            for mark in sorted(marks, key=lambda m: distance(m.span, use.mark.span)):
                slot = dated(mark, frame.period)
                if slot is not None and (frame.period is None or slot.value != frame.period.value):
                    return slot
        return earlier(frame.period)

    # -- the focus moves on --------------------------------------------------------------------------------------

    def _topic(self, clause: Clause, anchor: Mark | None, number: int, sentence: Sentence) -> None:
        """Clue 22: a clause of trade without a number sets pair, period and indicator for the next figure."""
        periods = [m for m in clause.of("period") if covers(m.period)]
        if periods and (anchor is not None or sentence.sort == "heading"):
            told = periods[-1]
            self.focus = replace(self.focus, period=Slot(Period(str(told.period.edtf)), (told.span,), told.period.how))
        if len(sentence.tokens) <= _TITLE and clause.of("product"):
            self.section = product(clause)
        trade = anchor is not None and (anchor.scheme == "indicator" or anchor.value == "weak/turnover")
        if anchor is None or not trade or clause.of("exclude", "agreement", "project"):
            return
        name = str(anchor.value).partition("/")[2]
        if name in _FLOW:
            self.focus = replace(self.focus, indicator=name, sentence=number)
            self.spoken = number
        sides = stated(clause, name, anchor)
        if sides.reporter is not None and sides.reporter.value.kind is PartyKind.ECONOMY:
            self.focus = self.focus.paired(sides.reporter.value, sides.partner.value if sides.partner else None)

    def _advance(self, frame: _Frame, figures: list[Figure], number: int) -> None:
        if not figures:
            return
        last = self.focus.product
        told = frame.product
        self.vary = self.vary or (last is not None and told is not None and last.value != told.value)
        first = figures[-1] if figures[0].measure.value == "share" and len(figures) > 1 else figures[0]
        self.units |= {figure.value.value.unit for figure in figures if figure.value is not None}
        self.spoken = number
        self.shared = figures[0].measure.value == "share"
        focus = self.focus
        reporter = first.reporter.value if first.reporter else None
        partner = first.partner.value if first.partner else None
        if not frame.elliptic and frame.indicator.value != "share":
            if not frame.weak or not focus.settled or not frame.sides.subject:
                focus = _turned(focus, reporter, partner)
            focus = replace(focus, stem=reporter or focus.stem, tentative=focus.tentative and partner in (None, WORLD))
            self.varies = "reporter" if frame.sides.subject and frame.weak else "partner"
            if any(m.place.form == "adjective" for m in frame.clause.of("place")) and frame.clause.of(
                "goods", "product"
            ):
                self.varies = "origin"
        if frame.period is not None and frame.period.spans and frame.status.value == "reported":
            self.lead = self.lead or frame.period
        part = first.measure.value == "share"
        unit = first.value.value.unit if first.value is not None else focus.unit
        self.focus = replace(
            focus,
            indicator=first.indicator.value if first.measure.value != "share" else focus.indicator or "exports",
            reporter=reporter or focus.reporter,
            partner=focus.partner if part and partner in (None, WORLD) else partner,
            product=first.product,
            period=frame.period if frame.status.value == "reported" and frame.period else focus.period,
            aim=frame.period if frame.status.value != "reported" else None,
            unit=unit if unit != "percent" else focus.unit,
            status=frame.status.value,
            sentence=number,
            fresh=True,
            settled=True,
        )


def _said(figure: Figure, speaker: Speaker | None) -> Figure:
    return figure if speaker is None else replace(figure, speaker=Slot(speaker.party))


def _exact(uses: list[Use]) -> list[Use]:
    """Without an amount that brackets behind it give exactly: "almost a third (32.6 %)"."""
    kept = [u for u, after in zip(uses, uses[1:], strict=False) if not _sharper(u, after)]
    return [*kept, *uses[-1:]]


def _sharper(rough: Use, exact: Use) -> bool:
    hedged = rough.mark.amount.quantity.hedge != "exact" and exact.mark.amount.quantity.hedge == "exact"
    return hedged or exact.mark.amount.bracketed


def _together(levels: list[Use], changes: list[Use], deltas: list[Use]) -> Iterator[tuple[Use | None, ...]]:
    """The amounts of one figure: a clause with tonnes and money has two, each change with the level before it."""
    if len(levels) < 2:
        yield (*(uses[0] if uses else None for uses in (levels, changes, deltas)),)
        return
    if len(changes) == len(levels):
        yield from zip(levels, changes, [*deltas, *[None] * len(levels)][: len(levels)], strict=True)
        return
    for number, level in enumerate(levels):
        until = levels[number + 1].mark.span.start if number + 1 < len(levels) else None
        since = level.mark.span.start if number else 0
        own = [
            [u for u in uses if since <= u.mark.span.start < (until or u.mark.span.stop)] for uses in (changes, deltas)
        ]
        yield level, *(uses[0] if uses else None for uses in own)


def _country(party: Party | None) -> bool:
    """Whether a party is a country or the EU, which has customs of its own."""
    return party is not None and party.kind is PartyKind.ECONOMY and len(party.name) == len("KZ")


def _turned(focus: Focus, reporter: Party | None, partner: Party | None) -> Focus:
    """The focus after a figure: home stays home as long as it is one of the two sides."""
    economy = reporter is not None and reporter.kind is PartyKind.ECONOMY
    bloc = focus.settled and _country(focus.home) and economy and not _country(reporter)
    home = focus.home if bloc or focus.home in (reporter, partner) else reporter or focus.home
    away = partner if home == reporter else reporter
    return replace(focus, home=home, away=away if away != WORLD else None, world=focus.world or away == WORLD)


def _deficit(clause: Clause) -> bool:
    return bool(clause.of("sign/deficit")) and not clause.of("sign/surplus")


def _evidence(analysis: Analysis, clause: Clause, sentence: Sentence) -> Span:
    """The sentence, or the clause where the sentence is too long to be a quotation."""
    span = sentence.span if len(sentence.span) <= _CLAIM else clause.span
    span = span if len(span) <= _CLAIM else Span(span.start, span.start + _CLAIM)
    text = span.of(analysis.document.text)
    return Span(span.start + len(text) - len(text.lstrip()), span.stop - len(text) + len(text.rstrip()))


__all__ = ["Party", "find"]
