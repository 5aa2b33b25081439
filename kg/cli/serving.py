"""The verb that opens the graph to browsers and programs: serve."""

from typing import Annotated

import typer

from kg.cli import options
from kg.cli.console import say
from kg.errors import UsageError


def serve(
    store: options.Store = None,
    host: Annotated[str, typer.Option(metavar="H", help="Address to listen on; 0.0.0.0 for everybody.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="P", min=0, max=65535, help="Port to listen on.")] = 8000,
    behind_proxy: Annotated[
        bool, typer.Option("--behind-proxy", help="Trust X-Forwarded headers, and limit clients on loopback, too.")
    ] = False,
    texts: Annotated[
        str, typer.Option(metavar="T", help="How much of an article the public sees: full, quotes or none.")
    ] = "quotes",
    workers: Annotated[int, typer.Option(metavar="N", min=1, help="Processes that answer.")] = 2,
) -> None:
    """Serve pages, linked data and SPARQL over the store, until Ctrl-C.

    Readers see the newest snapshot: `kg ingest` beside it shows at the next request.
    """
    try:
        from kg import web  # late: the extra `web` brings what it needs
    except ModuleNotFoundError as missing:
        raise UsageError(f"{missing.name} is missing: pip install 'tradegraph[web]'") from None
    configuration = web.Configuration(options.folder(store), host, port, behind_proxy, texts, workers)
    say(f"http://{'localhost' if host in ('127.0.0.1', '0.0.0.0') else host}:{port}/   (Ctrl-C ends it)")
    web.serve(configuration)
