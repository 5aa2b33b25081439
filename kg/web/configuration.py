"""How a server runs: where it listens, what it shows, and the limits it keeps, each with name, default and meaning."""

from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import UsageError

TEXTS = ("full", "quotes", "none")
LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request, and one client, may use. `docs/web.md` lists them; messages name them."""

    seconds: float = 10  # of the clock, for one page or query
    memory: int = 512 << 20  # bytes beside what a worker has when it begins
    rows: int = 100_000  # of one answer
    size: int = 10 << 20  # bytes of one answer
    query: int = 100_000  # bytes of a query's text
    budget: float = 30  # seconds of query time a minute, of one client
    reading: float = 60  # seconds, to read a text again for what was not understood
    packs: int = 1 << 30  # bytes for that: words and weights of three languages, beside the snapshot


@dataclass(frozen=True, slots=True)
class Configuration:
    """A server: `texts` says how much of an article the public sees; `behind_proxy` trusts X-Forwarded headers."""

    store: Path
    host: str = "127.0.0.1"
    port: int = 8000
    behind_proxy: bool = False
    texts: str = "quotes"
    workers: int = 2
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        if self.texts not in TEXTS:
            raise UsageError(f"--texts: {self.texts!r} is none of {', '.join(TEXTS)}")

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names by which browsers may call us (DNS rebinding uses others); any behind a proxy: it checks them."""
        if self.behind_proxy or self.host in ("0.0.0.0", "::"):
            return ()
        return (*LOOPBACK, self.host)
