"""What templates need and is easier said in Python: bars of a timeline, facts that stand together, capitals."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.network.told import Told

_HEIGHT = 44  # of a bar in the units of its drawing
_LEAST = 2  # so that one record can be seen beside hundreds


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a bar: records of one kind, from `y` down by `height`."""

    kind: str
    y: float
    height: float


def bars(counts: Mapping[str, int], most: int) -> Iterator[Bar]:
    """The bar of a year from below upwards, a part for each kind; `most` fills the height."""
    foot = float(_HEIGHT)
    for kind, number in counts.items():
        height = max(_LEAST, (_HEIGHT - 8) * number / most)
        foot -= height
        yield Bar(kind, round(foot, 1), round(height, 1))


def together(facts: Sequence[Told]) -> list[list[Told]]:
    """Facts of the same passages in one group, where the first of them stands."""
    groups: dict[tuple[object, ...], list[Told]] = {}
    for fact in facts:
        place = (fact.publication.iri, *(passage.iri for passage in fact.passages), fact.kind)
        groups.setdefault(place, []).append(fact)
    return list(groups.values())


def spaced(name: str) -> str:
    """A name of a column as words.

    >>> spaced("lastValue")
    'last value'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def initial(words: str) -> str:
    """Words with a capital at their beginning.

    >>> initial("trade mission")
    'Trade mission'
    """
    return words[:1].upper() + words[1:]


def first_sides(facts: Sequence[Told]) -> list[tuple[str, str]]:
    """Who these facts are about, each once: IRI and name."""
    return list({side.iri: side.label for fact in facts for side in fact.sides[:1]}.items())
