"""How many records of each kind tell of something, and of which years."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Records by kind, the first and the last year that they tell of (empty where none does)."""

    kinds: Mapping[str, int]
    first: str
    last: str

    @property
    def records(self) -> int:
        """All of them."""
        return sum(self.kinds.values())
