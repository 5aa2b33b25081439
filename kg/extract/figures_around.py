"""What all pairs of parties of one figure are held against: its clause, the figures before, the text as a whole."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kg.extract.figures_drafts import Draft, Drafts, Pair
from kg.extract.figures_listing import Cell
from kg.extract.figures_parties import Sides, party
from kg.extract.figures_view import View
from kg.model import Party, Slot

_BACK = 4  # pairs of figures before that are looked back at
_WORDS = ("world", "total", "mutual", "own", "other", "within", "it", "country", "region", "bloc", "market")
_SCOPES = tuple(f"scope/{word}" for word in _WORDS)


@dataclass(frozen=True, slots=True)
class Around:
    """What all pairs of one figure are held against: pairs as pairs of parties, `named` those of the clause.

    `section` is the party that a heading says its section is about, `paragraph` has those named in the paragraph;
    `alike` is the pair of the last figure that measured the same, `counted` how often each was told so far. In a list,
    `headed` has the parties of the heading, `parallel` is the pair of the item above with this item's party in it and
    `above` says how sure that one is.
    """

    view: View
    draft: Draft
    fixed: Pair
    main: Pair
    twin: Pair | None
    lasts: list[Pair]
    named: frozenset[Party]
    within: frozenset[Party]
    scopes: tuple[str, ...]
    sure: str
    alike: Pair | None
    counted: Mapping[frozenset[Party | None], float]
    told: float
    flows: tuple[str, ...]
    section: Party | None
    paragraph: Collection[Party]
    words: tuple[str, ...]
    cell: Cell | None
    headed: frozenset[Party]
    parallel: Pair | None
    above: str

    @property
    def many(self) -> int:
        """How many parties the clause names, up to two."""
        return min(len(self.named), 2)

    @classmethod
    def of(cls, view: View, draft: Draft, drafts: Drafts, fixed: Sides) -> "Around":
        """What stands around a draft; `fixed` are its parties by the fixed order of clues."""
        return cls(
            view,
            draft,
            _pair(fixed.reporter, fixed.partner),
            view.whole.main,
            draft.twin.pair if draft.twin is not None else None,
            [past.pair for past in reversed(drafts.recent)][:_BACK],
            frozenset(party(m) for m in view.places if m.span in view.own),
            frozenset(party(m) for m in view.places),
            tuple(scope for scope in _SCOPES if view.clause.of(scope)),
            drafts.recent[-1].sure if drafts.recent else "-",
            next((d.pair for d in reversed(drafts.recent) if d.indicator == draft.indicator), None),
            drafts.pairs,
            sum(drafts.reporters.values()),
            tuple(str(flow.value) for flow in view.clause.of("flow")[:2]),
            view.whole.course.about(view.number),
            view.whole.course.paragraphs.get(view.sentence.paragraph, {}),
            view.words.said(draft.first.chunk if draft.first else None),
            draft.cell,
            _headed(draft.cell),
            _parallel(draft.cell, drafts.above(draft.cell)),
            above.sure if (above := drafts.above(draft.cell)) is not None else "-",
        )


def _headed(cell: Cell | None) -> frozenset[Party]:
    return frozenset(party(m) for m in cell.heading.marks if m.scheme == "place") if cell is not None else frozenset()


def _parallel(cell: Cell | None, above: Draft | None) -> Pair | None:
    """The pair of the item above in a list, with its own party in the place of that item's."""
    if cell is None or above is None or above.cell is None or len(cell.item.named) != 1:
        return None
    (own,), theirs = cell.item.named, above.cell.item.named
    reporter, partner = (own if one in theirs else one for one in above.pair)
    return reporter, partner


def _pair(reporter: Slot[Party] | None, partner: Slot[Party] | None) -> Pair:
    return reporter.value if reporter is not None else None, partner.value if partner is not None else None
