"""The five seed articles the whole way, by the command line: flat facts in and out, then what extraction reads.

usage: python tests/house/seeds.py SHARED_DIR

Exits with 1 when flat facts do not come back whole (1.000 for every kind) or extraction falls under its floors.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

# strict F1 of what `kg facts` prints
FLOORS = {"facts": 0.55, "organization": 0.70, "place": 0.85}  # every other kind:
ANY_KIND = 0.40
KG = [sys.executable, "-m", "kg"]


def run(*words: object, out: Path | None = None) -> None:
    """Run a command; its standard output goes to `out` when given."""
    finished = subprocess.run([str(word) for word in words], stdout=subprocess.PIPE, check=True)
    if out:
        out.write_bytes(finished.stdout)


def score(shared: Path, facts: Path) -> dict[str, dict[str, dict[str, dict[str, float]]]]:
    """What the scorer says of a file of flat facts."""
    command = [sys.executable, shared / "eval/score.py", "--gold", shared / "eval/gold", "--texts", shared / "seeds"]
    finished = subprocess.run([*map(str, command), "--json", str(facts)], stdout=subprocess.PIPE, check=True)
    return json.loads(finished.stdout)


def facts_of(shared: Path, folder: Path, *, perfect: bool) -> Path:
    """Ingest the five articles, with their gold facts or by extraction, and print the store's flat facts."""
    store, facts = folder / "store", folder / "facts.jsonl"
    mode = ["--no-extract"] if perfect else []
    run(*KG, "ingest", "--store", store, "--manifest", shared / "seeds/manifest.csv", *mode)
    if perfect:
        gold = folder / "gold.jsonl"
        run(sys.executable, shared / "eval/perfect.py", shared / "eval/gold", shared / "seeds", gold)
        run(*KG, "add", "--store", store, gold)
    run(*KG, "facts", "--store", store, out=facts)
    return facts


def misses(name: str, result: dict, floors: dict[str, float], default: float) -> list[str]:
    """Print the table of one run; the kinds under their floor."""
    kinds = {**result["kinds"], "facts": result["facts"]}
    for kind, row in kinds.items():
        print(f"{name:10} {kind:13} strict F1 {row['strict']['f1']:.3f}  argument F1 {row['argument']['f1']:.3f}")
    exact = result["evidence"]["exact"]
    print(f"{name:10} evidence {exact:.1%} exact, hedges kept {result['hedges']['kept']:.1%}")
    short = [kind for kind, row in kinds.items() if row["strict"]["f1"] < floors.get(kind, default)]
    return [*short, *(["evidence"] if exact < 1 else [])]


def main() -> None:
    """Both runs; the exit code tells."""
    shared = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        broken = misses("gold", score(shared, facts_of(shared, Path(one), perfect=True)), {}, 1.0)
        broken += misses("extracted", score(shared, facts_of(shared, Path(two), perfect=False)), FLOORS, ANY_KIND)
    if broken:
        sys.exit(f"seeds: under the floor: {', '.join(broken)}")


if __name__ == "__main__":
    main()
