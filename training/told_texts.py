"""Short news in our own words with what they tell: more lessons for training, never counted in any score.

A text begins with `=== date | publisher | title`; then a sentence a line (an empty line parts paragraphs; a sentence
after `/ ` stands on a line of its own, as the items of a list and the rows of a table do), then a fact a line
(`training/told_facts.py` says how). Those of `texts/` tell all their happenings, agreements and projects; those
of `news/` all figures and positions as well.

    python -m training.told_texts FILE …     # what is wrong with the lines of a file, what our grammar does not read
"""

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.errors import FactError
from kg.evaluation import Gold, Text
from kg.evaluation.gold import alternatives
from kg.language import Amount, Annotation, analyse
from kg.model import Document
from training.told_facts import LINE, told_fact

DEALS = Path(__file__).parent / "texts"
NEWS = Path(__file__).parent / "news"
PREFIX = "told-"
_OWN_LINE = "/ "
_CLOSE = 1e-6
_DATE = r"\d{4}(-\d\d(-\d\d)?)?"
_PERIOD = re.compile(f"{_DATE}(/{_DATE})?")


def told_texts(folder: Path = DEALS) -> Iterator[Text]:
    """The texts of all files of a folder, in order. FactError for the first line that is wrong."""
    for path in sorted(folder.glob("*.txt")):
        for number, block in enumerate(_blocks(path)):
            yield _text(f"{PREFIX}{folder.name}-{path.stem}{number:03}.txt", path.stem[:2], block)


def _blocks(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("=== ")[1:]


def _text(name: str, language: str, block: str) -> Text:
    head, *lines = block.strip("\n").split("\n")
    published, publisher, title = (part.strip() for part in head.split("|", 2))
    told = [line for line in lines if not LINE.match(line)]
    sentences = [title, *(line.removeprefix(_OWN_LINE) for line in told if line)]
    text = f"{title}\n\n{''.join(_laid_out(told)).strip()}"
    document = Document(name=name, text=text, language=language, title=title, published=published, publisher=publisher)
    gold = tuple(told_fact(line, sentences) for line in lines if LINE.match(line))
    return Text(document, gold, frozenset(), False)


def _laid_out(lines: Sequence[str]) -> Iterator[str]:
    """The lines of a text, each behind what parts it from the one before."""
    gap = ""
    for line in lines:
        if not line:
            gap = "\n\n"
            continue
        own = line.startswith(_OWN_LINE)
        yield gap if gap == "\n\n" else "\n" if own else gap
        yield line.removeprefix(_OWN_LINE)
        gap = "\n" if own else " "


def wrong(path: Path) -> Iterator[str]:
    """What is wrong with a file, a line each: facts that cannot be read, numbers that our grammar sees elsewhere."""
    for block in _blocks(path):
        title = block.split("\n")[0]
        try:
            text = _text(path.name, path.stem[:2], block)
        except (FactError, ValueError) as error:
            yield f"{title}: {error}"
            continue
        amounts = [a for a in analyse(text.document).annotations if isinstance(a.value, Amount)]
        for gold in text.gold:
            yield from (f"{title}: {gold.kind} {said}" for said in _doubts(gold, text.document.text, amounts))


def _doubts(gold: Gold, text: str, amounts: Sequence[Annotation]) -> Iterator[str]:
    starts = [(text.find(quote), len(quote)) for quote in gold.quotes]
    held = {
        abs(float(a.value.quantity.value))
        for a in amounts
        if isinstance(a.value, Amount) and any(start <= a.span.start < start + length for start, length in starts)
    }
    for field in ("value", "change", "change_value"):
        said = gold.fields.get(field)
        if isinstance(said, float) and not any(abs(abs(said) - n) <= _CLOSE * max(abs(said), 1) for n in held):
            yield f"{field} {said:g}: our grammar reads {sorted(held)} in its sentences; look again"
    for period in alternatives(gold.fields.get("period")):
        if isinstance(period, str) and not _PERIOD.fullmatch(period):
            yield f"period {period!r} is no EDTF"


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(*wrong(Path(name)), sep="\n")
