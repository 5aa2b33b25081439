"""The frame of a figure: what a clause says besides its amounts, with what it leaves out taken from the memory."""

from dataclasses import dataclass

from kg.extract.figures_clauses import Clause
from kg.extract.figures_filling import filled
from kg.extract.figures_marks import Mark
from kg.extract.figures_parties import Sides, stated
from kg.extract.figures_products import product
from kg.extract.figures_slots import period, status
from kg.extract.state import Memory
from kg.language import Analysis, Sentence
from kg.model import How, Period, Slot, Span

_CLAIM = 400  # characters that evidence may have


@dataclass(frozen=True, slots=True)
class Frame:
    """What a clause says besides its amounts. `since`: the year that changes over several years count from."""

    clause: Clause
    evidence: Span
    indicator: Slot[str]
    sides: Sides
    period: Slot[Period] | None
    product: Slot[str] | None
    status: Slot[str]
    weak: bool
    elliptic: bool
    since: Slot[Period] | None = None


def frame(memory: Memory, analysis: Analysis, clause: Clause, anchor: Mark | None, sentence: Sentence) -> Frame:
    """The slots of a clause: what it states, then what the memory holds."""
    if anchor is not None and anchor.value == "indicator/share" and (clause.used("level") or not clause.used("share")):
        anchor = next((m for m in clause.of("indicator") if m.value != "indicator/share"), None)
    name = _indicator(memory, clause, anchor)
    sides = stated(clause, name.value, anchor, memory.varies, memory.focus.home)
    if anchor is None and memory.topic is not None and clause.of("scope/it"):  # 10 after 22
        sides = Sides(sides.reporter or memory.topic.reporter, sides.partner or memory.topic.partner)
    sides = filled(sides, clause, name.value, anchor, memory.focus)
    stand = status(clause)
    elliptic = anchor is None
    if elliptic and stand.value == "reported" and memory.focus.status != "reported" and not clause.of("period"):
        stand = Slot(memory.focus.status, (), How.INHERITED)
    goods = product(clause, anchor)
    about = elliptic or (anchor is not None and anchor.scheme == "weak")
    total = clause.of("scope/total") and not elliptic
    varied = memory.vary and bool(clause.of("place"))
    same = clause.of("scope/same") or (name.value == "share" and memory.focus.fresh and sides.partner is None)
    if goods is None and memory.section is not None:
        goods = memory.section
    elif goods is None and (same or (about and not total and not varied and not clause.of("goods"))):
        goods = Slot(memory.focus.product.value, (), How.INHERITED) if memory.focus.product else None
    when, since = _ends(period(clause, memory.focus, stand.value, elliptic), clause)
    weak = anchor is None or anchor.scheme == "weak"
    return Frame(clause, _evidence(analysis, clause, sentence), name, sides, when, goods, stand, weak, elliptic, since)


def _ends(when: Slot[Period] | None, clause: Clause) -> tuple[Slot[Period] | None, Slot[Period] | None]:
    """Of "from 2 bn to 3 bn over 2019-2024" the year of the level and that of the base; else the period and None."""
    moved = clause.used("change") and (clause.used("base") or not clause.used("level"))
    years = when.value.edtf.split("/") if when is not None and moved else []
    if when is None or len(years) < 2 or {len(year) for year in years} != {len("2019")}:
        return when, None
    first, last = (Slot(Period(year), when.spans, when.how) for year in years)
    return last, first


def _indicator(memory: Memory, clause: Clause, anchor: Mark | None) -> Slot[str]:
    if clause.used("share") and not clause.used("level"):
        return Slot("share", (anchor.span,) if anchor else ())
    if anchor is None or anchor.value == "indicator/share":
        return Slot(memory.focus.indicator or "turnover", (), How.INHERITED)
    return Slot(str(anchor.value).partition("/")[2], (anchor.span,))


def _evidence(analysis: Analysis, clause: Clause, sentence: Sentence) -> Span:
    """The sentence, or the clause where the sentence is too long to be a quotation."""
    span = sentence.span if len(sentence.span) <= _CLAIM else clause.span
    span = span if len(span) <= _CLAIM else Span(span.start, span.start + _CLAIM)
    text = span.of(analysis.document.text)
    return Span(span.start + len(text) - len(text.lstrip()), span.stop - len(text) + len(text.rstrip()))
