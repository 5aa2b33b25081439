"""Whose trade a text tells: the party that reports most of its figures, and the one most of them are with.

A figure that names no reporter has this one, and a wrong guess here makes every figure of a text wrong, so it is a
decision of its own, about the whole text and before all others.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.extract.deciding import Candidate, Clues, Judge
from kg.extract.figures_view import Whole, standing_for
from kg.extract.state import WORLD, Focus
from kg.language import Analysis, OrganisationMention, PlaceMention, PostMention
from kg.language.speech import Speaker
from kg.model import Party, PartyKind, Span

_MOST = 9  # parties that are weighed
_TRADE = ("indicator/", "weak/", "flow/")
_FIRST = 3  # sentences about trade that count as the first


@dataclass(slots=True)
class _Evidence:
    """What a text shows of each party, one set of clues a party, and the order in which they came up."""

    clues: dict[Party, set[str]] = field(default_factory=dict)

    def add(self, party: Party | None, *clues: str) -> None:
        """Note clues for a party, if there is one."""
        if party is not None and party != WORLD:
            self.clues.setdefault(party, set()).update(clues)


def main_sides(
    judge: Judge, analysis: Analysis, whole: Whole, focus: Focus
) -> tuple[Party | None, Party | None, Clues]:
    """The main reporter and the main partner of a text (None where they vary), and how sure that is, as clues."""
    seen = _Evidence()
    _by_focus(seen, focus)
    _by_mentions(seen, whole, analysis)
    _by_sentences(seen, analysis)
    parties = sorted(seen.clues, key=lambda p: (p != focus.home, -whole.parts.get(p, 0.0)))[:_MOST]
    reporters = [Candidate(p, tuple(sorted(_crossed(seen.clues[p], p, whole)))) for p in parties]
    reporters = reporters or [Candidate(None)]
    choice = judge.choose("figure.home", Span(0, 0), reporters)
    home = parties[choice.index] if parties else None
    options: list[Party | None] = [None, WORLD, *(p for p in parties if p != home)]
    others = [Candidate(p, tuple(sorted(_other(seen, p, whole, focus)))) for p in options]
    second = judge.choose("figure.away", Span(0, 0), others)
    sure = (f"home>{_sure(choice.probability)}", f"away>{_sure(second.probability)}")
    return home, options[second.index], sure


def _sure(chance: float) -> str:
    return next((str(step) for step in (0.9, 0.7, 0.5) if chance > step), "0")


def _by_focus(seen: _Evidence, focus: Focus) -> None:
    for name in ("home", "away", "we", "rival", "publisher"):
        seen.add(getattr(focus, name), name)


def _by_mentions(seen: _Evidence, whole: Whole, analysis: Analysis) -> None:
    countries, bodies, people = Counter[Party](), Counter[Party](), Counter[Party]()
    for annotation in analysis.annotations:
        value = annotation.value
        code = getattr(value, "country", None)
        if not code:
            continue
        kin = (
            countries if isinstance(value, PlaceMention) else bodies if isinstance(value, OrganisationMention) else None
        )
        kin = people if isinstance(value, PostMention | Speaker) else kin
        if kin is not None:
            kin[Party(code, PartyKind.ECONOMY)] += 1
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


def _part(part: float) -> str:
    return "0" if not part else "few" if part < 0.2 else "some" if part < 0.5 else "most" if part < 0.9 else "all"


def _crossed(clues: set[str], party: Party, whole: Whole) -> Iterator[str]:
    yield from clues
    part, own = _part(whole.parts.get(party, 0.0)), _part(whole.owners.get(party, 0.0))
    other = _part(whole.others.get(party, 0.0))
    kind = "region" if party.kind is not PartyKind.ECONOMY else "country" if len(party.name) == 2 else "bloc"
    yield from (f"part={part}", f"own={own}", f"other={other}", f"own={own}/other={other}", f"kind={kind}")
    yield f"kind={kind}/part={part}"
    yield f"kind={kind}/own={own}"
    for clue in ("home", "publisher", "we", "headline0", "away", "bodies_rank0", "countries_rank0", "people_rank0"):
        if clue in clues:
            yield f"{clue}/part={part}"
            yield f"{clue}/own={own}"
            yield f"{clue}/other={other}"
            yield from (
                f"{clue}+{second}" for second in ("publisher", "home", "headline0", "bodies_rank0") if second in clues
            )


def _other(seen: _Evidence, party: Party | None, whole: Whole, focus: Focus) -> Iterator[str]:
    if party is None or party == WORLD:
        name = "varies" if party is None else "world"
        top = max((whole.others.get(p, 0.0) for p in whole.others), default=0.0)
        yield from (name, f"{name}/others={len(whole.others) > 2}", f"{name}/top={_part(top)}")
        yield f"{name}/headline={min(len(whole.headline), 3)}"
        yield f"{name}/named={min(len(whole.parts), 6)}"
        yield f"{name}/away={focus.away is not None}/rival={focus.rival is not None}"
    else:
        yield from _crossed(seen.clues[party], party, whole)
