"""Where the files that ship with the product lie: ontology, queries and samples.

In a checkout they stand at the top level; in a wheel the build puts them beside this module.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_SHIPPED = _PACKAGE / "_shipped"
_ROOT = _SHIPPED if _SHIPPED.is_dir() else _PACKAGE.parent


def ontology() -> Path:
    """The folder of the ontology, its codes, shapes, reference data and tables."""
    return _ROOT / "ontology"


def queries() -> Path:
    """The folder of the named queries."""
    return _ROOT / "queries"


def samples() -> Path:
    """The folder of the sample news items and their manifest."""
    return _ROOT / "samples"
