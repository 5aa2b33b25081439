"""The deals told so far, to be looked up: each new one is held against those like it alone, however long the text."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from kg.extract.deal_slots import names
from kg.model import Agreement, Project

Deal = Agreement | Project
D = TypeVar("D", Agreement, Project)


@dataclass(slots=True)
class Before(Generic[D]):
    """Deals in the order they were told, by their parties, by each party and by amount. One may be told anew."""

    deals: list[D] = field(default_factory=list)
    _by_parties: dict[frozenset[str], set[int]] = field(default_factory=dict)
    _by_party: dict[str, set[int]] = field(default_factory=dict)
    _amounts: Counter[object] = field(default_factory=Counter)

    def add(self, deal: D) -> None:
        """One more."""
        self.deals.append(deal)
        self._enter(len(self.deals) - 1)

    def change(self, number: int, deal: D) -> None:
        """Another telling of the deal of that number."""
        self._leave(number)
        self.deals[number] = deal
        self._enter(number)

    def first(self, deal: Deal, fits: Callable[[D], bool]) -> int | None:
        """The number of the first deal of the same parties that fits."""
        same = sorted(self._by_parties.get(names(deal.parties), ()))
        return next((number for number in same if fits(self.deals[number])), None)

    def akin(self, deal: Deal) -> int:
        """How many have a party of it."""
        return len(set[int]().union(*(self._by_party.get(name, ()) for name in names(deal.parties))))

    def worth(self, deal: Deal) -> bool:
        """Whether one has its amount."""
        return amount(deal) is not None and self._amounts[amount(deal)] > 0

    def _enter(self, number: int) -> None:
        deal = self.deals[number]
        self._by_parties.setdefault(names(deal.parties), set()).add(number)
        for name in names(deal.parties):
            self._by_party.setdefault(name, set()).add(number)
        self._amounts[amount(deal)] += 1

    def _leave(self, number: int) -> None:
        deal = self.deals[number]
        self._by_parties[names(deal.parties)].remove(number)
        for name in names(deal.parties):
            self._by_party[name].remove(number)
        self._amounts[amount(deal)] -= 1


def amount(deal: Deal) -> object:
    """How much a deal is for, to compare it."""
    return (deal.value.value.value, deal.value.value.unit) if deal.value is not None else None
