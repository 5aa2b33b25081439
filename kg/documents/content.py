"""What a reader finds in a file: values that come out of the sandbox, and are checked like any foreign thing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known about a file from outside: what it is called, when it was fetched, what a server said of it.

    `undeclared` is that it turned out not to say its language.
    """

    name: str = ""
    language: str | None = None
    retrieved: str | None = None
    charset: str | None = None
    url: str | None = None
    undeclared: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """One text and what its file says about it; `name` is its own where the file holds several.

    The text is as it will be stored. `remarks` are for whoever reads: what was left out, what is not sure.
    """

    text: str
    language: str
    name: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a file: its name there and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a part of a file is not read, and where that part is."""

    reason: str
    where: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a manifest; an empty cell is None. `line` counts from 1, the header being line 1."""

    line: int
    file: str
    given: dict[str, str]


Part = Content | Member | Trouble
RETURNS = (Content, Member, Trouble, Entry)
