"""After any sequence of reading, adding, correcting, retracting, forgetting and replacing, the summaries are in step.

TRADEGRAPH_SEQUENCES says how many sequences (2 in an ordinary run).
"""

import contextlib
import datetime
import json
import os
import random
from collections import Counter
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.generated import texts
from kg import store, workflow
from kg.errors import FactError
from kg.model import Document

SEQUENCES = int(os.environ.get("TRADEGRAPH_SEQUENCES", "2"))
STEPS = 12
_RECORDS = """PREFIX trd: <https://w3id.org/tradegraph/ns#> SELECT DISTINCT ?record WHERE {
  ?record trd:statedIn ?source FILTER NOT EXISTS { ?record trd:withheld ?reason } FILTER(CONTAINS(STR(?record), "%s"))
} ORDER BY ?record"""
_NEWS = "In {year} trade turnover between Kazakhstan and Latvia came to {value} million dollars, the ministry said."


class Desk:
    """Somebody at work on one store; each deed draws what it is about."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder / "store"
        self.texts = folder / "texts"
        self.texts.mkdir()
        self.chance = random.Random(seed)
        self.fresh = texts(seed)
        self.known: dict[str, list[dict[str, object]]] = {}

    def add(self) -> None:
        for document, facts in islice(self.fresh, self.chance.randint(1, 2)):
            (self.texts / document.name).write_text(document.text, encoding="utf-8")
            self.known[document.name] = facts
            self._say(facts)

    def add_again(self) -> None:
        """Another reading of a text, with fewer facts, in the place of the last."""
        if self.known:
            facts = self.known[self.chance.choice(sorted(self.known))]
            self._say(self.chance.sample(facts, self.chance.randint(1, len(facts))))

    def _say(self, facts: list[dict[str, object]]) -> None:
        lines = [json.dumps(fact) for fact in facts]
        workflow.add(self.folder, lines, texts=self.texts, who="generated", replacing=True)

    def ingest(self) -> None:
        """A page that may have been at this address before, of the same day (it replaces) or another (it revises)."""
        text = _NEWS.format(year=self.chance.randint(2014, 2016), value=self.chance.randint(100, 200))
        url = f"https://news.example.org/{self.chance.randint(1, 2)}"
        day = self.chance.choice(("2017-03-01", "2017-03-02"))
        workflow.ingest(self.folder, [Document(url, text, "en", "Trade", day, "Gazette", url)])

    def correct(self) -> None:
        if record := self._record("/figure/"):
            said = {"period": str(self.chance.randint(2001, 2020))} if self.chance.random() < 0.7 else {}
            with contextlib.suppress(FactError):  # of which this cannot be said: nothing was written
                workflow.correct(self.folder, record, said, because="misread", who="Anna", when=self._when())

    def retract(self) -> None:
        if record := self._record(self.chance.choice(("/figure/", "/event/", "/agreement/"))):
            workflow.retract(self.folder, record, because="not in the text", who="Anna", when=self._when())

    def forget(self) -> None:
        found = workflow.publications(workflow.source(self.folder))
        texts_of = Counter(each.digest for each in found)
        if alone := [each for each in found if texts_of[each.digest] == 1]:  # others cannot be named by a word
            gone = self.chance.choice(alone)
            list(workflow.forget(self.folder, gone.digest))
            self.known.pop(gone.name, None)

    def _record(self, kind: str) -> str | None:
        rows = workflow.source(self.folder).select(_RECORDS % kind).rows
        return str(self.chance.choice(rows)[0]) if rows else None

    def _when(self) -> datetime.datetime:
        return datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(self.chance.randint(0, 900))


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_summaries_stay_in_step_with_any_deeds(
    tmp_path: Path, seed: int, out_of_step: Callable[[store.Writer], str]
) -> None:
    desk, done = Desk(tmp_path, seed), Counter[str]()
    desk.add()
    for _ in range(STEPS):
        deed = desk.chance.choice(("add", "add_again", "ingest", "ingest", "correct", "correct", "retract", "forget"))
        done[deed] += 1
        getattr(desk, deed)()
        with store.writer(desk.folder) as writer:
            assert isinstance(writer, store.Writer)
            assert not writer.remark
            assert not out_of_step(writer), done
