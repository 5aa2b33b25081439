"""The verbs of `kg-spark`: data on standard output, talk on standard error, honest exit codes."""

import sys
from typing import Annotated, Optional

import typer

from kg.errors import TradegraphError, UsageError
from kg_spark import dumping, forgetting, identity, reading
from kg_spark.session import started

app = typer.Typer(
    name="kg-spark",
    help="Read more articles than one machine can, on Apache Spark; kg load-run OUT takes them into a store.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Run = Annotated[str, typer.Argument(metavar="OUT", help="Folder of the run: a path, or gs://, s3://, hdfs://.")]
Master = Annotated[
    Optional[str],  # noqa: UP045  Typer reads Optional on every Python we support
    typer.Option(metavar="URL", help="Spark's master: spark://HOST:7077, k8s://…, yarn, local[4]; else this machine."),
]
Conf = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option(metavar="K=V", help="A setting of Spark, such as spark.executor.memory=2g; may be given again."),
]


@app.command()
def read(
    source: Annotated[str, typer.Argument(metavar="IN", help="Folder of *.parquet or *.jsonl, or one such file.")],
    out: Run,
    files: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option(min=1, metavar="N", help="Files a batch; a batch is what a kill may cost. Default: 4 a core."),
    ] = None,
    master: Master = None,
    conf: Conf = None,
    empty: Annotated[bool, typer.Option("--empty", hidden=True)] = False,
) -> None:
    """Read what is new in IN into OUT; stopped, or the next day, the same command goes on.

    IN has a column (or field) text, and where known id, language, title, published, publisher, url. OUT gets a row a
    document, in Parquet. Errors are rows, too, and listed at the end; the exit code is 1 then.

    Example: kg-spark read news runs/rules-1 --master spark://big:7077 && kg load-run runs/rules-1
    """
    reading.prepared(source, out)
    spark = started(master, _settings(conf))
    try:
        found = reading.read(spark, source, out, files=files, empty=empty, told=_say)
    finally:
        spark.stop()
    for name, error in found.named:
        _say(f"not read: {name}: {error}")
    if found.errors > len(found.named):
        _say(f"not read: {found.errors - len(found.named):,} more; the column `error` of {out} has them all")
    rate = found.documents / max(found.seconds, 0.001)
    _say(f"{found.documents:,} documents in {found.seconds:,.0f} s ({rate:,.0f} a second), {found.errors:,} not read")
    raise typer.Exit(1 if found.errors else 0)


@app.command(name="identity")
def identity_(
    out: Run,
    target: Annotated[str, typer.Argument(metavar="DIR", help="New folder for the tables `candidates` and `pairs`.")],
    top: Annotated[int, typer.Option(min=0, metavar="N", help="Candidates to print.")] = 20,
    master: Master = None,
    conf: Conf = None,
) -> None:
    """Count who is named how often, and which names may be one: candidates for the registry, most named first.

    Prints organisations that the registry does not know: times named, spellings, name, IRI.
    """
    identity.check(out, target)
    spark = started(master, _settings(conf))
    try:
        for line in identity.identity(spark, out, target, top=top, told=_say):
            print(line)
    finally:
        spark.stop()


@app.command()
def dump(
    out: Run,
    target: Annotated[str, typer.Argument(metavar="FILE.nq|DIR", help="One file, or a new folder of sixteen.")],
    master: Master = None,
    conf: Conf = None,
) -> None:
    """Write all quads of a run as canonical N-Quads, graphs and lines sorted: equal runs are equal bytes."""
    dumping.check(out, target)
    spark = started(master, _settings(conf))
    try:
        _say(dumping.dump(spark, out, target))
    finally:
        spark.stop()


@app.command()
def forget(
    out: Run,
    digests: Annotated[list[str], typer.Argument(metavar="DIGEST...", help="Digests of texts, 16 hex digits.")],
) -> None:
    """Forget texts: no job makes anything of them any more, and OUT is rewritten without them. Needs no cluster.

    The tombstones lie beside OUT, in _forgotten, for all runs there. The texts in IN are yours to delete; `kg load-run`
    takes them out of the store.
    """
    for line in forgetting.forget(out, digests):
        _say(line)


def _settings(given: list[str] | None) -> dict[str, str]:
    pairs = [each.partition("=") for each in given or ()]
    if wrong := next((name for name, sign, _ in pairs if not sign or not name.startswith("spark.")), None):
        raise UsageError(f"--conf {wrong}: a setting is spark.NAME=VALUE")
    return {name: value for name, _, value in pairs}


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def main() -> None:
    """The command line."""
    try:
        app()
    except SystemExit as done:
        if done.code == 130:  # Typer has met Ctrl-C and said nothing
            _say("kg-spark: stopped; what was committed stays, and the same command goes on from there")
        raise
    except UsageError as error:
        _say(f"kg-spark: {error}")
        sys.exit(2)
    except TradegraphError as error:
        _say(f"kg-spark: {error}")
        sys.exit(1)
