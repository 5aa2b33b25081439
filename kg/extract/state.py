"""What a reader of the text has in mind when the next sentence begins: the focus that figures inherit from.

The clues are numbered as in the design of extraction: pair in force with its orientation, country in focus, whose
"our" it is, last figure, last period, headline, publisher.
"""

from dataclasses import dataclass, replace

from kg.model import Party, PartyKind, Period, Slot

WORLD = Party("WORLD", PartyKind.ECONOMY)


@dataclass(frozen=True, slots=True)
class Focus:
    """One moment's focus. `home` reports unless another is named; `away` is the other side of the pair in force.

    `stem` reported the last figure that had a measure of its own. `tentative`: nothing but the headline has named the
    pair yet. `fresh`: the last figure stands in the same sentence. `settled`: a figure has said who is at home. `aim` is the period of a goal or forecast told
    just before. `rival` is the only other economy that the
    text speaks of much. `named` is the economy other than home that was named last, in whatever role. `world`: the text has spoken of
    trade with everybody, so that a pair holds no longer than its sentence.
    """

    home: Party | None = None
    away: Party | None = None
    rival: Party | None = None
    we: Party | None = None
    named: Party | None = None
    world: bool = False
    publisher: Party | None = None
    indicator: str | None = None
    stem: Party | None = None
    tentative: bool = True
    fresh: bool = False
    settled: bool = False
    reporter: Party | None = None
    partner: Party | None = None
    product: Slot[str] | None = None
    period: Slot[Period] | None = None
    aim: Slot[Period] | None = None
    sort: str | None = None
    unit: str | None = None
    status: str = "reported"
    paragraph: int = -1
    sentence: int = -1

    def other(self, party: Party | None) -> Party | None:
        """The other side of the pair in force, seen from a party; None where it is no side of it."""
        sides = {self.home: self.away, self.away: self.home}
        return sides.get(party) if party is not None else None

    def paired(self, home: Party | None, away: Party | None) -> "Focus":
        """The focus with a pair in force, in this orientation; what is None stays as it was."""
        return replace(self, home=home or self.home, away=away if away is not None else self.away)
