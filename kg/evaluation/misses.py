"""What was missed, read wrongly or made up: one line each, for whoever mends a reader."""

from collections.abc import Iterator, Mapping

from kg.evaluation.gold import Value
from kg.evaluation.judging import Judged, Verdict

_APART = frozenset({"kind", "doc", "evidence", "id", "confidence"})


def misses(judged: Judged, kind: str) -> Iterator[str]:
    """The verdicts of a kind (or `all`) that are not right. ValueError for a text that only gives its score."""
    if judged.text.unseen:
        raise ValueError(f"{judged.text.document.name} is unseen: it gives its score and nothing else")
    for verdict in judged.verdicts:
        if kind in ("all", verdict.kind) and verdict.counts and not verdict.strict:
            yield f"{judged.text.document.name}\t{_line(verdict)}"


def _line(verdict: Verdict) -> str:
    if verdict.gold is None:
        return f"{verdict.kind}\tmade up\t{_words(verdict.found or {})}"
    if verdict.found is None:
        return f"{verdict.kind}\tmissed\t{_words(verdict.gold.fields)}"
    wrong = ", ".join(verdict.wrong)
    return f"{verdict.kind}\twrong: {wrong}\t{_words(verdict.gold.fields)}\tfound {_words(verdict.found)}"


def _words(fields: Mapping[str, Value]) -> str:
    stated = ((name, value) for name, value in fields.items() if name not in _APART and value not in (None, [], ""))
    return ", ".join(f"{name}={_value(value)}" for name, value in stated)


def _value(value: Value) -> str:
    return " or ".join(map(str, value["any"])) if isinstance(value, dict) and "any" in value else str(value)
