"""Search: things by name in any alphabet, passages by their words."""

from kg import questions
from kg.search import Hit
from kg.web.api.asked import kind_of
from kg.web.desk import Desk
from kg.web.orders import Order, Reply
from kg.web.pages.records import offset_of
from kg.web.rendering import page

_PAGE = 30  # hits on a page
_LONGEST = 500  # characters of a search that count
_FEW = 5  # passages beside the names
_TELLING = 60  # characters of a passage that says more than the words searched for: those come first


def view(desk: Desk, order: Order) -> Reply:
    """The page: how many of each kind fit, the things, and passages that have the words."""
    asked = order.value("q")[:_LONGEST]
    offset = offset_of(order)
    index = desk.index()
    if index is None:
        found = questions.find(desk.source, asked)[:_PAGE]
        hits = [Hit(match.iri, kind_of(match.iri), match.label, 0) for match in found]
        return page(order, "search.html", asked=asked, hits=hits, counts={}, passages=[], offset=0, more=False)
    kind = order.value("kind") or None
    things = index.things(asked, order.language, kind=kind, limit=_PAGE + 1, offset=offset) if kind != "passage" else []
    passages = index.passages(asked, _PAGE + 1, offset if kind == "passage" else 0) if kind in (None, "passage") else []
    shown = passages[:_PAGE] if kind else sorted(passages, key=lambda each: len(each.words) < _TELLING)[:_FEW]
    return page(
        order,
        "search.html",
        asked=asked,
        hits=things[:_PAGE],
        counts=index.counts(asked),
        passages=shown,
        offset=offset,
        more=len(things) > _PAGE or (kind == "passage" and len(passages) > _PAGE),
    )
