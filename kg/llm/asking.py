"""Where answers come from: a server, a file of answers, or what was answered before."""

from dataclasses import dataclass
from typing import Protocol

from kg.llm.completions import Usage
from kg.llm.requests import Request
from kg.model import Document, Span


@dataclass(frozen=True, slots=True)
class Answered:
    """What is known of one document: answers by request, the parts that have none and why, notes, tokens.

    `remembered` counts the answers that cost nothing because they were given before.
    """

    answers: tuple[tuple[Request, str], ...]
    missing: tuple[tuple[Span, str], ...] = ()
    notes: tuple[str, ...] = ()
    model: str = ""
    usage: Usage = Usage()
    remembered: int = 0


class Asker(Protocol):
    """Whoever can be asked about a document; never raises for what a server or a file does wrong."""

    def ask(self, document: Document) -> Answered:
        """The answers about a document."""
        ...
