"""What can go wrong, as one short tree.

    TradegraphError                 it ran and something is wrong; the command line exits with 1
    ├── Refused                     a foreign file or page that cannot be read right; says why and what to do
    ├── FactError                   a flat fact that breaks FACTS.md; knows its line and field
    ├── StoreError                  the store is locked, damaged or of another format
    ├── EndpointError               a SPARQL endpoint answered wrongly, partly or not at all
    ├── QueryError                  a query that cannot be read or run
    └── NotFound                    no such document, thing or query; knows what would have fitted
    UsageError                      the command was used wrongly; exits with 2
    DefectiveFile                   a file of our own (ontology, pack, query) is wrong: stops the run

A sentence we cannot read is a result (`kg.model.Rejection`), never an exception.
"""

from collections.abc import Sequence


class TradegraphError(Exception):
    """It ran, and something is wrong. The message says what was found, where, and what would have been right."""


class Refused(TradegraphError):
    """A foreign file that is not read: `name` is the file, the message why and what to do."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class FactError(TradegraphError):
    """A flat fact that breaks the format; `line` counts from 1, `field` may be None."""

    def __init__(self, reason: str, *, line: int | None = None, field: str | None = None) -> None:
        where = "" if line is None else f"line {line}: "
        super().__init__(where + (f"{field}: " if field else "") + reason)
        self.reason = reason
        self.line = line
        self.field = field


class StoreError(TradegraphError):
    """The store cannot be opened, written or trusted."""


class EndpointError(TradegraphError):
    """A SPARQL endpoint that failed; `status` is the HTTP status where there was one."""

    def __init__(self, url: str, reason: str, *, status: int | None = None) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.reason = reason
        self.status = status


class QueryError(TradegraphError):
    """A query that cannot be read or run."""


class NotFound(TradegraphError):
    """Nothing, or more than one thing, has that name; `candidates` are what would have fitted."""

    def __init__(self, message: str, candidates: Sequence[str] = ()) -> None:
        super().__init__(message + "".join(f"\n  {candidate}" for candidate in candidates))
        self.candidates = tuple(candidates)


class UsageError(Exception):
    """The command was used wrongly."""


class DefectiveFile(Exception):
    """A file that ships with the product is wrong: `path`, `line` and what was expected."""

    def __init__(self, path: object, reason: str, *, line: int | None = None) -> None:
        super().__init__(f"{path}{'' if line is None else f':{line}'}: {reason}")
        self.path = path
        self.line = line
        self.reason = reason
