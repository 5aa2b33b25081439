"""The words of flat facts and the codes they stand for, in both directions."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg import resources
from kg.vocabulary.names import notation
from kg.vocabulary.table import table


@dataclass(frozen=True, slots=True)
class _Words:
    """`flat-facts.csv` in both directions: (kind, field, word) → CURIE and (kind, field, notation) → word."""

    inward: Mapping[tuple[str, str, str], str]
    outward: Mapping[tuple[str, str, str], str]


@cache
def _words() -> _Words:
    path = resources.ontology() / "flat-facts.csv"
    inward: dict[tuple[str, str, str], str] = {}
    outward: dict[tuple[str, str, str], str] = {}
    for row in table(path, ("kind", "field", "word", "code", "direction")):
        slot = row["kind"], row["field"]
        if row["direction"] == "both":
            inward[*slot, row["word"]] = row["code"]
        outward[*slot, notation(row["code"])] = row["word"]
    return _Words(inward, outward)


def words(kind: str, field: str) -> tuple[str, ...]:
    """The words that a field of a kind of flat fact may hold, sorted; none where the field is open.

    >>> words("agreement", "per")
    ('day', 'month', 'year')
    """
    return tuple(word for of_kind, of_field, word in sorted(_words().inward) if (of_kind, of_field) == (kind, field))


def code_for(kind: str, field: str, word: str) -> str:
    """The CURIE that a word of a flat fact stands for; raises `KeyError` when the field has no such word.

    >>> code_for("agreement", "status", "signed"), code_for("event", "type", "trade_mission")
    ('code:agreementStatus-signed', 'trd:TradeMission')
    """
    return _words().inward[kind, field, word]


def word_for(kind: str, field: str, code: str) -> str:
    """The word of flat facts for a code, given as notation, CURIE or IRI; raises `KeyError` when it has none.

    >>> word_for("agreement", "status", "ratified")
    'signed'
    """
    return _words().outward[kind, field, notation(code)]
