"""Pairs of parties as candidates for the two sides of a figure: what speaks for the two together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.deciding import Candidate, Clues
from kg.extract.figures_drafts import Draft, Drafts
from kg.extract.figures_parties import ALONE, Sides, party
from kg.extract.figures_seen import Option, kind, tenths
from kg.extract.figures_view import View
from kg.extract.state import WORLD
from kg.model import Party, Slot

_BACK = 4  # pairs of figures before that are looked back at
_WORDS = ("world", "total", "mutual", "own", "other", "within", "it", "country", "region", "bloc", "market")
_SCOPES = tuple(f"scope/{word}" for word in _WORDS)
Pair = tuple[Party | None, Party | None]


@dataclass(frozen=True, slots=True)
class _Around:
    """What all pairs of one figure are held against: pairs as pairs of parties, `named` those of the clause.

    `alike` is the pair of the last figure that measured the same, `counted` how often each was told so far.
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

    @property
    def many(self) -> int:
        """How many parties the clause names, up to two."""
        return min(len(self.named), 2)


def pairs(options: Sequence[Option], indicator: str) -> Iterator[tuple[Option, Option]]:
    """The pairs that an indicator can have: nobody has WORLD report, only blocs trade with themselves."""
    nobody = options[0]
    for reporter in options:
        if reporter.party == WORLD:
            continue
        if indicator in ALONE:
            yield reporter, nobody
            continue
        bloc = kind(reporter.party) == "bloc"
        for partner in options:
            if partner is reporter and not bloc and reporter is not nobody:
                continue
            if reporter is nobody and partner is not nobody and indicator not in ("share", "investment"):
                continue
            yield reporter, partner


def candidates(
    view: View, draft: Draft, drafts: Drafts, offered: Sequence[tuple[Option, Option]], fixed: Sides
) -> Iterator[Candidate]:
    """The pairs with their clues; what speaks for one side alone is shared by all pairs with that side."""
    around = _around(view, draft, drafts, fixed)
    parts: dict[tuple[str, int], Clues] = {}
    sources: dict[int, str] = {}
    for pair in offered:
        for option, name in zip(pair, ("r", "p"), strict=True):
            if (name, id(option)) not in parts:
                parts[name, id(option)] = tuple(_crossed(option, name, draft.indicator))
                sources[id(option)] = _source(option.party, around)
        reporter, partner = pair
        told = f"{sources[id(reporter)]}+{sources[id(partner)]}"
        clues = (*_joint(reporter.party, partner.party, told, around), *_said(pair, told, around))
        held = (parts["r", id(reporter)], parts["p", id(partner)])
        yield Candidate((draft.indicator, reporter.party, partner.party), clues, held)


def _around(view: View, draft: Draft, drafts: Drafts, fixed: Sides) -> _Around:
    return _Around(
        view,
        draft,
        _pair(fixed.reporter, fixed.partner),
        view.whole.main,
        _pair(draft.twin.reporter, draft.twin.partner) if draft.twin is not None else None,
        [_pair(past.reporter, past.partner) for past in reversed(drafts.recent)][:_BACK],
        frozenset(party(m) for m in view.places if m.span in view.own),
        frozenset(party(m) for m in view.places),
        tuple(scope for scope in _SCOPES if view.clause.of(scope)),
        drafts.recent[-1].sure if drafts.recent else "-",
        next((_pair(d.reporter, d.partner) for d in reversed(drafts.recent) if d.indicator == draft.indicator), None),
        drafts.pairs,
        sum(drafts.reporters.values()),
    )


def _pair(reporter: Slot[Party] | None, partner: Slot[Party] | None) -> Pair:
    return reporter.value if reporter is not None else None, partner.value if partner is not None else None


def _crossed(option: Option, name: str, indicator: str) -> Iterator[str]:
    for clue in option.clues:
        yield f"{name}:{clue}"
    for clue in option.words:
        yield f"{name}:{clue}"
        yield f"{name}:{indicator}:{clue}"


def _said(pair: tuple[Option, Option], sources: str, around: _Around) -> Iterator[str]:
    """How the clause ties the two together: the marker of each and the side of the measure on which it stands."""
    markers = [_marked(option, around) for option in pair]
    both = "+".join(markers)
    if not around.named.intersection(option.party for option in pair if option.party is not None):
        yield f"{sources}/{around.view.sentence.sort}/{around.many}"
        return
    yield f"{sources}/{both}"
    yield f"{sources}/{both}/{around.draft.indicator}"
    yield f"said={both}"
    yield f"said={both}/{around.draft.indicator}"
    yield f"said={both}/{around.many}/{around.view.sort}"
    yield from (f"said={both}/{flow.value}" for flow in around.view.clause.of("flow")[:2])


def _marked(option: Option, around: _Around) -> str:
    mark = option.mark
    if mark is None or option.party not in around.named or mark.span not in around.view.own:
        return "w" if option.party == WORLD else "-"
    anchor = around.view.anchor
    side = "" if anchor is None else "<" if mark.span.start < anchor.span.start else ">"
    return f"{mark.place.marker}{side}{'a' if mark.place.form == 'adjective' else ''}"


def _source(one: Party | None, around: _Around) -> str:
    """Where a party comes from, by its nearest source; with a star if it is the main reporter."""
    if one is None or one == WORLD:
        return "nobody" if one is None else "world"
    star = "*" if one == around.main[0] else ""
    if one in around.named:
        return f"clause{star}"
    if around.lasts and one in around.lasts[0]:
        return ("last_reporter" if one == around.lasts[0][0] else "last_partner") + star
    if one in around.within:
        return f"sentence{star}"
    focus = around.view.memory.focus
    known = {focus.home: "home", focus.away: "away", focus.we: "we", focus.publisher: "publisher"}
    return known.get(one, "headline" if one in around.view.whole.headline else "other") + star


def _joint(reporter: Party | None, partner: Party | None, sources: str, around: _Around) -> Iterator[str]:
    """What speaks for a pair as a pair."""
    sort, indicator, many = around.view.sort, around.draft.indicator, around.many
    yield sources
    yield f"{sources}/{sort}/{many}"
    yield f"{sources}/{indicator}"
    yield f"{sources}/{around.view.memory.varies}/{sort}"
    pair = (reporter, partner)
    if pair == around.main:
        yield "main"
        yield f"main/{sort}/{many}"
    if pair == around.fixed:
        yield "fixed"
        yield f"fixed/{sort}"
        yield f"fixed/{indicator}"
        yield f"fixed/refused={bool(around.view.reason)}"
    elif pair == around.fixed[::-1]:
        yield "fixed_turned"
    used = (reporter in around.named) + (partner in around.named and partner != reporter)
    left = min(len(around.named) - used, 3)
    yield f"left={left}/used={used}"
    yield f"left={left}/{sort}/{indicator}"
    yield from _as_before(pair, around)
    yield from _by_scope(pair, around)


def _as_before(pair: Pair, around: _Around) -> Iterator[str]:
    """Whether it is the pair of a figure before, of the same amount told before, or of the headline."""
    sort, many = around.view.sort, around.many
    if around.lasts:
        last = around.lasts[0]
        if pair == last:
            yield "last"
            yield f"last/{sort}/{many}"
            yield f"last/{around.draft.kind}"
            yield f"last/{around.sure}"
            yield "same_two"
        elif pair == last[::-1]:
            yield "last_turned"
            yield f"last_turned/{sort}/{many}"
            yield "same_two"
        if pair in around.lasts[1:]:
            yield "lately"
        if around.alike is not None and pair == around.alike:
            yield f"alike/{sort}/{many}"
            yield f"alike/same={pair == last}"
        part = tenths(around.counted.get(frozenset(pair), 0.0) / around.told if around.told else 0.0)
        yield f"so_far={part}/{sort}/{many}"
        yield f"so_far={part}/{min(int(around.told), 3)}"
    if pair == around.twin:
        yield "twin"
    heads = around.view.whole.headline[:2]
    if len(heads) == 2 and pair in (heads, heads[::-1]):
        yield f"headline/{'as_is' if pair == heads else 'turned'}"


def _by_scope(pair: Pair, around: _Around) -> Iterator[str]:
    """What words about the scope of the trade say of a pair: "mutual", "total", "our"."""
    itself = pair[0] is not None and pair[0] == pair[1]
    if itself:
        yield "itself"
    for scope in around.scopes:
        focus = around.view.memory.focus
        yield f"{scope}/{kind(pair[1])}/{'home' if pair[0] == focus.home else 'other'}"
        yield f"{scope}/{around.view.whole.sort(pair[0])}/{'main' if pair[0] == around.main[0] else 'other'}"
        if pair[0] == focus.we:
            yield f"{scope}/we"
        if itself:
            yield f"{scope}/itself"
