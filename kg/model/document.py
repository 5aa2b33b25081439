"""A text as somebody published it, and what a reader that failed on a sentence has to say."""

import hashlib
from dataclasses import dataclass

from kg.model.span import Span


@dataclass(frozen=True, slots=True)
class Document:
    """One text with who published it, where and when.

    `text` is NFC with LF line ends and is never changed afterwards: spans count in it.
    `name` is the file name or the manifest's id; `language` an ISO 639-1 code or `und`;
    `published` an EDTF date (`2016`, `2016-11`, `2016-11-07`) or None. `remarks` are the file reader's words to people
    (what was left out, what was not found); they are no part of the publication and do not enter the graph.
    """

    name: str
    text: str
    language: str = "und"
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    remarks: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """The first 16 hex digits of the text's SHA-256: the text's name, whoever published it."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Rejection:
    """A candidate for a fact that was not taken: where it stood, for which kind, and why not."""

    span: Span
    kind: str
    reason: str
