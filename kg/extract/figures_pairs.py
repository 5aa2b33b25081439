"""Pairs of parties as candidates for the two sides of a figure: what speaks for the two together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.deciding import Bundle, Candidate, Clues, family
from kg.extract.figures_around import Around
from kg.extract.figures_drafts import Draft, Drafts, Pair
from kg.extract.figures_parties import ALONE, Sides
from kg.extract.figures_seen import Option, kind, tenths
from kg.extract.figures_view import View
from kg.extract.figures_words import worded
from kg.extract.state import WORLD
from kg.model import Party


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
    around = Around.of(view, draft, drafts, fixed)
    options = {id(option): option for pair in offered for option in pair}
    known = {number: _Side.of(option, draft.indicator, around) for number, option in options.items()}
    singled = _by_option(_singled(around), options)
    ties: dict[tuple[object, ...], tuple[Clues, ...]] = {}  # many pairs are tied alike
    for reporter, partner in offered:
        first, second = known[id(reporter)], known[id(partner)]
        alike = (*first.tie, *second.tie, partner is reporter)
        if alike not in ties:
            ties[alike] = tuple(_tied(first, second, partner is reporter, around))
        parts = (
            *ties[alike],
            *singled.get((id(reporter), id(partner)), ()),
            *_by_scope(reporter, partner, around),
            *_listed(reporter.party, partner.party, around),
        )
        if around.lasts:
            parts = (_told_so_far(frozenset((reporter.party, partner.party)), around), *parts)
        bundles = (*first.reporting, *second.dealt_with)
        yield Candidate((draft.indicator, reporter.party, partner.party), (), parts, bundles)


@dataclass(frozen=True, slots=True)
class _Side:
    """What is looked up once for a party: where it comes from, its marker, all that speaks for it on either side."""

    source: str
    marker: str
    named: bool
    reporting: tuple[Bundle, Bundle]
    dealt_with: tuple[Bundle, Bundle]

    @property
    def tie(self) -> tuple[str, str, bool]:
        """All that `_tied` asks of it."""
        return self.source, self.marker, self.named

    @classmethod
    def of(cls, option: Option, indicator: str, around: Around) -> "_Side":
        """The side that a party would be."""
        words = tuple(option.words)
        every = (*option.clues, *words)
        bundles = ((Bundle(f"{name}:", every), Bundle(f"{name}:{indicator}:", words)) for name in ("r", "p"))
        return cls(_source(option.party, around), _marked(option, around), option.party in around.named, *bundles)


def _by_option(told: Iterator[tuple[Pair, Clues]], options: Mapping[int, Option]) -> dict[tuple[int, int], list[Clues]]:
    """What speaks for single pairs, of those parties that can be meant, by the numbers of these."""
    known = {option.party: number for number, option in options.items()}
    found: dict[tuple[int, int], list[Clues]] = {}
    for (reporter, partner), clues in told:
        if reporter in known and partner in known:
            found.setdefault((known[reporter], known[partner]), []).append(clues)
    return found


def _tied(one: _Side, other: _Side, itself: bool, around: Around) -> Iterator[Clues]:
    """What two sides are to each other: where both come from, how the clause ties them, whom they leave out."""
    view, indicator, many = around.view, around.draft.indicator, around.many
    yield _sourced(one.source, other.source, view.sort, many, indicator, view.memory.varies)
    if one.named or other.named:
        yield _said(one.source, other.source, one.marker, other.marker, indicator, many, view.sort, around.flows)
    else:
        yield _unsaid(one.source, other.source, view.sentence.sort, many)
    used = one.named + (other.named and not itself)
    yield worded(f"{one.source}+{other.source}", around.words)
    yield _left(min(len(around.named) - used, 3), used, view.sort, indicator)


@family
def _sourced(one: str, other: str, sort: str, many: int, indicator: str, varies: str) -> Iterator[str]:
    yield f"{one}+{other}"
    yield f"{one}+{other}/{sort}/{many}"
    yield f"{one}+{other}/{indicator}"
    yield f"{one}+{other}/{varies}/{sort}"


@family
def _said(
    one: str, other: str, first: str, second: str, indicator: str, many: int, sort: str, flows: tuple[str, ...]
) -> Iterator[str]:
    """How the clause ties the two together: the marker of each and the side of the measure on which it stands."""
    both = f"{first}+{second}"
    yield f"{one}+{other}/{both}"
    yield f"{one}+{other}/{both}/{indicator}"
    yield f"said={both}"
    yield f"said={both}/{indicator}"
    yield f"said={both}/{many}/{sort}"
    yield from (f"said={both}/{flow}" for flow in flows)


@family
def _unsaid(one: str, other: str, sort: str, many: int) -> Iterator[str]:
    yield f"{one}+{other}/{sort}/{many}"


@family
def _left(left: int, used: int, sort: str, indicator: str) -> Iterator[str]:
    """How many of the clause's parties a pair leaves out."""
    yield f"left={left}/used={used}"
    yield f"left={left}/{sort}/{indicator}"


def _marked(option: Option, around: Around) -> str:
    mark = option.mark
    if mark is None or option.party not in around.named or mark.span not in around.view.own:
        return "w" if option.party == WORLD else "-"
    anchor = around.view.anchor
    side = "" if anchor is None else "<" if mark.span.start < anchor.span.start else ">"
    return f"{mark.place.marker}{side}{'a' if mark.place.form == 'adjective' else ''}"


def _source(one: Party | None, around: Around) -> str:
    """Where a party comes from, by its nearest source; with a star if it is the main reporter, `§` if a heading's."""
    if one is None or one == WORLD:
        return "nobody" if one is None else "world"
    star = ("*" if one == around.main[0] else "") + ("§" if one == around.section else "")
    if one in around.named:
        return f"clause{star}"
    if around.lasts and one in around.lasts[0]:
        return ("last_reporter" if one == around.lasts[0][0] else "last_partner") + star
    if one in around.within:
        return f"sentence{star}"
    if one in around.paragraph:
        return f"paragraph{star}"
    focus = around.view.memory.focus
    known = {focus.home: "home", focus.away: "away", focus.we: "we", focus.publisher: "publisher"}
    return known.get(one, "headline" if one in around.view.whole.headline else "other") + star


def _singled(around: Around) -> Iterator[tuple[Pair, Clues]]:
    """What speaks for single pairs: main sides, fixed order, figures before, the same amount before, the headline."""
    sort, many = around.view.sort, around.many
    yield around.main, _main(sort, many)
    yield around.fixed, _fixed(sort, around.draft.indicator, bool(around.view.reason))
    if around.fixed[0] != around.fixed[1]:
        yield around.fixed[::-1], ("fixed_turned",)
    if around.lasts:
        last = around.lasts[0]
        yield last, _last(sort, many, around.draft.kind, around.sure)
        if last[0] != last[1]:
            yield last[::-1], _last_turned(sort, many)
        for pair in dict.fromkeys(around.lasts[1:]):
            yield pair, ("lately",)
        if around.alike is not None:
            yield around.alike, _alike(sort, many, around.alike == last)
    if around.twin is not None:
        yield around.twin, ("twin",)
    if around.parallel is not None and around.cell is not None:
        yield around.parallel, _parallel(around.cell.form, around.above, sort)
    heads = around.view.whole.headline[:2]
    if len(heads) == 2:
        yield (heads[0], heads[1]), ("headline/as_is",)
        yield (heads[1], heads[0]), ("headline/turned",)


@family
def _main(sort: str, many: int) -> Iterator[str]:
    yield from ("main", f"main/{sort}/{many}")


@family
def _fixed(sort: str, indicator: str, refused: bool) -> Iterator[str]:
    yield from ("fixed", f"fixed/{sort}", f"fixed/{indicator}", f"fixed/refused={refused}")


@family
def _last(sort: str, many: int, kind: str, sure: str) -> Iterator[str]:
    yield from ("last", f"last/{sort}/{many}", f"last/{kind}", f"last/{sure}", "same_two")


@family
def _last_turned(sort: str, many: int) -> Iterator[str]:
    yield from ("last_turned", f"last_turned/{sort}/{many}", "same_two")


@family
def _parallel(form: str, sure: str, sort: str) -> Iterator[str]:
    yield from ("parallel", f"parallel/{form}", f"parallel/{sure}", f"parallel/{sort}")


@family
def _alike(sort: str, many: int, same: bool) -> Iterator[str]:
    yield from (f"alike/{sort}/{many}", f"alike/same={same}")


def _told_so_far(pair: frozenset[Party | None], around: Around) -> Clues:
    part = tenths(around.counted.get(pair, 0.0) / around.told if around.told else 0.0)
    return _so_far(part, around.view.sort, around.many, min(int(around.told), 3))


@family
def _so_far(part: str, sort: str, many: int, told: int) -> Iterator[str]:
    yield from (f"so_far={part}/{sort}/{many}", f"so_far={part}/{told}")


def _listed(reporter: Party | None, partner: Party | None, around: Around) -> Iterator[Clues]:
    """Whence in a list each side comes: the item, its heading, the text's main sides."""
    if around.cell is not None:
        one, other = _whence(reporter, around), _whence(partner, around)
        yield _in_list(one, other, around.cell.heading.form, around.cell.measured, around.draft.indicator)


def _whence(one: Party | None, around: Around) -> str:
    if one is None or one == WORLD:
        return "nobody" if one is None else "world"
    assert around.cell is not None
    if one in around.cell.item.named:
        return "item"
    star = "*" if one == around.main[0] else ""
    return ("head" if one in around.headed else "other") + star


@family
def _in_list(one: str, other: str, form: str, measured: str, indicator: str) -> Iterator[str]:
    yield f"list={one}+{other}/{form}"
    yield f"list={one}+{other}/{indicator}"
    yield f"list={one}+{other}/{measured}/{indicator}"


def _by_scope(reporter: Option, partner: Option, around: Around) -> Iterator[Clues]:
    """What words about the scope of the trade say of a pair: "mutual", "total", "our"."""
    itself = reporter is partner and reporter.party is not None
    if itself:
        yield ("itself",)
    if around.scopes:
        one, focus = reporter.party, around.view.memory.focus
        sort, whose = around.view.whole.sort(one), (one == focus.home, one == around.main[0], one == focus.we)
        yield _scoped(around.scopes, kind(partner.party), sort, whose, itself)


@family
def _scoped(
    scopes: tuple[str, ...], kind: str, sort: str, whose: tuple[bool, bool, bool], itself: bool
) -> Iterator[str]:
    home, main, ours = whose
    for scope in scopes:
        yield f"{scope}/{kind}/{'home' if home else 'other'}"
        yield f"{scope}/{sort}/{'main' if main else 'other'}"
        if ours:
            yield f"{scope}/we"
        if itself:
            yield f"{scope}/itself"
