"""Gold facts: what a careful reader noted down, with room for what two readers may see differently."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from kg.errors import FactError

Value: TypeAlias = object  # what JSON holds: text, number, list, or {"any": [...]}
_NOT_FIELDS = frozenset({"kind", "doc", "evidence", "optional"})


class AnyValue:
    """Stands for `{"any": "*"}`: whatever is said, it is not scored."""


ANY = AnyValue()


@dataclass(frozen=True, slots=True)
class Gold:
    """One gold fact.

    `fields` are those of FACTS.md, each a value or `{"any": [a, b]}` (each is right) or `{"any": "*"}` (not scored);
    `quotes` are substrings of the text, one of which a right fact's evidence has to touch; an `optional` fact costs
    nothing when it is missed and nothing when it is found.
    """

    kind: str
    fields: Mapping[str, Value]
    quotes: tuple[str, ...]
    optional: bool = False


def gold(line: Mapping[str, object], text: str) -> Gold:
    """A gold fact about a text. FactError when a quote is not in the text."""
    quotes = line.get("evidence") or ()
    if not isinstance(quotes, Sequence) or not all(isinstance(quote, str) for quote in quotes):
        raise FactError("evidence of a gold fact is a list of passages", field="evidence")
    for quote in quotes:
        if quote not in text:
            raise FactError(f"{quote[:70]!r} is not in the text", field="evidence")
    fields = {name: value for name, value in line.items() if name not in _NOT_FIELDS}
    return Gold(str(line["kind"]), fields, tuple(quotes), bool(line.get("optional")))


def alternatives(value: Value) -> list[Value]:
    """All values that are right: one, or what `{"any": [...]}` lists; `[ANY]` where anything is."""
    if isinstance(value, Mapping) and "any" in value:
        listed = value["any"]
        return [ANY] if listed == "*" else list(listed)
    return [value]
