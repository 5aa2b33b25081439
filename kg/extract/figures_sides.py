"""Who reports a figure and who is the partner: both at once, from all that the text and the memory offer."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.extract.deciding import Candidate, Choice, Clues, Judge
from kg.extract.figures_drafts import Draft, Drafts
from kg.extract.figures_filling import filled
from kg.extract.figures_marks import Mark
from kg.extract.figures_parties import ALONE, Sides, party, stated
from kg.extract.figures_view import View, step
from kg.extract.state import WORLD
from kg.model import How, Party, PartyKind, Slot

_MOST = 9  # parties that are weighed as reporter; as partner WORLD and nobody come on top
_BACK = 4  # drafts that are looked back at
_NAMES = ("home", "away", "we", "named", "publisher", "rival", "reporter", "partner", "stem")
Pair = tuple[Party | None, Party | None]


@dataclass(slots=True)
class _Option:
    """One party with all that speaks for it, and the mark that states it."""

    party: Party | None
    clues: set[str] = field(default_factory=set)
    mark: Mark | None = None
    weight: int = 0


def sides(judge: Judge, view: View, draft: Draft, drafts: Drafts) -> Choice:
    """Decide both parties of a draft whose indicator is known; they are written into it."""
    fixed = _fixed(view, draft)
    options = list(_options(view, draft, drafts, fixed))
    pairs = list(_pairs(options, draft.indicator))
    first = (_value(fixed.reporter), _value(fixed.partner))
    pairs.sort(key=lambda pair: (pair[0].party, pair[1].party) != first)
    candidates = list(_candidates(view, draft, drafts, pairs, fixed))
    choice = judge.choose("figure.sides", draft.spot, candidates)
    chosen = pairs[choice.index]
    draft.reporter, draft.partner = (_slot(option, view) for option in chosen)
    return choice


def _value(slot: Slot[Party] | None) -> Party | None:
    return slot.value if slot is not None else None


def _slot(option: _Option, view: View) -> Slot[Party] | None:
    if option.party is None:
        return None
    return Slot(option.party, (option.mark.span,)) if option.mark else Slot(option.party, (), How.INHERITED)


def _fixed(view: View, draft: Draft) -> Sides:
    """The parties by the fixed order of clues, for the indicator decided on."""
    if draft.told is not None and _said(draft.told.measure.value, draft.told.indicator.value) == draft.indicator:
        return Sides(draft.told.reporter, draft.told.partner, view.fixed.sides.group)
    if view.fixed.indicator.value == draft.indicator and draft.indicator != "share":
        return view.fixed.sides
    held = stated(view.clause, draft.indicator, view.anchor, view.memory.varies, view.memory.focus.home)
    return filled(held, view.clause, draft.indicator, view.anchor, view.memory.focus)


def _said(measure: str, indicator: str) -> str:
    return "share" if measure == "share" else indicator


def _options(view: View, draft: Draft, drafts: Drafts, fixed: Sides) -> Iterator[_Option]:
    """The parties that can be meant, those with most to speak for them first; nobody and WORLD are always there."""
    found: dict[Party | None, _Option] = {None: _Option(None, {"nobody"}), WORLD: _Option(WORLD, {"world"})}
    _stated(found, view, draft)
    _remembered(found, view, drafts, draft)
    for slot, name in ((fixed.reporter, "fixed_reporter"), (fixed.partner, "fixed_partner")):
        option = _of(found, _value(slot))
        option.clues.add(name)
        option.clues.add(f"{name}/{slot.how if slot and not slot.spans else 'stated' if slot else '-'}/{view.sort}")
        option.weight += 8
    if fixed.group:
        found[None].clues.add("group")
    rest = sorted((o for p, o in found.items() if p not in (None, WORLD)), key=lambda o: -o.weight)
    yield from (found[None], found[WORLD], *rest[:_MOST])


def _of(found: dict[Party | None, _Option], one: Party | None) -> _Option:
    return found.setdefault(one, _Option(one))


def _stated(found: dict[Party | None, _Option], view: View, draft: Draft) -> None:
    """Parties that the sentence or the one before names, with how and where."""
    clause = [m for m in view.places if m.span in view.own]
    many = min(len(clause), 3)
    spot = draft.spot
    before = [m for m in view.places if m.span.stop <= spot.start]
    after = [m for m in view.places if m.span.start >= spot.stop]
    for mark in view.places:
        option = _of(found, party(mark))
        chunk = draft.first.chunk if draft.first else None
        where = view.where(mark, chunk)
        option.weight += {"chunk": 6, "clause": 5, "ahead": 3, "behind": 2}[where]
        option.clues.update(_mention(view, mark, where, many))
        if before and mark is before[-1]:
            option.clues.update(("last_before", f"last_before/{mark.place.marker}"))
        if after and mark is after[0]:
            option.clues.update(("first_after", f"first_after/{mark.place.marker}/{step(mark.span, spot)}"))
        if where in ("chunk", "clause"):
            option.clues.add(f"place{clause.index(mark) if mark in clause else 9}of{many}")
            option.clues.add(f"place{clause.index(mark) if mark in clause else 9}of{many}/{mark.place.marker}")
        if option.mark is None or where in ("chunk", "clause"):
            option.mark = mark
        if mark.place.country and option.party is not None and option.party.name != mark.place.country:
            country = _of(found, Party(mark.place.country, PartyKind.ECONOMY))
            country.clues.update((f"city/{where}", f"city/{where}/{mark.place.marker}"))
            country.mark = country.mark or mark
    for mark in view.past.marks:
        if mark.scheme in ("place", "name"):
            option = _of(found, party(mark))
            option.clues.update((f"past/{mark.scheme}", f"past/{mark.place.marker}/{view.sort}/{many}"))
            option.weight += 1


def _mention(view: View, mark: Mark, where: str, many: int) -> Iterator[str]:
    place = mark.place
    yield f"{where}/{place.marker}/{mark.scheme}"
    yield f"{where}/{place.form}/{place.marker}"
    yield f"{where}/{many}"
    if mark.scheme == "name":
        yield f"{where}/name"
    if where == "ahead" or where == "behind":
        yield f"{where}/{place.marker}/{many}"
    if view.anchor is not None:
        yield f"anchor/{step(mark.span, view.anchor.span)}/{place.marker}"
        yield f"anchor/{step(mark.span, view.anchor.span)}/{place.form}/{view.sort}"
        yield f"anchor/{step(mark.span, view.anchor.span)[:6]}/{where}/{place.marker}"
    else:
        yield f"elliptic/{where}/{place.marker}"
    flows = view.clause.of("flow")
    if flows:
        verb = min(flows, key=lambda m: abs(m.span.start - mark.span.start))
        yield f"flow/{verb.value}/{step(mark.span, verb.span)[:6]}/{place.marker}"
    if place.pair is not None:
        yield f"{where}/pair"
    left = [m for m in view.marks if m.span.stop <= mark.span.start and mark.span.start - m.span.stop <= 3]
    right = [m for m in view.marks if m.span.start >= mark.span.stop and m.span.start - mark.span.stop <= 3]
    if left:
        yield f"behind_a={_name(left[-1])}"
    if right:
        yield f"before_a={_name(right[0])}"


def _name(mark: Mark) -> str:
    return mark.value if isinstance(mark.value, str) else mark.scheme


def _remembered(found: dict[Party | None, _Option], view: View, drafts: Drafts, draft: Draft) -> None:
    """Parties that the memory, the figures before, the headline and the text as a whole offer."""
    places = min(sum(m.span in view.own for m in view.places), 2)
    focus = view.memory.focus
    for name in _NAMES:
        value = getattr(focus, name)
        if value is not None:
            option = _of(found, value)
            option.clues.update((name, f"{name}/{view.sort}", f"{name}/{view.sort}/{places}/{view.gap}"))
            option.weight += 2
    for rank, past in zip(range(_BACK), reversed(drafts.recent), strict=False):
        near = "same" if past.number == view.number else "near" if view.number - past.number < 3 else "far"
        kin = _kin(past.indicator, draft.indicator)
        for slot, name in ((past.reporter, "reporter"), (past.partner, "partner")):
            option = _of(found, _value(slot))
            if rank == 0:
                option.clues.update((f"last_{name}/{near}", f"last_{name}/{view.sort}/{kin}/{places}/{near}"))
                option.clues.add(f"last_{name}/{draft.kind}/{past.clause is view.clause}")
            option.clues.add(f"past_{name}/{kin}/{near}")
            option.weight += 4 - rank
    if draft.twin is not None:
        for slot, name in ((draft.twin.reporter, "reporter"), (draft.twin.partner, "partner")):
            _of(found, _value(slot)).clues.add(f"twin_{name}")
            _of(found, _value(slot)).weight += 3
    for rank, one in enumerate(view.whole.ranked):
        _of(found, one).clues.update((f"ranked{rank}", f"ranked{rank}/{view.sort}/{places}"))
        _of(found, one).weight += 4 - rank
    for side, name, sure in zip(view.whole.main, ("main_reporter", "main_partner"), view.whole.sure, strict=False):
        option = _of(found, side)
        option.clues.update((name, f"{name}/{sure}", f"{name}/{view.sort}/{places}", f"{name}/{view.gap}/{places}"))
        option.weight += 6
    _counted(found, view, drafts, places)
    alike = next((past for past in reversed(drafts.recent) if past.indicator == draft.indicator), None)
    if alike is not None:
        for slot, name in ((alike.reporter, "reporter"), (alike.partner, "partner")):
            _of(found, _value(slot)).clues.add(f"alike_{name}/{view.sort}/{places}")
    for rank, one in enumerate(view.whole.headline[:3]):
        option = _of(found, one)
        option.clues.update((f"headline{rank}of{min(len(view.whole.headline), 3)}", f"headline/{places}/{view.gap}"))
        option.weight += 2
    for option in found.values():
        option.clues.add(f"kind={_kind(option.party)}")
        option.clues.add(f"kind={_kind(option.party)}/{view.sort}/{places}")


def _counted(found: dict[Party | None, _Option], view: View, drafts: Drafts, places: int) -> None:
    """How much the text names each party, and how often it was reporter and partner so far."""
    total = sum(drafts.reporters.values())
    for one, option in found.items():
        part = view.whole.parts.get(one, 0.0) if one is not None else 0.0
        option.clues.add(f"part={_tenths(part)}")
        if one is not None:
            own, other = view.whole.owners.get(one, 0.0), view.whole.others.get(one, 0.0)
            option.clues.update((f"owns={_tenths(own)}", f"owns={_tenths(own)}/{view.sort}/{places}"))
            option.clues.add(f"owns={_tenths(own)}/other={_tenths(other)}")
            option.clues.add(f"owns={_tenths(own)}/{view.gap}")
        if total:
            option.clues.add(f"reporter_so_far={_tenths(drafts.reporters[one] / total)}/{min(total, 3)}")
            option.clues.add(f"partner_so_far={_tenths(drafts.partners[one] / total)}/{min(total, 3)}")
            option.clues.add(f"reporter_so_far={_tenths(drafts.reporters[one] / total)}/{view.sort}/{places}")
            option.clues.add(f"partner_so_far={_tenths(drafts.partners[one] / total)}/{view.sort}/{places}")


def _tenths(part: float) -> str:
    return "0" if not part else "few" if part < 0.2 else "some" if part < 0.5 else "most" if part < 0.9 else "all"


def _kin(one: str, other: str) -> str:
    if one == other:
        return "same"
    return "mirror" if {one, other} == {"exports", "imports"} else "part" if "turnover" in (one, other) else "other"


def _kind(one: Party | None) -> str:
    if one is None or one == WORLD:
        return "nobody" if one is None else "world"
    if one.kind is not PartyKind.ECONOMY:
        return "place"
    return "country" if len(one.name) == 2 and one.name != "EU" else "bloc"


def _pairs(options: Iterable[_Option], indicator: str) -> Iterator[tuple[_Option, _Option]]:
    """The pairs that an indicator can have: nobody has WORLD report, only blocs trade with themselves."""
    listed = list(options)
    nobody = listed[0]
    for reporter in listed:
        if reporter.party == WORLD:
            continue
        if indicator in ALONE:
            yield reporter, nobody
            continue
        for partner in listed:
            if reporter.party is not None and reporter.party == partner.party and _kind(reporter.party) != "bloc":
                continue
            if reporter.party is None and partner.party is not None and indicator not in ("share", "investment"):
                continue
            yield reporter, partner


def _candidates(
    view: View, draft: Draft, drafts: Drafts, pairs: list[tuple[_Option, _Option]], fixed: Sides
) -> Iterator[Candidate]:
    parts: dict[tuple[str, int], Clues] = {}
    first = (_value(fixed.reporter), _value(fixed.partner))
    named = {party(m) for m in view.places if m.span in view.own}
    lasts = [(_value(past.reporter), _value(past.partner)) for past in reversed(drafts.recent)]
    for reporter, partner in pairs:
        held = []
        for option, name in ((reporter, "r"), (partner, "p")):
            key = (name, id(option))
            if key not in parts:
                parts[key] = tuple(sorted(_crossed(option.clues, name, draft.indicator)))
            held.append(parts[key])
        pair = (reporter.party, partner.party)
        clues = tuple(_joint(view, draft, pair, first, named, lasts))
        yield Candidate((draft.indicator, *pair), clues, tuple(held))


def _crossed(clues: set[str], name: str, indicator: str) -> Iterator[str]:
    for clue in clues:
        yield f"{name}:{clue}"
        yield f"{name}:{indicator}:{clue}"


def _source(one: Party | None, view: View, lasts: list[Pair], named: set[Party]) -> str:
    """Where a party comes from, by its nearest source."""
    if one is None or one == WORLD:
        return "nobody" if one is None else "world"
    if one in named:
        return "clause"
    if lasts and one in lasts[0]:
        return "last_reporter" if one == lasts[0][0] else "last_partner"
    if any(party(m) == one for m in view.places):
        return "sentence"
    focus = view.memory.focus
    known = {focus.home: "home", focus.away: "away", focus.we: "we", focus.publisher: "publisher"}
    return known.get(one, "headline" if one in view.whole.headline else "other")


def _joint(view: View, draft: Draft, pair: Pair, first: Pair, named: set[Party], lasts: list[Pair]) -> Iterator[str]:
    """What speaks for a pair as a pair."""
    main = view.whole.main
    told = [f"{_source(one, view, lasts, named)}{'*' * (one is not None and one == main[0])}" for one in pair]
    sources = "+".join(told)
    if pair[0] == main[0] and pair[1] == main[1]:
        yield "main"
        yield f"main/{view.sort}/{min(len(named), 2)}"
    yield sources
    yield f"{sources}/{view.sort}/{min(len(named), 2)}"
    yield f"{sources}/{draft.indicator}"
    yield f"{sources}/{view.memory.varies}/{view.sort}"
    if pair == first:
        yield "fixed"
        yield f"fixed/{view.sort}"
        yield f"fixed/{draft.indicator}"
        yield f"fixed/refused={bool(view.reason)}"
    elif pair == first[::-1]:
        yield "fixed_turned"
    left = len(named - set(pair))
    used = len(named & set(pair))
    yield f"left={min(left, 3)}/used={used}"
    yield f"left={min(left, 3)}/{view.sort}/{draft.indicator}"
    if lasts:
        if pair == lasts[0]:
            yield "last"
            yield f"last/{view.sort}/{min(len(named), 2)}"
            yield f"last/{draft.kind}"
        elif pair == lasts[0][::-1]:
            yield "last_turned"
            yield f"last_turned/{view.sort}/{min(len(named), 2)}"
        if pair in lasts[1:_BACK]:
            yield "lately"
        if set(pair) == set(lasts[0]):
            yield "same_two"
    if draft.twin is not None and pair == (_value(draft.twin.reporter), _value(draft.twin.partner)):
        yield "twin"
    heads = view.whole.headline[:2]
    if len(heads) == 2 and set(pair) == set(heads):
        yield f"headline/{'as_is' if pair == heads else 'turned'}"
    if pair[0] is not None and pair[0] == pair[1]:
        yield "itself"
        if view.clause.of("scope/within"):
            yield "itself/within"
    for scope in ("scope/world", "scope/total", "scope/mutual", "scope/own", "scope/other", "scope/within", "scope/it"):
        if view.clause.of(scope):
            yield f"{scope}/{_kind(pair[1])}/{'home' if pair[0] == view.memory.focus.home else 'other'}"
            if pair[0] == view.memory.focus.we:
                yield f"{scope}/we"
