"""Whatever a model writes, reading it gives records whose evidence stands in the text, or refusals: never an error."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.graph import line
from kg.llm.answers import answer
from kg.llm.chunks import Chunk
from kg.llm.decode import decoded
from kg.llm.fields import fields
from kg.llm.union import united
from kg.model import Document

from .conftest import ANSWER, TEXT

DOCUMENT = Document("tea.txt", TEXT, "en", "Tea sells", "2024-02-01", "Savanna Ledger")
NAMES = sorted({name for of_kind in fields().values() for name in of_kind} | {"quotes", "evidence", "quote", "id"})
WORDS = sorted({word for of_kind in fields().values() for field in of_kind.values() for word in field.words})
PIECES = st.sampled_from([*WORDS, *TEXT.split(), "KE", "EG", "UK", "WORLD", "2023", "2023-13", "USD", "several", ""])
SCALARS = st.one_of(PIECES, st.text(max_size=20), st.integers(-(10**25), 10**25), st.floats(), st.booleans(), st.none())
VALUES = st.one_of(SCALARS, st.lists(SCALARS, max_size=4), st.dictionaries(st.sampled_from(NAMES), SCALARS, max_size=3))
QUOTES = st.lists(st.sampled_from([TEXT[a : a + n] for a in range(0, 200, 13) for n in (5, 40, 120)]), max_size=3)


@st.composite
def facts(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.one_of(st.sampled_from(sorted(fields())), SCALARS))
    more = draw(st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=8))
    return {**more, "kind": kind, "quotes": draw(st.one_of(QUOTES, VALUES))}


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(facts(), max_size=4))
def test_any_facts_become_sound_records_or_refusals(found: list[dict[str, Any]]) -> None:
    read = decoded(found, DOCUMENT, Chunk.whole(DOCUMENT))
    for record in united([read.records]):
        for piece in line(record, DOCUMENT)["evidence"]:  # type: ignore[attr-defined]
            assert DOCUMENT.text[piece["start"] : piece["end"]] == piece["quote"]
            assert 0 < len(piece["quote"]) <= 400
    assert len(read.records) <= len(found)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(), st.integers(0, len(ANSWER)).map(lambda n: ANSWER[:n]), VALUES.map(json.dumps)))
def test_any_words_are_an_answer_or_a_fault(content: str) -> None:
    found = answer(content)
    assert found.facts or found.fault or '"facts"' in content or "[]" in content
    decoded(found.facts, DOCUMENT, Chunk.whole(DOCUMENT))
