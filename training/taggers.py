"""Taggers of people and organisations for English and Kazakh, from the working part of our corpus.

    python -m training.taggers                  # what they are worth by cross-validation
    python -m training.taggers --write FOLDER   # models in a folder; kg.language.taggers looks in kg/language/tagged
    python -m training.taggers --open FOLDER    # with open data: files *.conll, a word, a tab and its label a line

No model ships: by cross-validation they find 1 to 3 organisations more in a hundred and as many that are none, so that
F1 stays as it is (docs/extraction.md has the figures). With open data of news it may be otherwise.

Open data are for trials: the models that ship are made from our corpus alone (CC BY 4.0). Whoever ships a model made
with `--open` has to keep the licences of that data beside it. A label is `B-PER I-PER B-ORG I-ORG O`, parted by a tab.
"""

import argparse
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import pycrfsuite

from kg.evaluation import Text, judged, scores, texts
from kg.evaluation.gold import alternatives
from kg.extract import organisations, positions
from kg.extract.engine import assemble
from kg.graph.flat import line as flat
from kg.language import analyse, taggers
from kg.language.organisations import showing
from kg.language.tag_clues import clues
from kg.language.tagged_line import Shown
from training.lessons import FOLDS, Lesson

LANGUAGES = ("en", "kk")
_FIELDS = {"organization": ("name", "ORG"), "position": ("person", "PER")}
Sentence = tuple[list[list[str]], list[str]]
_SETTINGS = {"c1": 0.3, "c2": 0.05, "max_iterations": 80, "feature.minfreq": 2}


def lessons(text: Text) -> Iterator[Sentence]:
    """The sentences of a text with a label for each token, by the names of its gold and the people that rules know."""
    names = sorted(_names(text), key=lambda pair: -len(pair[0]))
    labels: dict[int, tuple[str, int, int]] = {}
    for name, sort in names:
        start = text.document.text.find(name)
        while start >= 0:
            if not any(n in labels for n in range(start, start + len(name))):
                labels.update({n: (sort, start, start + len(name)) for n in range(start, start + len(name))})
            start = text.document.text.find(name, start + 1)
    for spans, shown in showing(text.document):
        told = ["O"] * len(spans)
        for number, span in enumerate(spans):
            if span.start in labels:
                sort, first, _ = labels[span.start]
                told[number] = f"{'B' if span.start == first else 'I'}-{sort}"
        yield clues(shown), told


def _names(text: Text) -> Iterator[tuple[str, str]]:
    for gold in text.gold:
        field, sort = _FIELDS.get(gold.kind, ("", ""))
        yield from ((each, sort) for each in alternatives(gold.fields.get(field)) if isinstance(each, str))
    for annotation in analyse(text.document).annotations:
        if annotation.type == "person":
            yield annotation.span.of(text.document.text), "PER"


def opened(folder: Path) -> Iterator[Sentence]:
    """The sentences of open data."""
    for path in sorted(folder.glob("*.conll")):
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            pairs = [row.split("\t") for row in block.splitlines() if "\t" in row]
            words = tuple(pair[0] for pair in pairs)
            kinds = tuple("word" if word[0].isalnum() and not word.isdigit() else "mark" for word in words)
            if words:
                yield clues(Shown(words, kinds, tuple(() for _ in words))), [pair[-1] for pair in pairs]


def made(sentences: Sequence[Sentence], path: Path) -> None:
    """A model in a file; the same sentences give the same file."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for told, labels in sentences:
        trainer.append(told, labels)
    trainer.set_params(_SETTINGS)
    trainer.train(str(path))


def worth(every: Sequence[Lesson], held: dict[str, list[Sentence]], more: Sequence[Sentence]) -> None:
    """Scores of people's positions and of organisations without a tagger, and with one that did not know the text."""
    shipped, empty = taggers.FOLDER, Path(tempfile.mkdtemp())
    for title in ("without", "with"):
        found = defaultdict(list)
        for fold in range(FOLDS):
            folder = Path(tempfile.mkdtemp()) if title == "with" else empty
            for language in LANGUAGES if title == "with" else ():
                known = [each for each in every if each.fold != fold and each.language == language]
                sentences = [s for each in known for s in held[each.text.document.name]]
                made([*sentences, *more], folder / f"{language}.crfsuite")
            taggers.FOLDER = folder
            for each in every:
                if each.fold == fold:
                    analysis = analyse(each.text.document)
                    records = assemble([*positions.find(analysis), *organisations.find(analysis)]).records
                    found[each.language].append(judged(each.text, [flat(r, each.text.document) for r in records]))
        for language, group in sorted(found.items()):
            for kind in ("position", "organization"):
                r = scores(group).strict[kind]
                print(f"{title:8}{language} {kind:13}{r.precision:.3f} {r.recall:.3f} F {r.f1:.3f}", flush=True)
    taggers.FOLDER = shipped


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Train the taggers of people and organisations")
    parser.add_argument("--corpus", type=Path, default=Path("samples/corpus"))
    parser.add_argument("--open", type=Path, help="a folder of open data")
    parser.add_argument("--write", type=Path, help="a folder for the models")
    given = parser.parse_args()
    read = (text for text in texts(given.corpus, part="working") if text.document.language in LANGUAGES)
    every = [Lesson(text, analyse(text.document)) for text in read]
    held = {each.text.document.name: list(lessons(each.text)) for each in every}
    print(Counter(label for each in held.values() for _, labels in each for label in labels))
    more = list(opened(given.open)) if given.open else []
    worth(every, held, more)
    for language in LANGUAGES if given.write else ():
        known = [s for each in every if each.language == language for s in held[each.text.document.name]]
        made([*known, *more], given.write / f"{language}.crfsuite")


if __name__ == "__main__":
    main()
