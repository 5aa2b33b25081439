"""What models write around their JSON, and instead of it."""

import json

import pytest

from kg.llm.answers import answer

PLACES = [{"kind": "place", "code": code, "quotes": [code]} for code in ("KE", "EG")]
WHOLE = json.dumps({"facts": PLACES})
SOUND = {
    "as asked": WHOLE,
    "in a fence": f"```json\n{WHOLE}\n```",
    "in a fence without a language": f"```\n{WHOLE}```",
    "in a fence that never ends": f"```json\n{WHOLE}",
    "after a thought": f"<think>There are {{two}} places.</think>\n{WHOLE}",
    "after words": f"Here are the facts:\n\n{WHOLE}\n\nI hope this helps.",
    "with a byte order mark": "\ufeff" + WHOLE,
    "a bare list": json.dumps(PLACES),
    "a list a kind": json.dumps({"place": PLACES}),
    "a list a kind, in the plural, inside facts": json.dumps({"facts": {"places": PLACES}}),
    "JSON Lines": "\n".join(map(json.dumps, PLACES)),
}


@pytest.mark.parametrize("content", SOUND.values(), ids=SOUND)
def test_facts_are_found_in_whatever_they_are_wrapped(content: str) -> None:
    assert [fact["code"] for fact in answer(content).facts] == ["KE", "EG"]


def test_of_a_cut_answer_the_whole_facts_are_taken() -> None:
    found = answer(WHOLE[: WHOLE.index('"EG"') + 2])
    assert [fact["code"] for fact in found.facts] == ["KE"]
    assert found.cut
    assert found.fault


@pytest.mark.parametrize("content", ["", "  \n", "I cannot help with that.", "[1, 2]", '{"answer": 42}', "{" * 5000])
def test_what_is_no_answer_has_a_fault_and_no_facts(content: str) -> None:
    found = answer(content)
    assert not found.facts
    assert found.fault


@pytest.mark.parametrize("content", ['{"facts": []}', "[]", '```json\n{"facts": []}\n```'])
def test_no_facts_is_an_answer(content: str) -> None:
    assert answer(content).fault is None
