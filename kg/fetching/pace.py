"""When the next request to a host may go out: one a second, or as seldom as it asks."""

import time
from collections.abc import Callable

SECOND = 1.0


class Pace:
    """Times of the last requests, by host. `clock` and `sleep` are parameters for tests."""

    def __init__(
        self, *, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._next: dict[str, float] = {}

    def turn(self, host: str, delay: float = SECOND) -> float:
        """Wait until it is this host's turn, and note that a request goes out now; the seconds it took."""
        now = self._clock()
        wait = max(0.0, self._next.get(host, now) - now)
        if wait:
            self._sleep(wait)
        self._next[host] = now + wait + max(SECOND, delay)
        return wait

    def rest(self, seconds: float) -> None:
        """Wait as long as a server asks."""
        self._sleep(seconds)
