"""What a language model would be asked: requests for a batch file, and what they will probably take."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import Refused, TradegraphError
from kg.llm.batch import request_lines
from kg.llm.completions import Usage
from kg.llm.costs import Price, estimated, told_of
from kg.llm.requests import Request, requests
from kg.model import Document
from kg.settings import LanguageModel

Told = Callable[[str], None]
ANY = "any"  # the model of a request where nobody has named one: the format wants the field


@dataclass
class Estimate:
    """How many requests documents make, and what they will probably take; `refused` are documents not read."""

    price: Price | None
    requests: int = 0
    usage: Usage = Usage()
    refused: int = 0

    def summary(self, written: str | None = None) -> str:
        """One line for people."""
        what = f"{self.requests} requests" + (f" written to {written}" if written else "")
        return f"{what}; about {told_of(self.usage, self.price)}"


def write_requests(
    path: Path, found: Iterable[Document | Refused], known: LanguageModel, *, model: str | None, told: Told
) -> Estimate:
    """Write the requests about documents in the batch format; what was refused is told."""
    report = Estimate(known.price)
    try:
        with path.open("w", encoding="utf-8", newline="\n") as file:
            for request in _requests(found, known, report, told):
                file.writelines(request_lines([request], model or known.model or ANY, temperature=known.temperature))
    except OSError as error:
        raise TradegraphError(f"{path}: {error.strerror}") from None
    return report


def estimate(found: Iterable[Document | Refused], known: LanguageModel, *, told: Told) -> Estimate:
    """What reading documents would take."""
    report = Estimate(known.price)
    for _ in _requests(found, known, report, told):
        pass
    return report


def _requests(
    found: Iterable[Document | Refused], known: LanguageModel, report: Estimate, told: Told
) -> Iterator[Request]:
    """The requests about documents, counted; a text that comes twice with the same data is asked about once."""
    seen: set[str] = set()
    for each in found:
        if isinstance(each, Refused):
            report.refused += 1
            told(f"not read: {each}")
            continue
        for request in requests(each, size=known.part):
            if request.id not in seen:
                seen.add(request.id)
                report.requests += 1
                report.usage += estimated(request)
                yield request
