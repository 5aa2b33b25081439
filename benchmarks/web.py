"""The server's three bars: a hub's page, look-ups under load, and how much script each page loads.

usage: python benchmarks/web.py [--rounds 5] [--store DIR] [--quads 1000000] [--only hub|lookups|scripts]

`--store` keeps the generated store of the hub for the next run. Bars: the page of Kazakhstan in a million quads takes
at most 3 times its queries alone; at least 0.65 of a naive server's look-ups a second at 64 connections; gzipped
scripts of the explorer under 40 kB, of the SPARQL page under 130 kB, of every other page under 15 kB. Exit code 1 when
one is missed.
"""

import argparse
import gzip
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import generated
import hub
import lookups

from kg.web import rendering

BUILT = Path(rendering.__file__).parent / "static" / "built"
SCRIPTS = {  # page: what it loads beside the script of every page, and the bar in bytes
    "explorer": ("explore.js", 40_000),
    "SPARQL": ("sparql.js", 130_000),
    "map": ("map.js", 15_000),
    "all others": (None, 15_000),
}


def scripts() -> bool:
    """Print how much each page loads; whether all are within their bars."""
    held = True
    for page, (name, most) in SCRIPTS.items():
        files = ["page.js", *([name] if name else [])]
        size = sum(len(gzip.compress((BUILT / each).read_bytes(), 9)) for each in files)
        print(f"scripts   {page:10} {size / 1000:6.1f} kB gzipped, under {most / 1000:g} kB asked")
        held &= size < most
    return held


def hubs(store: Path | None, quads: int, rounds: int) -> float:
    """The ratio of the hub's page, over a store that is made where it is not there."""
    with tempfile.TemporaryDirectory() as place:
        folder = store or Path(place) / "store"
        if not (folder / "store.json").exists():
            print(f"hub       {generated.make(folder, quads):,} quads made", flush=True)
        return hub.measured(folder, rounds)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--only", choices=("hub", "lookups", "scripts"))
    asked = parser.parse_args(arguments)
    held = True
    if asked.only in (None, "scripts"):
        held &= scripts()
    if asked.only in (None, "lookups"):
        ratio = lookups.measured(asked.rounds)
        print(f"look-ups  median ratio {ratio:.2f}, at least 0.65 asked")
        held &= ratio >= 0.65
    if asked.only in (None, "hub"):
        ratio = hubs(asked.store, asked.quads, asked.rounds)
        print(f"hub page  median ratio {ratio:.2f}, at most 3 asked")
        held &= ratio <= 3
    return int(not held)


if __name__ == "__main__":
    sys.exit(main())
