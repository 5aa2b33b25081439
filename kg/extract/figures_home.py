"""Whose trade a text tells: the party that reports most of its figures, and the one most of them are with.

A figure that names no reporter has this one, and a wrong guess here makes every figure of a text wrong, so it is a
decision of its own, about the whole text and before all others.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg.extract.certainty import shares
from kg.extract.deciding import Candidate, Judge
from kg.extract.figures_whole import Whole, places_in, standing_for
from kg.extract.state import WORLD, Focus
from kg.language import Amount, Analysis, Annotation, OrganisationMention, PlaceMention, PostMention
from kg.language.speech import Speaker
from kg.model import Party, PartyKind, Span

_MOST = 10  # parties that are weighed
_TRADE = ("indicator/", "weak/", "flow/")
_COMMON = ("USD", "EUR", "TEU")  # money that others count in, and a unit that looks like money
_FIRST = 3  # sentences about trade that count as the first
_TOUCHING = 2  # characters between a measure and the party beside it
_SINGLE = ("home", "publisher", "we", "title0", "headline0", "away", "bodies_rank0", "countries_rank0", "people_rank0")
_CROSSED = ("publisher", "home", "headline0", "title0", "bodies_rank0")


@dataclass(slots=True)
class _Evidence:
    """What a text shows of each party, one set of clues a party, and the order in which they came up."""

    clues: dict[Party, set[str]] = field(default_factory=dict)
    region: str = "0"

    def add(self, party: Party | None, *clues: str) -> None:
        """Note clues for a party, if there is one."""
        if party is not None and party != WORLD:
            self.clues.setdefault(party, set()).update(clues)


def main_sides(judge: Judge, analysis: Analysis, whole: Whole, focus: Focus) -> Whole:
    """The text with its main reporter and its main partner (None where they vary), and how probable those are."""
    seen = _Evidence()
    _by_focus(seen, focus)
    _by_title(seen, whole, analysis)
    _by_mentions(seen, whole, analysis)
    _by_sentences(seen, analysis)
    _by_measures(seen, analysis)
    _by_coins(seen, analysis)
    parties = sorted(seen.clues, key=lambda p: (p != focus.home, -_standing(p, seen, whole)))[:_MOST]
    reporters = [Candidate(p, tuple(sorted(_crossed(seen, p, whole)))) for p in parties]
    reporters = reporters or [Candidate(None)]
    choice = judge.choose("figure.home", Span(0, 0), reporters)
    home = parties[choice.index] if parties else None
    options: list[Party | None] = [None, WORLD, *(p for p in parties if p != home)]
    others = [Candidate(p, tuple(sorted(_other(seen, p, whole, focus)))) for p in options]
    second = judge.choose("figure.away", Span(0, 0), others)
    sure = (f"home>{_sure(choice.probability)}", f"away>{_sure(second.probability)}")
    homes: dict[Party | None, float] = dict(zip(parties, shares(choice), strict=False))
    aways: dict[Party | None, float] = dict(zip(options, shares(second), strict=False))
    return replace(whole, main=(home, options[second.index]), sure=sure, homes=homes, aways=aways)


def _standing(party: Party, seen: _Evidence, whole: Whole) -> float:
    """How much a party is worth weighing: its part of the mentions, more where title or publisher name it."""
    named = {"title", "named by publisher", "coin"} & seen.clues[party]
    return whole.parts.get(party, 0.0) + 0.3 * len(named)


def _sure(chance: float) -> str:
    return next((str(step) for step in (0.9, 0.7, 0.5) if chance > step), "0")


def _by_focus(seen: _Evidence, focus: Focus) -> None:
    for name in ("home", "away", "we", "rival", "publisher"):
        seen.add(getattr(focus, name), name)


def _by_title(seen: _Evidence, whole: Whole, analysis: Analysis) -> None:
    """Who is named in the title and in the publisher's name."""
    many = min(len(whole.title), 3)
    for rank, place in enumerate(whole.title[:4]):
        party = standing_for(place)
        seen.add(party, "title", f"title{rank}", f"title{rank}of{many}/{place.scheme}", f"title/{place.marker}")
        if place.country and place.country != party.name:
            seen.add(Party(place.country, PartyKind.ECONOMY), f"land of title/{place.scheme}")
    for place in places_in(analysis.document.publisher or "", analysis.document.language):
        seen.add(standing_for(place), "named by publisher", f"named by publisher/{place.scheme}")


def _by_mentions(seen: _Evidence, whole: Whole, analysis: Analysis) -> None:
    countries, bodies, people = Counter[Party](), Counter[Party](), Counter[Party]()
    regions = 0
    for annotation in analysis.annotations:
        value = annotation.value
        regions += value == "scope/region"
        code = getattr(value, "country", None)
        if not code:
            continue
        kin = (
            countries if isinstance(value, PlaceMention) else bodies if isinstance(value, OrganisationMention) else None
        )
        kin = people if isinstance(value, PostMention | Speaker) else kin
        if kin is not None:
            kin[Party(code, PartyKind.ECONOMY)] += 1
    seen.region = str(regions) if regions < 2 else "some" if regions < 5 else "many"
    for rank, party in enumerate(whole.ranked):
        seen.add(party, f"rank{rank}")
    for name, counts in (("countries", countries), ("bodies", bodies), ("people", people)):
        total = sum(counts.values())
        for rank, (party, count) in enumerate(counts.most_common(4)):
            seen.add(
                party, f"{name}={_part(count / total)}", f"{name}_rank{rank}", f"{name}_rank{rank}/{min(total, 3)}"
            )
    for rank, party in enumerate(whole.headline[:3]):
        seen.add(party, f"headline{rank}", f"headline{rank}of{min(len(whole.headline), 3)}")


def _by_sentences(seen: _Evidence, analysis: Analysis) -> None:
    """Who is named in the first sentences about trade, and how; who in the first and in the headline."""
    told = 0
    for number, sentence in enumerate(analysis.sentences):
        held = list(analysis.within(sentence.span))
        trade = any(a.type == "cue" and str(a.value).startswith(_TRADE) for a in held)
        places = [a for a in held if isinstance(a.value, PlaceMention)]
        for rank, annotation in enumerate(places if trade or number < 2 else ()):
            place = annotation.value
            assert isinstance(place, PlaceMention)
            party = standing_for(place)
            if trade:
                seen.add(party, f"trade{min(told, _FIRST)}/{place.marker}", f"trade{min(told, 1)}/{min(rank, 2)}")
            if number < 2:
                seen.add(party, f"sentence{number}/{place.marker}/{place.form}")
            if place.country and place.country != party.name:
                inside = Party(place.country, PartyKind.ECONOMY)
                seen.add(inside, f"city/{'trade' if trade else number}", f"city/{place.marker}")
        told += trade
        if told > _FIRST and number > 1:
            return


def _by_measures(seen: _Evidence, analysis: Analysis) -> None:
    """Who stands right beside a word for exports, imports or turnover, and tied to it how, over the whole text."""
    beside: dict[Party, Counter[str]] = {}
    total = Counter[str]()
    before: Annotation | None = None
    for annotation in analysis.annotations:
        place = isinstance(annotation.value, PlaceMention)
        if not place and not (annotation.type == "cue" and str(annotation.value).startswith(_TRADE[:2])):
            continue
        if before is not None and 0 <= annotation.span.start - before.span.stop <= _TOUCHING:
            where, cue = (annotation, before) if place else (before, annotation)
            if isinstance(where.value, PlaceMention) and isinstance(cue.value, str):
                name = f"{cue.value.partition('/')[2]}/{where.value.marker}"
                beside.setdefault(standing_for(where.value), Counter())[name] += 1
                total[name] += 1
        before = annotation
    for party, counts in beside.items():
        for name, count in counts.items():
            seen.add(party, f"beside {name}", f"beside {name}={_part(count / total[name])}/{min(count, 2)}")


def _by_coins(seen: _Evidence, analysis: Analysis) -> None:
    """Whose money the text counts in: the code of a currency begins with its country's (ISO 4217)."""
    units = [a.value.quantity.unit or "" for a in analysis.annotations if isinstance(a.value, Amount)]
    money = [unit for unit in units if len(unit) == len("KZT") and unit.isalpha() and unit.isupper()]
    for unit, count in Counter(money).items():
        if unit not in _COMMON and not unit.startswith("X"):
            land = Party(unit[:2], PartyKind.ECONOMY)
            seen.add(
                land, "coin", f"coin={_part(count / len(money))}", f"coin={_part(count / len(money))}/{min(count, 3)}"
            )


def _part(part: float) -> str:
    return "0" if not part else "few" if part < 0.2 else "some" if part < 0.5 else "most" if part < 0.9 else "all"


def _crossed(seen: _Evidence, party: Party, whole: Whole) -> Iterator[str]:
    clues = seen.clues[party]
    yield from clues
    part, own = _part(whole.parts.get(party, 0.0)), _part(whole.owners.get(party, 0.0))
    other = _part(whole.others.get(party, 0.0))
    kind = whole.sort(party)
    yield from (f"part={part}", f"own={own}", f"other={other}", f"own={own}/other={other}", f"kind={kind}")
    yield f"kind={kind}/part={part}"
    yield f"kind={kind}/own={own}"
    yield f"kind={kind}/regions={seen.region}"
    yield from _lying(seen, party, whole, kind)
    for clue in _SINGLE:
        if clue in clues:
            yield f"{clue}/kind={kind}"
            yield f"{clue}/part={part}"
            yield f"{clue}/own={own}"
            yield f"{clue}/other={other}"
            yield from (f"{clue}+{second}" for second in _CROSSED if second in clues)


def _lying(seen: _Evidence, party: Party, whole: Whole, kind: str) -> Iterator[str]:
    """How places of the text lie to a party: whether it is in the publisher's country, or such places are in it."""
    land = whole.lands.get(party)
    if land is not None:
        known = {"publisher", "home"} & seen.clues.get(land, set())
        where = "inland" if known else "abroad"
        named = "title" in seen.clues[party] or "named by publisher" in seen.clues[party]
        yield f"{kind}/{where}"
        yield f"{kind}/{where}/named={named}"
        yield f"{kind}/{where}/regions={seen.region}"
        yield f"{kind}/{where}/part={_part(whole.parts.get(party, 0.0))}"
        return
    inside = [p for p in seen.clues if whole.lands.get(p) == party and whole.sort(p) == "region"]
    titled = any("title" in seen.clues[p] or "named by publisher" in seen.clues[p] for p in inside)
    yield f"holds {min(len(inside), 2)} regions/regions={seen.region}"
    yield f"holds {min(len(inside), 2)} regions/titled={titled}"


def _other(seen: _Evidence, party: Party | None, whole: Whole, focus: Focus) -> Iterator[str]:
    if party is None or party == WORLD:
        name = "varies" if party is None else "world"
        top = max((whole.others.get(p, 0.0) for p in whole.others), default=0.0)
        yield from (name, f"{name}/others={len(whole.others) > 2}", f"{name}/top={_part(top)}")
        yield f"{name}/headline={min(len(whole.headline), 3)}"
        yield f"{name}/title={min(len(whole.title), 3)}"
        yield f"{name}/named={min(len(whole.parts), 6)}"
        yield f"{name}/away={focus.away is not None}/rival={focus.rival is not None}"
    else:
        yield from _crossed(seen, party, whole)
