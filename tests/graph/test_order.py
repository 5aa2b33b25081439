"""The order of flat facts is that of what they say, not of the names of their records."""

from kg.graph.order import order


def test_facts_on_the_same_words_are_ordered_by_what_they_say() -> None:
    words = {"doc": "a.txt", "kind": "figure", "evidence": [{"start": 0, "end": 9, "quote": "tea of 12"}]}
    first, second = words | {"value": 12}, words | {"value": 15}
    for names in (("a", "b"), ("b", "a")):
        told = [fact | {"id": name} for fact, name in zip((second, first), names, strict=True)]
        assert [fact["value"] for fact in sorted(told, key=order)] == [12, 15]
