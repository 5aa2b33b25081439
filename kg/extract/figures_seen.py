"""The parties that can be meant as a side of a figure, each with all that speaks for it alone."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.extract.figures_drafts import Draft, Drafts
from kg.extract.figures_marks import Mark
from kg.extract.figures_parties import Sides, party
from kg.extract.figures_view import View, step
from kg.extract.state import WORLD
from kg.model import Party, PartyKind, Slot

_WEIGHED = 40  # mentions in a sentence that are looked at
_MOST = 6  # parties that are weighed beside WORLD and nobody
_BACK = 4  # drafts that are looked back at
_HARDLY = 0.04  # probability of a main reporter that is not weighed
_NAMES = ("home", "away", "we", "named", "publisher", "rival")


@dataclass(slots=True)
class Option:
    """One party with all that speaks for it, and the mark that states it.

    `clues` weigh alike for all that is measured, `words` (what the sentence says of it) each for itself as well.
    """

    party: Party | None
    clues: dict[str, None] = field(default_factory=dict)
    words: dict[str, None] = field(default_factory=dict)
    mark: Mark | None = None
    weight: int = 0

    def note(self, *clues: str) -> None:
        """Add clues, each once, in order: the same text gives the same sums."""
        self.clues.update(dict.fromkeys(clues))

    def tell(self, *words: str) -> None:
        """Add what the sentence says."""
        self.words.update(dict.fromkeys(words))


def options(view: View, draft: Draft, drafts: Drafts, fixed: Sides) -> Iterator[Option]:
    """The parties that can be meant, those with most to speak for them first; nobody and WORLD are always there."""
    found: dict[Party | None, Option] = {None: Option(None), WORLD: Option(WORLD)}
    found[None].tell("nobody")
    found[WORLD].tell("world")
    _stated(found, view, draft)
    _remembered(found, view, drafts, draft)
    for slot, name in ((fixed.reporter, "fixed_reporter"), (fixed.partner, "fixed_partner")):
        option = _of(found, _value(slot))
        option.tell(name)
        option.note(f"{name}/{slot.how if slot and not slot.spans else 'stated' if slot else '-'}/{view.sort}")
        option.weight += 8
    if fixed.group:
        found[None].note("group")
    rest = sorted((o for p, o in found.items() if p not in (None, WORLD)), key=lambda o: -o.weight)
    yield from (found[None], found[WORLD], *rest[:_MOST])


def _of(found: dict[Party | None, Option], one: Party | None) -> Option:
    held = found.get(one)
    if held is None:
        held = found[one] = Option(one)
    return held


def _stated(found: dict[Party | None, Option], view: View, draft: Draft) -> None:
    """Parties that the sentence or the one before names, with how and where."""
    clause = [m for m in view.places if m.span in view.own]
    many = min(len(clause), 3)
    spot = draft.spot
    before = [m for m in view.places if m.span.stop <= spot.start]
    after = [m for m in view.places if m.span.start >= spot.stop]
    for mark in view.nearest(view.places, spot, _WEIGHED):
        option = _of(found, party(mark))
        chunk = draft.first.chunk if draft.first else None
        where = view.where(mark, chunk)
        option.weight += {"chunk": 6, "clause": 5, "ahead": 3, "behind": 2}[where]
        option.tell(*_mention(view, mark, where, many))
        beside_it = view.around[mark.span]
        option.tell(*(f"{clue}/{mark.scheme}" for clue in beside_it[:2]))
        option.note(*beside_it[2:])
        if before and mark is before[-1]:
            option.tell(f"last_before/{mark.place.marker}")
        if after and mark is after[0]:
            option.tell(f"first_after/{mark.place.marker}")
        if where in ("chunk", "clause"):
            option.tell(f"place{clause.index(mark) if mark in clause else many}of{many}/{mark.place.marker}")
        if option.mark is None or where in ("chunk", "clause"):
            option.mark = mark
        if mark.place.country and option.party is not None and option.party.name != mark.place.country:
            country = _of(found, Party(mark.place.country, PartyKind.ECONOMY))
            country.note(f"city/{where}", f"city/{where}/{mark.place.marker}")
            country.mark = country.mark or mark
    for mark in view.past.marks:
        if mark.scheme in ("place", "name"):
            option = _of(found, party(mark))
            option.note(f"past/{mark.scheme}", f"past/{mark.place.marker}/{view.sort}/{many}")
            option.weight += 1


def _mention(view: View, mark: Mark, where: str, many: int) -> Iterator[str]:
    place = mark.place
    yield f"{where}/{place.marker}/{mark.scheme}"
    yield f"{where}/{place.form}/{place.marker}"
    yield f"{where}/{place.marker}/{many}"
    if view.anchor is not None:
        yield f"anchor/{step(mark.span, view.anchor.span)}/{place.marker}"
        yield f"anchor/{step(mark.span, view.anchor.span)[:6]}/{place.form}/{view.sort}"
        yield f"anchor/{step(mark.span, view.anchor.span)[:6]}/{where}/{place.marker}"
    else:
        yield f"elliptic/{where}/{place.marker}"
    flows = view.clause.of("flow")
    if flows:
        verb = min(flows, key=lambda m: abs(m.span.start - mark.span.start))
        yield f"flow/{verb.value}/{step(mark.span, verb.span)[:6]}/{place.marker}"
    if place.pair is not None:
        yield f"{where}/pair"
    left, right = view.beside(mark)
    if left is not None:
        yield f"behind_a={_name(left)}"
    if right is not None:
        yield f"before_a={_name(right)}"


def _name(mark: Mark) -> str:
    return mark.value if isinstance(mark.value, str) else mark.scheme


def _remembered(found: dict[Party | None, Option], view: View, drafts: Drafts, draft: Draft) -> None:
    """Parties that the memory, the figures before, the headline and the text as a whole offer."""
    places = min(sum(m.span in view.own for m in view.places), 2)
    focus = view.memory.focus
    for name in _NAMES:
        value = getattr(focus, name)
        if value is not None:
            option = _of(found, value)
            option.note(name, f"{name}/{view.sort}/{places}/{view.gap}")
            option.weight += 2
    for rank, past in zip(range(_BACK), reversed(drafts.recent), strict=False):
        near = "same" if past.number == view.number else "near" if view.number - past.number < 3 else "far"
        kin = _kin(past.indicator, draft.indicator)
        for slot, name in ((past.reporter, "reporter"), (past.partner, "partner")):
            option = _of(found, _value(slot))
            if rank == 0:
                option.tell(f"last_{name}/{near}")
                option.note(f"last_{name}/{view.sort}/{kin}/{places}/{near}", f"last_{name}/{past.sure}")
                option.note(f"last_{name}/{draft.kind}/{past.clause is view.clause}")
            option.note(f"past_{name}/{kin}/{near}")
            option.weight += 4 - rank
    if draft.twin is not None:
        for slot, name in ((draft.twin.reporter, "reporter"), (draft.twin.partner, "partner")):
            _of(found, _value(slot)).note(f"twin_{name}")
            _of(found, _value(slot)).weight += 3
    for rank, one in enumerate(view.whole.ranked):
        _of(found, one).note(f"ranked{rank}")
        _of(found, one).weight += 4 - rank
    for side, name, sure in zip(view.whole.main, ("main_reporter", "main_partner"), view.whole.sure, strict=False):
        option = _of(found, side)
        option.note(f"{name}/{sure}", f"{name}/{view.sort}/{places}", f"{name}/{view.gap}/{places}")
        option.weight += 6
    for name, chances in (("home", view.whole.homes), ("away", view.whole.aways)):
        for main, chance in chances.items():
            if chance > _HARDLY:
                option = _of(found, main)
                option.note(f"{name}>{_chance(chance)}", f"{name}>{_chance(chance)}/{view.sort}/{places}")
                option.weight += round(6 * chance)
    _along(found, view)
    _listed(found, view, draft)
    _counted(found, view, drafts, places)
    alike = next((past for past in reversed(drafts.recent) if past.indicator == draft.indicator), None)
    if alike is not None:
        for slot, name in ((alike.reporter, "reporter"), (alike.partner, "partner")):
            _of(found, _value(slot)).note(f"alike_{name}/{view.sort}/{places}")
    for rank, one in enumerate(view.whole.headline[:3]):
        option = _of(found, one)
        option.note(f"headline{rank}of{min(len(view.whole.headline), 3)}", f"headline/{places}/{view.gap}")
        option.weight += 2
    for option in found.values():
        sort = view.whole.sort(option.party)
        option.note(f"kind={sort}", f"kind={sort}/{view.sort}/{places}")


def _along(found: dict[Party | None, Option], view: View) -> None:
    """What the course of the text says of the parties weighed, and of the one its section is about."""
    about = view.whole.course.about(view.number)
    if about is not None:
        _of(found, about).weight += 5
    for one, clues in view.along(list(found)):
        found[one].note(*clues)
        if one is None:
            found[WORLD].note(*clues)


def _listed(found: dict[Party | None, Option], view: View, draft: Draft) -> None:
    """The parties that the heading of its list names, those of its item, and those of other items."""
    if draft.cell is None:
        return
    heading, named = draft.cell.heading, draft.cell.item.named
    above = {party(mark): mark for mark in heading.marks if mark.scheme == "place"}
    for one, mark in above.items():
        _of(found, one).tell(f"head/{heading.form}/{mark.place.marker}")
        _of(found, one).weight += 5
    for one in named:
        _of(found, one).tell(f"item/{heading.form}/{min(len(named), 2)}")
    for one in {party(mark) for mark in view.places} - named - above.keys():
        _of(found, one).tell(f"beside/{heading.form}")
        _of(found, one).weight -= 6


def _counted(found: dict[Party | None, Option], view: View, drafts: Drafts, places: int) -> None:
    """How much the text names each party, and how often it was reporter and partner so far."""
    total = sum(drafts.reporters.values())
    for one, option in found.items():
        if one is not None:
            own, other = tenths(view.whole.owners.get(one, 0.0)), tenths(view.whole.others.get(one, 0.0))
            option.note(f"part={tenths(view.whole.parts.get(one, 0.0))}", f"owns={own}/other={other}")
            option.note(f"owns={own}/{view.sort}/{places}", f"owns={own}/{view.gap}")
        if total:
            for name, counts in (("reporter", drafts.reporters), ("partner", drafts.partners)):
                often = f"{name}_so_far={tenths(counts[one] / total)}"
                option.note(f"{often}/{min(int(total), 3)}", f"{often}/{view.sort}/{places}")


def _chance(chance: float) -> str:
    return next((str(step) for step in (0.9, 0.7, 0.5, 0.3, 0.15) if chance > step), "0")


def tenths(part: float) -> str:
    return "0" if not part else "few" if part < 0.2 else "some" if part < 0.5 else "most" if part < 0.9 else "all"


def _kin(one: str, other: str) -> str:
    if one == other:
        return "same"
    return "mirror" if {one, other} == {"exports", "imports"} else "part" if "turnover" in (one, other) else "other"


def kind(one: Party | None) -> str:
    if one is None or one == WORLD:
        return "nobody" if one is None else "world"
    if one.kind is not PartyKind.ECONOMY:
        return "place"
    return "country" if len(one.name) == 2 and one.name != "EU" else "bloc"


def _value(slot: Slot[Party] | None) -> Party | None:
    return slot.value if slot is not None else None
