"""Tradegraph: trade news and press releases, read into a knowledge graph in which every fact points at its sentence.

>>> import kg
>>> with kg.open("tradegraph") as dataset:                      # doctest: +SKIP
...     len(dataset)
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.store import open as open

__version__ = "0.1.0"
__all__ = ["__version__", "open"]


def __getattr__(name: str) -> Any:
    """Bring `open` only when somebody asks: importing `kg` opens no file and loads no engine (PEP 562)."""
    if name == "open":
        from kg.store import open

        return open
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
