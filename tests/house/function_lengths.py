"""How long our functions are: the median at most 6 lines, nine in ten at most 25 (docstrings not counted).

usage: python tests/house/function_lengths.py [--longest N]
"""

import ast
import statistics
import sys
from pathlib import Path

MEDIAN, NINETIETH = 6, 25
PACKAGE = Path(__file__).resolve().parents[2] / "kg"
Function = ast.FunctionDef | ast.AsyncFunctionDef


def body_lines(function: Function) -> int:
    """Lines from the signature to the end, without the docstring."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def lengths() -> list[tuple[int, str]]:
    """The length and the name of every function of the package."""
    return sorted(
        (body_lines(node), f"{path.relative_to(PACKAGE.parent)}:{node.lineno} {node.name}")
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, Function)
    )


def measured() -> tuple[float, int]:
    """The median and the ninetieth percentile."""
    found = [length for length, _ in lengths()]
    return statistics.median(found), found[int(0.9 * len(found))]


def main() -> None:
    """Print the two figures, and the longest functions when asked; exit with 1 when a limit is broken."""
    if "--longest" in sys.argv:
        for length, name in lengths()[-int(sys.argv[-1]) :]:
            print(length, name)
    median, ninetieth = measured()
    print(f"functions: median {median:g} lines (at most {MEDIAN}), 90th percentile {ninetieth} (at most {NINETIETH})")
    sys.exit(median > MEDIAN or ninetieth > NINETIETH)


if __name__ == "__main__":
    main()
