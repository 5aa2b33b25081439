"""How the focus moves on: after figures, and after clauses of trade without a number."""

from dataclasses import replace

from kg.extract.figures_clauses import Clause
from kg.extract.figures_frame import Frame
from kg.extract.figures_marks import Mark
from kg.extract.figures_parties import Sides, stated
from kg.extract.figures_products import product
from kg.extract.opening import covers
from kg.extract.state import WORLD, Focus, Memory
from kg.language import Sentence
from kg.model import Figure, Party, PartyKind, Period, Slot

_FLOW = ("exports", "imports", "turnover", "transit", "balance")
_TITLE = 2  # tokens of a sentence that only names goods ("Services."): what its paragraph is about


def advance(memory: Memory, frame: Frame, figures: list[Figure], number: int) -> None:
    if not figures:
        return
    memory.topic = None
    last = memory.focus.product
    told = frame.product
    memory.vary = memory.vary or (last is not None and told is not None and last.value != told.value)
    first = figures[-1] if figures[0].measure.value == "share" and len(figures) > 1 else figures[0]
    memory.units |= {figure.value.value.unit for figure in figures if figure.value is not None}
    memory.spoken = number
    memory.shared = figures[0].measure.value == "share"
    focus = memory.focus
    reporter = first.reporter.value if first.reporter else None
    partner = first.partner.value if first.partner else None
    if not frame.elliptic and frame.indicator.value != "share":
        if not frame.weak or not focus.settled or not frame.sides.subject:
            focus = _turned(focus, reporter, partner)
        focus = replace(focus, stem=reporter or focus.stem, tentative=focus.tentative and partner in (None, WORLD))
        memory.varies = "reporter" if frame.sides.subject and frame.weak else "partner"
        if any(m.place.form == "adjective" for m in frame.clause.of("place")) and frame.clause.of("goods", "product"):
            memory.varies += " origin"
    if frame.period is not None and frame.period.spans and frame.status.value == "reported":
        memory.lead = memory.lead or frame.period
    part = first.measure.value == "share"
    unit = first.value.value.unit if first.value is not None else focus.unit
    memory.focus = replace(
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


def topic(memory: Memory, clause: Clause, anchor: Mark | None, number: int, sentence: Sentence) -> None:
    """Clue 22: a clause of trade without a number sets pair, period and indicator for the next figure."""
    periods = [m for m in clause.of("period") if covers(m.period)]
    announced = sentence.sort == "heading" or (bool(sentence.tokens) and sentence.tokens[-1].text == ":")
    if periods and (anchor is not None or announced):
        told = periods[-1]
        memory.focus = replace(memory.focus, period=Slot(Period(str(told.period.edtf)), (told.span,), told.period.how))
    if len(sentence.tokens) <= _TITLE and clause.of("product"):
        memory.section = product(clause)
    trade = anchor is not None and (anchor.scheme == "indicator" or anchor.value == "weak/turnover")
    if anchor is None or not trade or clause.of("exclude", "agreement", "project"):
        return
    name = str(anchor.value).partition("/")[2]
    if name in _FLOW:
        memory.focus = replace(memory.focus, indicator=name, sentence=number)
        memory.spoken = number
    sides = stated(clause, name, anchor)
    if sides.reporter is not None and sides.reporter.value.kind is PartyKind.ECONOMY:
        reporter, partner = sides.reporter.value, sides.partner.value if sides.partner else None
        memory.focus = memory.focus.paired(reporter, partner)
        memory.topic = Sides(sides.reporter, sides.partner) if partner is not None else None


def _turned(focus: Focus, reporter: Party | None, partner: Party | None) -> Focus:
    """The focus after a figure: home stays home as long as it is one of the two sides."""
    economy = reporter is not None and reporter.kind is PartyKind.ECONOMY
    bloc = focus.settled and _country(focus.home) and economy and not _country(reporter)
    home = focus.home if bloc or focus.home in (reporter, partner) else reporter or focus.home
    away = partner if home == reporter else reporter
    return replace(focus, home=home, away=away if away != WORLD else None, world=focus.world or away == WORLD)


def _country(party: Party | None) -> bool:
    """Whether a party is a country or the EU, which has customs of its own."""
    return party is not None and party.kind is PartyKind.ECONOMY and len(party.name) == len("KZ")
