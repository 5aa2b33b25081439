"""Long articles in parts: nothing lost, cut between paragraphs, each with what comes before; facts told twice are one."""

import json

from hypothesis import given
from hypothesis import strategies as st

from kg.llm.chunks import CONTEXT, chunks, halves
from kg.llm.reader import read
from kg.llm.requests import requests
from kg.model import Document

from .conftest import FACTS, TEXT


@given(st.text(alphabet="ab. \n…!", max_size=3000), st.integers(50, 400))
def test_the_parts_are_the_text(text: str, size: int) -> None:
    found = chunks(Document("a", text), size)
    assert "".join(chunk.text for chunk in found) == text
    assert all(chunk.span.of(text) == chunk.text for chunk in found)
    assert all(len(chunk.text) <= size for chunk in found)
    assert [chunk.number for chunk in found] == list(range(1, len(found) + 1))


def test_parts_end_with_paragraphs_and_begin_with_what_came_before() -> None:
    paragraphs = [f"Paragraph {number}. " + "Exports rose again. " * 20 for number in range(30)]
    found = chunks(Document("a", "\n\n".join(paragraphs)), 3000)
    assert len(found) > 3
    for chunk in found[1:]:
        assert chunk.text.startswith("Paragraph")
        assert 0 < len(chunk.before) <= CONTEXT
        assert chunk.before.endswith("Exports rose again.")


def test_a_part_can_be_halved_and_a_short_one_stays_whole() -> None:
    document = Document("a", "Exports rose again. " * 200)
    (whole,) = chunks(document)
    one, two = halves(document, whole)
    assert one.text + two.text == document.text
    assert abs(len(one.text) - len(two.text)) < 1000
    short = Document("b", "Exports rose.")
    assert len(halves(short, chunks(short)[0])) == 1


def test_a_fact_told_in_two_parts_is_one_with_the_evidence_of_both() -> None:
    filler = "The weather stayed as it was. " * 120
    again = "As reported, tea exports of Kenya to Egypt came to $145 million in 2023. Kenya is pleased."
    document = Document("tea", f"{TEXT}\n{filler}\n\n{again}", "en", None, "2024-02-01")
    first, *_, last = requests(document, size=2500)
    figure = {name: value for name, value in FACTS[4].items() if name not in ("change", "product")}
    told = [{**figure, "quotes": [again[:72]]}, {"kind": "place", "code": "KE", "quotes": ["Kenya is"]}]
    found = read([(first, json.dumps({"facts": FACTS})), (last, json.dumps({"facts": told}))])
    assert len(found.records) == len(FACTS)
    (joined,) = [record for record in found.records if record.kind == "figure"]
    assert [span.of(document.text)[:12] for span in joined.evidence] == ["Kenya's tea ", "As reported,"]
