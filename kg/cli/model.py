"""The options of the model reader: which reader, which model, batch files, what it may cost."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from kg import settings
from kg.cli.console import say
from kg.errors import Refused, UsageError
from kg.model import Document

if TYPE_CHECKING:
    from kg.workflow.model_reading import ModelReader

Reader = Annotated[str, typer.Option("--reader", metavar="R", help="rules, llm (a language model) or both.")]
Model = Annotated[
    Optional[str],  # noqa: UP045  Typer reads Optional on every Python we support
    typer.Option("--model", metavar="NAME", help="The language model (or TRADEGRAPH_LLM_MODEL)."),
]
BatchOut = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option(metavar="FILE.jsonl", help="Write the model's requests to a batch file; read nothing."),
]
BatchIn = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option(metavar="FILE.jsonl", help="Take the model's answers from a batch file."),
]
Estimate = Annotated[bool, typer.Option("--estimate", help="Say what the model would take and cost; read nothing.")]
MaxCost = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(metavar="X", help="Spend no more than this; the rules read the rest."),
]


def asked(reader: str, *, needing: Mapping[str, object]) -> bool:
    """Whether a model is to read along. UsageError for another word, or for options that need one."""
    if reader not in ("rules", "llm", "both"):
        raise UsageError(f"--reader: {reader!r} is none of rules, llm, both")
    given = [name for name, value in needing.items() if value]
    if reader == "rules" and given:
        raise UsageError(f"{', '.join(given)}: only with --reader llm or --reader both")
    return reader != "rules"


def model_reader(
    reader: str, folder: Path, *, model: str | None, answers: Path | None, max_cost: str | None
) -> "ModelReader":
    """The reader of these options."""
    from kg.workflow import model_reading  # late, here and below: the rules need no model

    known, limit = settings.language_model(), _amount(max_cost)
    if answers is not None:
        return model_reading.from_file(answers, known, folder, both=reader == "both", told=say)
    return model_reading.from_server(known, folder, model=model, both=reader == "both", limit=limit)


def _amount(text: str | None) -> Decimal | None:
    if text is None:
        return None
    try:
        amount = Decimal(text)
    except InvalidOperation:
        raise UsageError(f"--max-cost: {text!r} is no number") from None
    if not amount.is_finite() or amount < 0:
        raise UsageError(f"--max-cost: {text!r} is no amount")
    return amount


def write_requests(path: Path, found: Iterable[Document | Refused], model: str | None) -> int:
    """Write the requests about documents to a batch file; the exit code."""
    from kg.workflow import model_requests

    report = model_requests.write_requests(path, found, settings.language_model(), model=model, told=say)
    say(report.summary(str(path)))
    return 1 if report.refused else 0


def estimate(found: Iterable[Document | Refused]) -> int:
    """Say what reading documents would take; the exit code."""
    from kg.workflow import model_requests

    report = model_requests.estimate(found, settings.language_model(), told=say)
    say(report.summary())
    return 1 if report.refused else 0
