"""What a reader of the text has in mind when the next sentence begins: the focus that figures inherit from.

The clues are numbered as in the design of extraction: pair in force with its orientation, country in focus, whose
"our" it is, last figure, last period, headline, publisher.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from kg.model import Party, PartyKind, Period, Slot

WORLD = Party("WORLD", PartyKind.ECONOMY)


@dataclass(frozen=True, slots=True)
class Focus:
    """One moment's focus.

    `home` reports unless another is named; `away` is the other side of the pair in force; `rival` the only other
    economy that the text speaks of much; `we` whose "our" it is; `named` the economy other than home that was named
    last. `world`: the text has spoken of trade with everybody, so that a pair holds no longer than its sentence.
    `stem` reported the last figure with a measure of its own; `tentative`: nothing but the headline has named the pair
    yet; `settled`: a figure has said who is at home; `fresh`: the last figure stands in the same sentence.
    `reporter`, `partner`, `product`, `period`, `unit`, `status` are those of the last figure, `aim` the period of a
    goal or forecast told just before.
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


@dataclass(slots=True)
class Memory:
    """What a reader keeps while it walks a text: the focus, and what the figures so far were like.

    `varies` is the slot that a bare name fills in a list (`partner`, `reporter`; `… origin`: an adjective the partner),
    `shared` whether the last figure was a share, `turned` which way the last change went, `lead` the text's own period,
    `spoken` the number of the sentence that last spoke of trade, `units` those of the figures so far, `section` the
    goods of the section, `vary` whether goods differ from figure to figure, `topic` the sides that a sentence without
    a number has named.
    """

    focus: Focus
    varies: str = "partner"
    shared: bool = False
    turned: int = 0
    lead: Slot[Period] | None = None
    spoken: int = -100
    units: set[str | None] = field(default_factory=set)
    section: Slot[str] | None = None
    vary: bool = False
    topic: Any = None

    def turn(self, **changes: Any) -> None:
        """Move the focus on; most turns change nothing, and a new focus has twenty fields to fill."""
        if any(getattr(self.focus, name) is not value for name, value in changes.items()):
            self.focus = replace(self.focus, **changes)
