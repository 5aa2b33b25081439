"""A stretch of a sentence that names an organisation, before names of one document are compared."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens `[start, stop)`, the name in base form, its type, the country that the words tell, and its ground.

    `ground`: `head` (a noun of its own), `form` (a legal form), `known`, `announced` (a noun beside it), `act`
    (what it does), `shape` (letters alone). `held`: names inside that stand for the same organisation.
    """

    start: int
    stop: int
    name: str
    type: str
    country: str | None = None
    ground: str = "head"
    held: tuple[str, ...] = ()
