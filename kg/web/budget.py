"""How much query time each client has left: a bucket that fills up again within a minute."""

import math
import time

_MINUTE = 60.0
_CLIENTS = 10_000  # remembered at once; those that are full again are forgotten first


class Budget:
    """So many seconds of query time a minute for each client."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._spent: dict[str, tuple[float, float]] = {}  # client: seconds spent, and when that was so

    def wait(self, client: str) -> int:
        """Whole seconds until the client has query time again; 0 when it has."""
        over = self._now(client) - self._seconds
        return math.ceil(over * _MINUTE / self._seconds) if over > 0 else 0

    def spend(self, client: str, seconds: float) -> None:
        """Take so much from the client."""
        if len(self._spent) >= _CLIENTS:
            self._spent = {each: spent for each, spent in self._spent.items() if self._now(each) > 0}
        self._spent[client] = (self._now(client) + seconds, time.monotonic())

    def _now(self, client: str) -> float:
        spent, then = self._spent.get(client, (0.0, 0.0))
        return max(spent - (time.monotonic() - then) * self._seconds / _MINUTE, 0.0)
