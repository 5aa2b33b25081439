"""What crosses between the front and a worker: an order for a view, and the reply."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Values = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Order:
    """What a view is asked for.

    `values` are the parameters of path and query string, in order, by name; `language` one of ours; `chosen` whether
    the address names it; `address` the path and query string as asked; `host` scheme and name we are called by;
    `folder` the store, `beside` the folder of files made from its snapshots, `texts` how much of an article may be
    shown; `rows` and `size` (bytes) how much an answer may have; `media` the media type negotiated, `accept` what the
    client said of them.
    """

    view: str
    values: Values
    folder: str
    beside: str = ""
    language: str = "en"
    chosen: bool = False
    address: str = "/"
    host: str = ""
    texts: str = "quotes"
    rows: int = 100_000
    size: int = 10 << 20
    accept: str = ""
    media: str = "text/html"

    def value(self, name: str, default: str = "") -> str:
        """The first value of a parameter."""
        return next(iter(self.values.get(name, ())), default)

    def every(self, name: str) -> tuple[str, ...]:
        """All values of a parameter."""
        return self.values.get(name, ())


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: status, media type, content, and further headers. A text is in UTF-8."""

    content: bytes = b""
    media: str = "text/html"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


class Mistake(Exception):
    """The request is at fault: `status` 4xx, and a message that says what was found and what would have been right."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status
