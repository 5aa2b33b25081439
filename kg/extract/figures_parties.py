"""Who reports a figure and who is the partner, by the markers in its own clause.

The order of clues is that of the design of extraction; numbers in comments are the clues' numbers there.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.figures_clauses import Clause
from kg.extract.figures_marks import Mark
from kg.extract.state import WORLD
from kg.language import Marker
from kg.model import Party, PartyKind, Slot, Span

_REACH = 15  # characters between a measure and the party that is part of its name
ALONE = ("capacity", "output", "transit")
FLOWS = ("exports", "imports")
TWO_SIDED = ("exports", "imports", "turnover", "balance")


@dataclass(frozen=True, slots=True)
class Sides:
    """The parties that a clause states. `group`: several partners share one amount, so none is the partner.

    `subject`: the reporter alone is named, as the subject; in a list that follows the reporter varies.
    """

    reporter: Slot[Party] | None = None
    partner: Slot[Party] | None = None
    group: bool = False
    subject: bool = False


@dataclass(slots=True)
class _Roles:
    reporter: list[Mark]
    partner: list[Mark]
    exporter: list[Mark]
    importer: list[Mark]
    home: Party | None = None


def stated(
    clause: Clause, indicator: str, anchor: Mark | None, subject_is: str = "partner", home: Party | None = None
) -> Sides:
    """The parties that a clause's own words state for an indicator; `anchor` is the indicator's mark, if it has one.

    `subject_is` is the slot that a bare name fills where the clause has no indicator of its own.
    """
    roles = _Roles([], [], [], [], home)
    places = list(_places(clause, indicator in ALONE))
    _pairs(places, roles)
    if indicator == "balance":
        roles.reporter += [m for m in places if _beside(clause.of("scope/favour"), m)][:1]
    if clause.of("scope/within"):
        blocs = [m for m in places if m.place.country is None]
        if blocs:
            return Sides(_slot(blocs[0]), _slot(blocs[0]))
    for mark in _speaking(places, clause, anchor):
        if mark not in roles.reporter and mark not in roles.partner:
            _assign(mark, clause, indicator, anchor, subject_is, roles)
    if indicator == "imports":
        reporters, partners = [*roles.reporter, *roles.importer], [*roles.partner, *roles.exporter]
    else:
        reporters, partners = [*roles.reporter, *roles.exporter], [*roles.partner, *roles.importer]
    return _sides(reporters, partners)


def _speaking(places: list[Mark], clause: Clause, anchor: Mark | None) -> list[Mark]:
    """The places without subjects of clauses before the one the measure stands in ("The Germans reckon that …")."""
    subjects = [m for m in places if m.place.marker is Marker.SUBJECT and anchor and m.span.stop <= anchor.span.start]
    if len(subjects) < 2:
        return places
    last = next(chunk for chunk in reversed(clause.chunks) if any(m in chunk.marks for m in subjects))
    if last.opener == "and":
        return places
    return [m for m in places if m not in subjects or m in last.marks]


def _beside(marks: list[Mark], place: Mark) -> bool:
    return any(0 < place.span.start - m.span.stop <= 2 for m in marks)


def _sides(reporters: list[Mark], partners: list[Mark]) -> Sides:
    reporter = _slot(reporters[0]) if reporters else None
    names = {party(mark) for mark in partners} - ({reporter.value} if reporter else set())
    partner = next((_slot(m) for m in partners if reporter is None or party(m) != reporter.value), None)
    if len(names) > 1:
        return Sides(reporter, None, True)
    subject = bool(reporters) and reporters[0].place.marker is Marker.SUBJECT
    return Sides(reporter, partner, False, subject)


def lifted(slot: Slot[Party] | None, clause: Clause) -> Slot[Party] | None:
    """The country instead of a city in it, for what has a country alone: capacity, output, transit."""
    held = [m.place for m in clause.of("place") if slot is not None and m.span in slot.spans]
    if slot is None or not held or not held[0].country or slot.value.kind is not PartyKind.PLACE:
        return slot
    return Slot(Party(held[0].country, PartyKind.ECONOMY), slot.spans, slot.how)


def _slot(mark: Mark) -> Slot[Party]:
    return Slot(party(mark), (mark.span,))


def party(mark: Mark) -> Party:
    """The party a place stands for: a capital its country; where goods go to a city, the city's country."""
    place = mark.place
    city = place.party.kind is PartyKind.PLACE and place.marker in (Marker.TO, Marker.IN)
    lifted = place.government or city
    if lifted and place.country:
        return Party(place.country, PartyKind.ECONOMY)
    return place.party


def _places(clause: Clause, alone: bool) -> Iterator[Mark]:
    """The places of a clause that can be parties: economies, governments behind capitals, regions that own."""
    bases = [use for use in clause.uses if use.use == "base"]
    for chunk in clause.chunks:
        compared = chunk.of("comparison")
        if chunk.bracketed and not chunk.amounts:
            continue
        for mark in chunk.of("place"):
            if (
                bases
                and compared
                and any(use.chunk is chunk for use in bases)
                and mark.span.start > compared[0].span.start
            ):
                continue
            place = mark.place
            if alone and place.party.kind is PartyKind.PLACE and place.country and place.marker is not Marker.TO:
                yield mark
                continue
            if place.form == "capital" and not place.government:
                continue
            if place.party.kind is PartyKind.PLACE and place.country and not place.government:
                if (
                    place.marker is Marker.TO
                    or (place.marker in (Marker.OWN, Marker.FROM) and " " in place.party.name)
                    or place.marker is Marker.OWN
                    and any(0 < mark.span.start - m.span.stop <= 2 for m in clause.of("indicator"))
                ):
                    yield mark
                continue
            yield mark


def _pairs(places: list[Mark], roles: _Roles) -> None:
    """Clue 6: "between X and Y", "Kazakh-Chinese": both, in this order."""
    seen: dict[int, Mark] = {}
    for mark in places:
        pair = mark.place.pair
        if pair is None:
            continue
        if pair in seen and not roles.partner and seen[pair].place.party != mark.place.party:
            roles.reporter.append(seen[pair])
            roles.partner.append(mark)
        seen.setdefault(pair, mark)


def _assign(mark: Mark, clause: Clause, indicator: str, anchor: Mark | None, subject_is: str, roles: _Roles) -> None:
    acts = mark.place.marker is Marker.SUBJECT and _verb_behind(mark, clause)
    if mark.place.party == WORLD:
        roles.partner.append(mark)
    elif mark.place.party.kind is PartyKind.PLACE and mark.place.country is None and not acts:
        if any(mark in chunk.marks and (chunk.amounts or anchor in chunk.marks) for chunk in clause.chunks):
            roles.partner.append(mark)  # "the far abroad", a continent: never who reports
    elif indicator == "share":
        _share(mark, clause, anchor, roles)
    elif indicator in FLOWS:
        _flow(mark, clause, indicator, anchor, subject_is, roles)
    elif indicator == "investment":
        (roles.partner if mark.place.marker in (Marker.TO, Marker.IN) else roles.reporter).append(mark)
    elif indicator == "transit":
        if mark.place.marker in (Marker.IN, Marker.OWN, None) and mark.place.form != "adjective":
            roles.reporter.append(mark)
    elif indicator in ("capacity", "output"):
        beside = anchor is None or any(anchor in chunk.marks and mark in chunk.marks for chunk in clause.chunks)
        if beside and mark.place.marker in (Marker.OWN, Marker.IN, Marker.SUBJECT):
            roles.reporter.append(mark)
    elif indicator == "tariff":
        from_there = mark.place.marker in (Marker.FROM, Marker.ORIGIN)
        (roles.partner if from_there else roles.reporter).append(mark)
    else:
        _both_ways(mark, clause, anchor, subject_is, roles)


def _both_ways(mark: Mark, clause: Clause, anchor: Mark | None, subject_is: str, roles: _Roles) -> None:
    """Turnover and balance: whose (clue 11) and with whom (clue 1)."""
    marker = mark.place.marker
    after = anchor is not None and mark.span.start > anchor.span.start
    if marker in (Marker.WITH, Marker.TO, Marker.FROM) or (marker is Marker.IN and after):
        roles.partner.append(mark)
    elif mark.place.form == "adjective" and anchor is not None and not _attached(mark, clause):
        return
    elif anchor is None:
        (roles.partner if not subject_is.startswith("reporter") else roles.reporter).append(mark)
    elif marker is Marker.SUBJECT and _listed(mark, clause, roles):
        roles.partner.append(mark)
    else:
        roles.reporter.append(mark) if not roles.reporter else roles.partner.append(mark)


def _listed(mark: Mark, clause: Clause, roles: _Roles) -> bool:
    """Whether a bare name is a partner of home, as in "partners by turnover: X 5, Y 3"."""
    withs = any(m.place.marker is Marker.WITH for m in clause.of("place"))
    return not withs and roles.home not in (None, mark.place.party) and not _verb_behind(mark, clause)


def _flow(mark: Mark, clause: Clause, indicator: str, anchor: Mark | None, subject_is: str, roles: _Roles) -> None:
    marker = mark.place.marker
    if _acts(mark, clause):
        _subject(mark, clause, indicator, anchor, subject_is, roles)
    elif marker is Marker.TO:
        roles.importer.append(mark)
    elif marker is Marker.FROM:
        roles.exporter.append(mark)
    elif marker in (Marker.WITH, Marker.BETWEEN):
        roles.partner.append(mark)
    elif marker is Marker.IN:
        _inside(mark, clause, indicator, anchor, roles)
    elif marker in (Marker.OWN, Marker.ORIGIN) or mark.place.form == "adjective":
        _owner(mark, clause, indicator, anchor, subject_is, roles)
    else:
        _subject(mark, clause, indicator, anchor, subject_is, roles)


def _acts(mark: Mark, clause: Clause) -> bool:
    """Whether a verb of buying or selling follows a name at once, the name having no preposition of its own."""
    dated = any(0 < mark.span.start - m.span.stop <= 2 for m in clause.of("period"))
    free = mark.place.marker is Marker.OWN or (mark.place.marker is Marker.IN and dated)
    return free and _verb_behind(mark, clause)


def _verb_behind(mark: Mark, clause: Clause) -> bool:
    return any(0 < verb.span.start - mark.span.stop <= 2 for verb in clause.of("flow"))


def _inside(mark: Mark, clause: Clause, indicator: str, anchor: Mark | None, roles: _Roles) -> None:
    """Clue 27: "in X exports fell" is X's own; "sales in X" go there."""
    own = anchor is not None and anchor.scheme == "indicator" and mark.span.start < anchor.span.start
    bought = [m for m in clause.of("weak/imports") if m.span.start < mark.span.start]
    bloc = mark.place.party.kind is PartyKind.ECONOMY and mark.place.country is None
    if indicator == "imports" and bought:
        roles.exporter.append(mark)
    elif indicator == "exports" and bloc:
        roles.importer.append(mark)
    else:
        (roles.reporter if own or indicator == "imports" else roles.importer).append(mark)


def _owner(mark: Mark, clause: Clause, indicator: str, anchor: Mark | None, subject_is: str, roles: _Roles) -> None:
    """Clues 11 and 16: the owner of the measure reports; a name on the goods is where they come from."""
    if mark.place.form == "adjective":
        if anchor is not None and not _attached(mark, clause):
            return
        goods = any(0 <= m.span.start - mark.span.stop <= 2 for m in clause.of("product", "goods"))
        if goods:
            roles.exporter.append(mark)
            return
        if anchor is None:
            (roles.partner if subject_is.endswith("origin") else roles.reporter).append(mark)
            return
    elif anchor is None:
        (roles.reporter if subject_is.startswith("reporter") else roles.partner).append(mark)
        return
    if anchor is not None and mark.place.form != "adjective" and _far_behind(mark, anchor, clause):
        (roles.exporter if indicator == "imports" else roles.importer).append(mark)
        return
    acting = anchor is not None and anchor.scheme == "weak" and mark.span.start > anchor.span.start
    if acting and any(m.place.marker is Marker.SUBJECT for m in clause.of("place")) and clause.of("flow"):
        (roles.exporter if clause.of("flow/buyer") else roles.importer).append(mark)
        return
    to = any(m.place.marker is Marker.TO for m in clause.of("place"))
    if indicator == "imports" and to:
        roles.exporter.append(mark)
    else:
        roles.reporter.append(mark)


def _far_behind(mark: Mark, anchor: Mark, clause: Clause) -> bool:
    """Whether a name stands behind the amounts, away from the measure: "68 percent of imports are of X origin"."""
    amounts = [use.mark.span.start for use in clause.uses]
    return bool(amounts) and amounts[0] < mark.span.start and abs(mark.span.start - anchor.span.stop) > _REACH


def _attached(mark: Mark, clause: Clause) -> bool:
    """Whether an adjective stands on a measure, on goods or on who trades, not on "customs" or "media"."""
    heads = clause.of("indicator", "weak", "flow", "product", "goods", "scope/own")
    return any(0 <= m.span.start - mark.span.stop <= _REACH for m in heads) or any(
        0 <= m.span.start - mark.span.stop <= 2 for m in clause.of("place", "quantity")
    )


def _subject(mark: Mark, clause: Clause, indicator: str, anchor: Mark | None, subject_is: str, roles: _Roles) -> None:
    """Clue 14: X sold to Y, bought from Y; a bare name in a list fills the slot that varies there (clue 4)."""
    buyer, seller = clause.of("flow/buyer"), clause.of("flow/seller")
    if buyer and not seller:
        (roles.exporter if roles.importer else roles.importer).append(mark)
    elif seller and not buyer:
        (roles.importer if roles.exporter else roles.exporter).append(mark)
    elif anchor is not None and not (mark.span.start > anchor.span.start and _listed(mark, clause, roles)):
        roles.reporter.append(mark)
    else:
        (roles.partner if not subject_is.startswith("reporter") else roles.reporter).append(mark)


def _share(mark: Mark, clause: Clause, anchor: Mark | None, roles: _Roles) -> None:
    """Clue 7: the owner of the whole reports, the holder of the share is the partner."""
    whole = [m for m in clause.of("indicator", "weak") if m.value != "indicator/share"]
    if mark.place.marker is Marker.IN and not whole and len(clause.of("place")) > 1:
        roles.reporter.append(mark)
        return
    if mark.place.marker is Marker.WITH and any(0 <= mark.span.start - m.span.stop <= _REACH for m in whole):
        return  # "in the trade with the bloc X has 40 percent": the bloc is part of the whole
    if anchor is not None and 0 <= anchor.span.start - mark.span.stop <= 2:
        roles.partner.append(mark)  # "X's share"
        return
    owned = mark.place.marker in (Marker.OWN, Marker.ORIGIN, Marker.IN) or mark.place.form == "adjective"
    for part in whole:
        beside = 0 <= mark.span.start - part.span.stop <= 40 or 0 <= part.span.start - mark.span.stop <= 14
        if owned and beside and not (anchor is not None and _between(anchor.span, mark.span, part.span)):
            roles.reporter.append(mark)
            return
    roles.partner.append(mark)


def _between(first: Span, middle: Span, last: Span) -> bool:
    return first.start < middle.start < last.start and last.start - middle.stop > 2
