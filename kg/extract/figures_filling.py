"""Parties that a clause leaves out, taken from the focus: the pair in force, whose "our" it is, home, everybody.

The order of clues is that of the design of extraction; numbers in comments are the clues' numbers there.
"""

from kg.extract.figures_clauses import Clause
from kg.extract.figures_marks import Mark
from kg.extract.figures_parties import ALONE, FLOWS, TWO_SIDED, Sides, lifted
from kg.extract.state import WORLD, Focus
from kg.model import How, Party, Slot


def filled(sides: Sides, clause: Clause, indicator: str, anchor: Mark | None, focus: Focus) -> Sides:
    """The sides with what the clause leaves out taken from the focus."""
    bare = sides.reporter is None and sides.partner is None and focus.fresh
    if indicator == "share" and anchor is not None and (anchor.value != "indicator/share" or bare):
        anchor = None
    reporter, partner = sides.reporter, sides.partner
    if reporter is None:
        value = _reporter(clause, indicator, anchor, focus, partner.value if partner else None)
        reporter = Slot(value, (), How.INHERITED) if value is not None else None
    if partner is None and not sides.group and indicator in (*TWO_SIDED, "share"):
        value = _partner(clause, indicator, anchor.scheme if anchor else "", focus, reporter)
        partner = Slot(value, (), How.INHERITED) if value is not None else None
    if indicator in ALONE:
        return Sides(lifted(reporter, clause), None)
    return Sides(reporter, partner, sides.group, sides.subject)


def _reporter(clause: Clause, indicator: str, anchor: Mark | None, focus: Focus, partner: Party | None) -> Party | None:
    elliptic = anchor is None
    weak = anchor is not None and anchor.scheme == "weak"
    turned = weak and not focus.fresh and {indicator, focus.indicator} == set(FLOWS)
    ours = focus.we if clause.of("scope/own") and not (indicator == "imports" and _own_goods(clause)) else None
    if ours is not None:  # 26
        return ours
    if elliptic and focus.reporter is not None and focus.reporter != partner:  # 4, 17, 10
        return focus.reporter
    if (
        turned and partner is not None and focus.partner not in (None, WORLD, partner)
    ):  # 14: "they bought" after what was sold to them
        return focus.partner
    stem = focus.stem if focus.fresh or (indicator == focus.indicator and partner is None) else None
    stem = None if stem == partner else stem
    candidates = (stem, focus.home, focus.away, focus.we, focus.publisher)  # 8, 9, 25
    return next((c for c in candidates if c is not None and c not in (partner, WORLD)), None)


def _own_goods(clause: Clause) -> bool:
    """Whether "our" stands on the goods, as in "they buy our wheat"."""
    goods = clause.of("product", "goods")
    return any(0 <= g.span.start - m.span.stop <= 2 for m in clause.of("scope/own") for g in goods)


def _partner(
    clause: Clause, indicator: str, anchor_scheme: str, focus: Focus, reporter: Slot[Party] | None
) -> Party | None:
    own = reporter.value if reporter else None
    if clause.of("scope/world") and indicator != "share":  # 13
        return WORLD
    if clause.of("scope/mutual", "scope/other"):  # 12, 23
        known = next((c for c in (focus.partner, focus.other(own), focus.named) if c not in (None, WORLD, own)), None)
        if known is not None:
            return known
    if indicator == "share":
        return WORLD if clause.of("product") else focus.partner if not anchor_scheme else None
    if not anchor_scheme:
        return _carried(focus, own)
    if anchor_scheme == "weak" and own is not None and focus.settled and focus.home not in (None, own):
        return _opposite(indicator, focus, own)
    if indicator == "imports" and _own_goods(clause) and focus.we not in (None, own):
        return focus.we
    headline = focus.tentative and (indicator in FLOWS or (reporter is not None and bool(reporter.spans)))
    other = None if headline else focus.other(own)
    if other is not None and not clause.of("scope/total"):  # 8, 20
        return other
    if focus.rival is not None and not focus.world and own == focus.home and not clause.of("scope/total"):
        return focus.rival
    return WORLD if reporter is not None else None


def _carried(focus: Focus, own: Party | None) -> Party | None:
    """Clues 4 and 20: the partner stays, or the two sides have changed places."""
    if own is not None and own == focus.partner:
        return focus.reporter
    if focus.partner is not None:
        return focus.partner
    return WORLD if own is not None else None


def _opposite(indicator: str, focus: Focus, own: Party) -> Party | None:
    """Clue 14: who else buys or sells what the figures before were about."""
    if indicator == focus.indicator and focus.partner not in (None, own):
        return focus.partner
    return focus.home
