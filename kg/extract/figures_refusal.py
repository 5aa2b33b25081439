"""Why a clause with amounts gives no figure: prices and rates, deals, counts, and what nothing ties to trade."""

from kg.extract.figures_clauses import Clause
from kg.extract.figures_frame import Frame
from kg.extract.figures_marks import Mark
from kg.extract.figures_parties import ALONE
from kg.extract.state import Memory
from kg.language import Analysis

_GAP = 3  # sentences over which a figure without a word of trade goes on about the one before
_DEALS = ("exclude/deal", "project/", "agreement/")
_PRICES = ("exclude/price", "exclude/rate", "exclude/economy", "exclude/weather")


def refusal(memory: Memory, analysis: Analysis, clause: Clause, anchor: Mark | None, number: int) -> str | None:
    """Why a clause gives no figure, or None."""
    if not clause.uses:
        return "" if not _signless(clause, anchor) else None
    strong = anchor is not None and anchor.scheme == "indicator"
    excluded = clause.of("exclude")
    if anchor is None or anchor.value != "indicator/tariff":
        each = [use for use in clause.uses if use.mark.amount.each is not None]
        if each and len(each) == len(clause.uses):
            return "speaks of price"
    prices = clause.of(*_PRICES)
    if prices and not (strong and not _beside(clause, prices)):
        return f"speaks of {str(prices[0].value).partition('/')[2]}"
    excluded = [m for m in excluded if m.value == "exclude/deal" or _beside(clause, [m])]
    if excluded and not strong:
        return f"speaks of {str(excluded[0].value).partition('/')[2]}"
    if anchor is None:
        return "speaks of a deal" if clause.of("project", "agreement") else _ellipsis(memory, analysis, clause, number)
    between = [m for m in excluded if anchor.span.stop <= m.span.start < clause.uses[0].mark.span.start]
    if any(m.value == "exclude/deal" for m in between):
        return "speaks of deal"
    if anchor.value == "indicator/investment" and (not clause.of("place") or clause.of("project", "exclude/deal")):
        return "money for something to be built, or nobody's"
    if not strong and not _grounded(memory, clause):
        return "a word of trade without country, currency or goods"
    return None


def _ellipsis(memory: Memory, analysis: Analysis, clause: Clause, number: int) -> str | None:
    """A clause without a word of trade goes on about the last figure, if it is near and of its sort (clue 4)."""
    if memory.focus.indicator is None:
        return "no word of trade"
    same_sentence = number == memory.focus.sentence
    if not same_sentence and not _near(memory, analysis, clause, number):
        return "no word of trade near"
    sorts = {use.mark.amount.sort for use in clause.uses}
    units = {use.mark.amount.quantity.unit for use in clause.uses}
    if not same_sentence and not clause.of("place", "product", "scope", "period", "direction"):
        return "nothing ties it to the figure before"
    sentence = analysis.sentences[number].span
    if not same_sentence and any(str(a.value).startswith(_DEALS) for a in analysis.within(sentence, "cue")):
        return "stands among deals"
    levels = {use.mark.amount.quantity.unit for use in clause.used("level")} - {None, "count"}
    if not same_sentence and levels and memory.units and not levels & memory.units:
        return "measured in a unit that no figure before is in"
    if "count" in sorts and memory.focus.unit not in units:
        return "counts something else"
    return None


def _near(memory: Memory, analysis: Analysis, clause: Clause, number: int) -> bool:
    """Whether the last figure or topic is near enough to go on about: in the paragraph, or before a list."""
    gap = number - memory.spoken
    if memory.focus.sentence >= 0:
        return gap <= _GAP
    item = analysis.sentences[number].sort == "item" or bool(clause.of("place", "product", "scope/own"))
    units = {use.mark.amount.quantity.unit for use in clause.uses} & {memory.focus.unit, "percent"}
    return item and gap <= _GAP and bool(units)


def doubt(memory: Memory, frame: Frame) -> str | None:
    """Why a figure is more likely wrong than right, or None: a false fact costs more than two missed ones.

    What is sorted out here was right in less than a quarter of the cases on the working texts.
    """
    clause, name = frame.clause, frame.indicator.value
    if frame.sides.reporter is None:
        return "nobody known to report it"
    if name in ALONE and (frame.elliptic or not (clause.of("product") or frame.sides.reporter.spans)):
        return "neither goods nor country with it"
    counted = any(use.mark.amount.quantity.unit == "count" for use in clause.used("level"))
    return "a count with no word of trade" if frame.elliptic and counted else None


def _beside(clause: Clause, marks: list[Mark]) -> bool:
    """Whether one of the marks stands in the chunk of an amount."""
    return any(m in use.chunk.marks for use in clause.uses for m in marks)


def _signless(clause: Clause, anchor: Mark | None) -> bool:
    """A balance told by its sign alone."""
    return anchor is not None and anchor.value == "indicator/balance" and bool(clause.of("sign"))


def _grounded(memory: Memory, clause: Clause) -> bool:
    money = any(use.mark.amount.sort in ("money", "physical") for use in clause.uses)
    return money or bool(clause.of("place", "product", "scope")) or memory.focus.indicator is not None
