"""A figure as quads: a node for its level and one for each change, all with the same dimensions."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg import iris
from kg.graph import things
from kg.graph.page import Page
from kg.graph.periods import year_before
from kg.identity.folding import folded
from kg.model import Figure, Party, PartyKind, Period, Quantity, Slot
from kg.vocabulary import implied_class

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Node:
    """One node of a figure: its measure, the amount if there is one, the direction if there is one."""

    role: str
    measure: str
    amount: Quantity | None
    direction: str | None


def _towards(amount: Quantity | None, up: str, down: str) -> str | None:
    if amount is None or amount.value == ZERO:
        return None
    return up if amount.value > ZERO else down


def _amount(slot: Slot[Quantity] | None) -> Quantity | None:
    return None if slot is None else slot.value


def nodes(figure: Figure) -> Iterator[Node]:
    """The level if there is one, or a share or balance without a number; then the changes. The first is the record."""
    level, change, absolute = map(_amount, (figure.value, figure.change, figure.change_value))
    measure = figure.measure.value
    if level is not None:
        side = _towards(level, "surplus", "deficit") if figure.indicator.value == "balance" else None
        yield Node("level", measure, level, side)
    elif figure.sign is not None:
        yield Node("level", measure, None, figure.sign.value)
    elif measure != "level" or change is absolute is None:  # the last: a reader that found no number at all
        yield Node("level", measure, None, _towards(change or absolute, "up", "down"))
    if change is not None:
        yield Node("change", "changeRelative", change, _towards(change, "up", "down"))
    if absolute is not None:
        yield Node("change_value", "changeAbsolute", absolute, _towards(absolute, "up", "down"))


def write(page: Page, figure: Figure) -> None:
    """All nodes; those after the first say whose changes they are."""
    for number, node in enumerate(nodes(figure)):
        subject = iris.hashed("figure", page.iri, node.role) if number else page.iri
        _dimensions(page, subject, figure, node.measure)
        if node.amount is not None:
            page.quantity(subject, "trd:quantity", node.amount)
        if node.direction is not None:
            page.quads.code(subject, "trd:direction", "direction", node.direction)
        if node.role != "level":
            _comparison(page, subject, figure)
        if number:
            page.quads.link(subject, "trd:changeOf", page.iri)
            page.provenance(subject, figure)


def _dimensions(page: Page, node: str, figure: Figure, measure: str) -> None:
    quads, indicator = page.quads, figure.indicator.value
    quads.a(node, f"trd:{implied_class('indicator', indicator) or 'TradeFigure'}")
    quads.code(node, "trd:indicator", "indicator", indicator)
    quads.code(node, "trd:measure", "measure", measure)
    quads.code(node, "trd:figureStatus", "figureStatus", figure.status.value)
    page.party(node, "trd:reporter", figure.reporter)
    page.party(node, "trd:partner", figure.partner)
    page.period(node, figure.period)
    if figure.product is not None:
        page.named(node, "trd:product", figure.product.value)
    quads.string(node, "trd:figureKey", figure_key(figure, measure))


def figure_key(figure: Figure, measure: str) -> str:
    """What two figures have in common that speak of one number."""
    period = "" if figure.period is None else figure.period.value.edtf
    product = "" if figure.product is None else folded(figure.product.value)
    sides = (_side(figure.reporter), _side(figure.partner))
    return "|".join((*sides, figure.indicator.value, measure, period, product))


def _side(slot: Slot[Party] | None) -> str:
    if slot is None:
        return ""
    return slot.value.name if slot.value.kind is PartyKind.ECONOMY else folded(slot.value.name)


def _comparison(page: Page, node: str, figure: Figure) -> None:
    """The base that the text names, else the span a year before."""
    if figure.change_base is not None:
        base = things.period(page.quads, figure.change_base.value)
        page.quads.link(node, "trd:statedBase", base)
    elif figure.period is not None:
        base = things.period(page.quads, Period(year_before(figure.period.value.edtf)))
    else:
        return
    page.quads.link(node, "trd:comparedWith", base)
