"""Making the files that belong to a snapshot: the search index and the dumps. Runs in a process of its own."""

import gzip
import tempfile
from pathlib import Path

from kg import publish, search, workflow
from kg.web.chores import sweep
from kg.web.linked.discovery import DUMPS


def make(store: str, place: str) -> None:
    """Write one file of the store's newest snapshot, whole or not at all; files of older snapshots are swept."""
    target = Path(place)
    target.parent.mkdir(parents=True, exist_ok=True)
    source = workflow.snapshot(Path(store))
    if target.name in DUMPS:
        with (
            tempfile.NamedTemporaryFile(dir=target.parent, suffix=".tmp", delete=False) as file,
            gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=0) as packed,  # equal content, equal bytes
        ):
            for piece in publish.pieces(source, DUMPS[target.name][1]):
                packed.write(piece)
        Path(file.name).replace(target)
    else:
        search.build(source, target)
    sweep(target.parent.parent, target.parent.name)
