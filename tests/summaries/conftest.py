"""Whether a store's summaries are what the whole graph says."""

from collections.abc import Callable

import pytest

from kg import store, summaries

Difference = Callable[[store.Writer], str]


@pytest.fixture
def out_of_step() -> Difference:
    """The first lines in which the summaries that a writer keeps differ from those counted anew; empty if they do not."""

    def difference(writer: store.Writer) -> str:
        wanted = {graph.iri: set(graph.lines) for graph in summaries.recomputed(writer.source())}
        kept = {iri: set(writer.graph(iri).lines) for iri in writer.entries() if iri.startswith(summaries.graphs())}
        told = [
            f"{name}\n  wanted {sorted(wanted.get(name, set()) - kept.get(name, set()))[:4]}"
            f"\n  kept {sorted(kept.get(name, set()) - wanted.get(name, set()))[:4]}"
            for name in sorted(wanted.keys() | kept.keys())
            if wanted.get(name) != kept.get(name)
        ]
        return "\n".join(told[:3])

    return difference
