"""Run by `test_cut_short.py` as a process that gets killed: changes graphs drawn at random, batch after batch."""

import random
import sys

from drawn_graphs import GRAPHS, graph, statements

import kg.store
from kg.store import Change


def main(folder: str, seed: int) -> None:
    chance = random.Random(seed)
    drawn_from = statements(random.Random(7))
    with kg.store.writer(folder, summaries=True) as writer:
        print("open", flush=True)
        while True:
            names = chance.sample(GRAPHS, chance.choice((1, 2, 3)))
            changes = [Change(graph(chance, name, drawn_from)) for name in names]
            (writer.load if chance.random() < 0.2 else writer.replace)(changes)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
