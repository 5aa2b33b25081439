"""The order in which flat facts are printed: that of the text, whatever order they were found in.

Facts that rest on the same words follow the place of their own name in them, the longer of two names first: a reader
compares them with the sentence, and programs that match lists greedily meet them as a person would list them.
"""

import json
from collections.abc import Mapping
from typing import Any

_OWN = ("name", "person", "code", "city", "product", "partner", "subject")
_STEM = 3  # letters that an ending may change


def order(line: Mapping[str, Any]) -> tuple[object, ...]:
    """The sorting key of a flat fact with its `id`, which is last: a corrected fact's holds the time."""
    first = line["evidence"][0]
    own = next((line[field] for field in _OWN if isinstance(line.get(field), str)), "")
    place = _place(own.casefold(), first["quote"].casefold())
    said = json.dumps({name: value for name, value in line.items() if name != "id"}, ensure_ascii=False, sort_keys=True)
    return (line["doc"], first["start"], place, -len(own), first["end"], line["kind"], said, line["id"])


def _place(name: str, quote: str) -> int:
    """Where the first word of a name stands in a quote, in any ending; the end of the quote where it does not."""
    word = name.split(maxsplit=1)[0] if name else ""
    stem = word[: max(_STEM, len(word) - _STEM)]
    at = quote.find(stem) if stem else -1
    return at if at >= 0 else len(quote)
