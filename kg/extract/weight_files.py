"""The files that weights ship in, one a family of decisions: `weights/<family>.json.gz`, a decision a line.

    {"figure.period": {"": ["after\\nbefore", [0.5, -0.2]], "ru": ["after", [0.1]]}, "figure.sound": [tree, tree]}

A decision has the clues of all languages under "", and what a language adds to them under its code: the clues as one
string, then their weights. As keys of JSON objects 140,000 clues take three times as long to read, and most of those of
other languages would be read for nothing. A decision by trees has these instead.
"""

import gzip
import json
import marshal
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from kg.compiled import compiled
from kg.extract import trees
from kg.extract.trees import Tree, told_in

FOLDER = Path(__file__).parent / "weights"
ACROSS = "|"  # between a language and the clue whose weight differs there
Held = Mapping[str, float] | Sequence[Tree]  # what a decision is made by: weights of clues, or trees over clues
_Packed: TypeAlias = Any  # a decision as the file has it


def write(family: str, weights: Mapping[str, Held]) -> int:
    """Write the file of a family, the same bytes for the same weights; returns its size in bytes.

    Compressed, since clues of one kind begin alike.
    """
    packed = {decision: _packed(held) if isinstance(held, Mapping) else held for decision, held in weights.items()}
    lines = (f"{json.dumps(decision)}:{_json(held)}" for decision, held in sorted(packed.items()))
    content = gzip.compress(("{" + ",\n".join(lines) + "}\n").encode("utf-8"), mtime=0)
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{family}.json.gz").write_bytes(content)
    return len(content)


def read(family: str, language: str) -> Mapping[str, Held]:
    """The weights of a family as they are in one language; empty without the file."""
    path = FOLDER / f"{family}.json.gz"
    if not path.exists():
        return {}
    name = f"weights-{family}-{language}" if language.isalpha() else f"weights-{family}"
    code = (Path(__file__), Path(trees.__file__))
    return _Kept(compiled(name, (path, language, *code), lambda: _made(path, language)))


class _Kept(Mapping[str, Held]):
    """What the decisions of a family are made by, each read when it is asked for: most texts need a few."""

    def __init__(self, packed: dict[str, bytes]) -> None:
        self._packed = packed

    def __getitem__(self, decision: str) -> Held:
        held: Held = marshal.loads(self._packed[decision])
        return held

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def _made(path: Path, language: str) -> dict[str, bytes]:
    held: dict[str, Any] = {decision: _unpacked(each, language) for decision, each in _content(path).items()}
    return {decision: marshal.dumps(each) for decision, each in held.items()}


def spoken(weights: Mapping[str, Held], language: str) -> dict[str, Held]:
    """The weights as they are in one language: those of `ru|clue` added to those of `clue` in Russian.

    Trees ask for the language as for a clue.

    >>> spoken({"size": {"big": 1.0, "ru|big": 0.5, "kk|big": 2.0}}, "ru")
    {'size': {'big': 1.5}}
    """
    return {
        decision: _unpacked(_packed(held) if isinstance(held, Mapping) else held, language)
        for decision, held in weights.items()
    }


def _packed(weights: Mapping[str, float]) -> _Packed:
    """Clues and weights by language, in order."""
    told: dict[str, tuple[list[str], list[float]]] = {"": ([], [])}
    for clue, weight in sorted(weights.items()):
        before, across, behind = clue.partition(ACROSS)
        language, bare = (before, behind) if across else ("", clue)
        clues, weights_of = told.setdefault(language, ([], []))
        clues.append(bare)
        weights_of.append(weight)
    return {language: ("\n".join(clues), weights_of) for language, (clues, weights_of) in told.items()}


def taught(path: Path) -> dict[str, Held]:
    """The weights of a file as training has them: those of one language under `ru|clue`."""
    return {d: _taught(each) if isinstance(each, Mapping) else each for d, each in _content(path).items()}


def _taught(held: Mapping[str, tuple[str, Sequence[float]]]) -> dict[str, float]:
    told: dict[str, float] = {}
    for language, packed in held.items():
        across = f"{language}{ACROSS}" if language else ""
        told |= {f"{across}{clue}": weight for clue, weight in _weights(packed).items()}
    return told


def _content(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
    return content


def _unpacked(held: _Packed, language: str) -> Held:
    if not isinstance(held, Mapping):
        return [told_in(tree, language) for tree in held]
    mine = _weights(held[""])
    for clue, weight in _weights(held.get(language, ("", ()))).items():
        mine[clue] = round(mine.get(clue, 0.0) + weight, 6)
    return mine


def _weights(packed: tuple[str, Sequence[float]]) -> dict[str, float]:
    clues, weights = packed
    return dict(zip(clues.split("\n"), weights, strict=True)) if weights else {}


def _json(held: _Packed) -> str:
    return json.dumps(held, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
