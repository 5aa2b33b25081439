"""Statistical taggers of people and organisations: an optional layer (`[taggers]`), left out where it is not installed.

A tagger labels the tokens of each sentence `PER` or `ORG` (else None). Russian has slovnet's, whose model files come
inside the natasha package (which is never imported: it depends on abandoned packages). Other languages have a
conditional random field where there is a file for them in `tagged/` (made by `training/taggers.py`). Rules use the
labels where they know no better: see `organisations` and `people`.
"""

import os
import sys
from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kg.language.lines import Line
from kg.language.tag_clues import clues
from kg.language.tagged_line import Shown

FOLDER = Path(__file__).parent / "tagged"
LEAST = 0.8  # probability of a label that counts: rules are seldom wrong where they are silent
OFF: set[str] = set()  # languages whose tagger is left out although it is here: for comparisons
_VECTORS = "data/emb/navec_news_v1_1B_250K_300d_100q.tar"
_MODEL = "data/model/slovnet_ner_news_v1.tar"
Tags = list[str | None]
Tagger = Callable[[str, Sequence[Line], Callable[[Line], Shown]], list[Tags]]


def tagger(language: str) -> Tagger | None:
    """The tagger of a language, None where there is none."""
    if language in OFF:
        return None
    return _field(FOLDER / f"{language}.crfsuite") or (_slovnet() if language == "ru" else None)


def active() -> dict[str, str]:
    """The languages that have a tagger here, with its name; nothing is loaded."""
    fields = [path.stem for path in sorted(FOLDER.glob("*.crfsuite"))] if find_spec("pycrfsuite") else []
    found = {language: "crf" for language in fields if language not in OFF}
    return found | ({"ru": "slovnet"} if files() and not {"ru"} & (OFF | found.keys()) else {})


@cache
def _field(path: Path) -> Tagger | None:
    if not path.is_file() or find_spec("pycrfsuite") is None:
        return None
    import pycrfsuite  # optional, 2 MB

    model: Any = pycrfsuite.Tagger()
    model.open(str(path))
    return lambda _, lines, shown: [_labels(model, shown(line)) for line in lines]


def _labels(model: Any, shown: Shown) -> Tags:
    """The labels of a sentence; those that the model is not sure of are left out."""
    labels = model.tag(clues(shown))
    sure = [label != "O" and model.marginal(label, n) >= LEAST for n, label in enumerate(labels)]
    return [label[2:] if holds else None for label, holds in zip(labels, sure, strict=True)]


@cache
def files() -> tuple[Path, Path] | None:
    """The files of slovnet's model and of its vectors, where all that it needs is installed."""
    found = find_spec("natasha")
    if found is None or not found.submodule_search_locations or not (find_spec("slovnet") and find_spec("navec")):
        return None
    folder = Path(found.submodule_search_locations[0])
    told = (folder / _MODEL, folder / _VECTORS)
    return told if all(file.is_file() for file in told) else None


@cache
def _slovnet() -> Tagger | None:
    found = files()
    if found is None:
        return None
    if "numpy" not in sys.modules:  # its matrices here are small: threads cost twice the time that they save
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from slovnet import NER  # optional: 140 MB of memory, 0.3 s

    model: Any = NER.load(str(found[0]))
    model.navec(_vectors(found[1]))
    return lambda text, lines, _: spread(model(text).spans if text.strip() else [], lines)


def _vectors(path: Path) -> Any:
    """The vectors as the tagger asks for them, by number.

    `Navec.load` also reads their words, which the model has again, and works out how long each is: 0.3 s, 50 MB.
    """
    from navec import Navec
    from navec.meta import Meta
    from navec.navec import META, PQ_
    from navec.pq import PQ
    from navec.tar import Tar

    class Vectors(PQ):  # type: ignore[misc]
        def precompute(self) -> None:
            """Nothing: how long and how near to each other they are is asked by nobody."""

    with Tar(str(path)) as tar:
        meta = Meta.from_file(tar.load(META))
        Meta.check_protocol(meta.protocol)
        return Navec(meta, None, Vectors.from_file(tar.load(PQ_)))


def spread(spans: Sequence[Any], lines: Sequence[Line]) -> list[Tags]:
    """Labelled stretches of a text laid on the tokens of its sentences."""
    told: list[Tags] = [[None] * len(line.tokens) for line in lines]
    number = 0
    for span in sorted(spans, key=lambda each: each.start):
        while number < len(lines) and lines[number].sentence.span.stop <= span.start:
            number += 1
        if number == len(lines) or span.type not in ("PER", "ORG"):
            continue
        line = lines[number]
        for at in range(line.number(span.start), min(line.number(span.stop), len(line.tokens))):
            told[number][at] = span.type
    return told
