"""What reading costs: an estimate before the first call, a count afterwards, and a limit in between."""

import threading
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from kg.llm.completions import Usage
from kg.llm.fields import DATA
from kg.llm.prompt import rules
from kg.llm.requests import Request
from kg.vocabulary.table import table

_MILLION = Decimal(1_000_000)
_JSON = 2.8  # characters of JSON to a token
_PROMPT = 3.6  # characters of the rules to a token: English with words and examples of other languages
_CENT = Decimal("0.0001")

Price = tuple[Decimal, Decimal]


def estimated(request: Request) -> Usage:
    """Tokens that one request will probably take, read and written."""
    characters, answer = _rates().get(request.document.language, _rates()["und"])
    article = sum(len(content) for role, content in request.messages if role != "system")
    read = len(rules()) / _PROMPT + article / characters
    return Usage(round(read), round(len(request.chunk.text) * answer / _JSON))


def cost(usage: Usage, price: Price) -> Decimal:
    """In the currency of the price, which is of a million tokens."""
    amount = (usage.read * price[0] + usage.written * price[1]) / _MILLION
    return amount.quantize(_CENT, ROUND_HALF_UP)


def told_of(usage: Usage, price: Price | None) -> str:
    """Tokens, and the cost where the price is known."""
    words = f"{usage.read:,} tokens read, {usage.written:,} written"
    return words + (f", cost {cost(usage, price)}" if price else "")


@cache
def _rates() -> dict[str, tuple[float, float]]:
    rows = table(DATA / "tokens.csv", ("language", "characters", "answer"))
    return {row["language"]: (float(row["characters"]), float(row["answer"])) for row in rows}


def total(found: Iterable[Request]) -> tuple[int, Usage]:
    """How many requests there are, and the tokens that all of them will probably take."""
    usage, number = Usage(), 0
    for request in found:
        usage, number = usage + estimated(request), number + 1
    return number, usage


class Budget:
    """What may still be spent. Calls that run count as what they were estimated to cost until they are paid."""

    def __init__(self, limit: Decimal | None, price: Price | None) -> None:
        self._limit, self._price = limit, price
        self._spent = Decimal(0)
        self._lock = threading.Lock()

    def reserve(self, request: Request) -> bool:
        """Whether the budget bears one call more; if so it is set aside."""
        if self._limit is None or self._price is None:
            return True
        expected = cost(estimated(request), self._price)
        with self._lock:
            if self._spent + expected > self._limit:
                return False
            self._spent += expected
            return True

    def pay(self, request: Request, usage: Usage) -> None:
        """What a call that was reserved did cost; nothing when it failed."""
        if self._limit is not None and self._price is not None:
            with self._lock:
                self._spent += cost(usage, self._price) - cost(estimated(request), self._price)
