"""A stretch of a sentence that names an organisation, before names of one document are compared."""

import re
from dataclasses import dataclass

_HUNG = re.compile(r"(?<=[A-Za-z0-9])[-‑][^\W\d_a-zA-Z]{1,5}\Z|['’]s\Z")


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


def bare(name: str) -> str:
    """A name in Latin letters without what grammar hangs behind it: a possessive, a Kazakh case.

    >>> bare("Vandrek-тің"), bare("Vandrek's"), bare("Алатау-Нур")
    ('Vandrek', 'Vandrek', 'Алатау-Нур')
    """
    return _HUNG.sub("", name)
