"""What a site allows: its robots.txt as RFC 9309 has it, read by protego."""

from dataclasses import dataclass

from protego import Protego

NAME = "tradegraph"
LARGEST = 500_000  # bytes; the rest of a longer file counts for nothing (RFC 9309, 2.5)
LONGEST_DELAY = 30.0  # seconds between requests that a site may ask for


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one host."""

    parsed: Protego

    def allows(self, url: str) -> bool:
        """Whether we may get it."""
        return bool(self.parsed.can_fetch(url, NAME))

    @property
    def delay(self) -> float:
        """Seconds between requests that the site asks for, 0 if it does not."""
        return min(LONGEST_DELAY, float(self.parsed.crawl_delay(NAME) or 0))


def rules(content: bytes) -> Rules:
    """The rules in a robots.txt; one of no rules allows everything.

    >>> rules(b"User-agent: *\\nDisallow: /private").allows("http://news.example/private/a")
    False
    """
    return Rules(Protego.parse(content[:LARGEST].decode("utf-8", "replace")))
