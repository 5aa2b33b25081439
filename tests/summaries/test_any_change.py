"""After any sequence of changes the summaries are what counting anew gives, byte by byte.

TRADEGRAPH_SEQUENCES says how many sequences (6 in an ordinary run; the figure in the changelog is of 300).
"""

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from drawn_graphs import GRAPHS, graph, statements

from kg import store
from kg.store import Change

SEQUENCES = int(os.environ.get("TRADEGRAPH_SEQUENCES", "6"))
STEPS = 25


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_summaries_stay_in_step_with_any_graphs(
    tmp_path: Path, seed: int, out_of_step: Callable[[store.Writer], str]
) -> None:
    chance = random.Random(seed)
    drawn_from = statements(chance)
    with store.writer(tmp_path / "store", summaries=True) as writer:
        for step in range(STEPS):
            names = chance.sample(GRAPHS, chance.choice((1, 1, 2, 3)))
            changes = [Change(graph(chance, name, drawn_from)) for name in names]
            (writer.load if chance.random() < 0.3 else writer.replace)(changes)
            assert not out_of_step(writer), (seed, step)
    with store.writer(tmp_path / "store") as writer:
        assert writer.remark == ""
        assert not out_of_step(writer)
