"""Any number of news items: variants of the corpus's working texts, each a text of its own; one seed, the same bytes.

usage: python benchmarks/scale/news.py FOLDER [--documents N] [--files N] [--characters N] [--seed N] [--broken 0.01]

A variant has the lines of a text in another order and other numbers in it; lines of further texts follow until it is
long enough. Of a hundred, one is broken in one of four ways. FOLDER gets `parquet/` with so many files, and the same
rows as `news.jsonl`.
"""

import argparse
import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg import resources
from kg.evaluation import corpus
from kg.model import Document

_NUMBER = re.compile(r"(?<![\d.,])(?!(?:19|20)\d\d(?!\d))\d{2,}(?![\d])")  # years stay, so that periods make sense
_BROKEN: Sequence[dict[str, object]] = ({"text": None}, {"text": ""}, {"text": "a\0b"}, {"published": "yesterday"})

Row = dict[str, object]


def working() -> list[Document]:
    """The texts that rules may be written to, in the corpus's order."""
    return [each.document for each in corpus.texts(resources.samples() / "corpus", part="working")]


def rows(number: int, *, characters: int, seed: int, broken: float) -> Iterator[Row]:
    """So many rows, of which about that share is broken."""
    chance, known = random.Random(seed), working()
    by_language = {code: [each for each in known if each.language == code] for code in ("en", "kk", "ru")}
    for place in range(number):
        base = known[place % len(known)]
        row = _row(place, base, _text(base, by_language[base.language], place, characters, chance))
        if broken and place % round(1 / broken) == round(1 / broken) - 1:
            row |= _BROKEN[place // round(1 / broken) % len(_BROKEN)]
        yield row


def _row(place: int, base: Document, text: str) -> Row:
    return {
        "id": f"{place:07}-{base.name}",
        "text": text,
        "language": base.language,
        "title": base.title,
        "published": base.published,
        "publisher": base.publisher,
        "url": f"https://news.example/{place}",
    }


def _text(base: Document, others: Sequence[Document], place: int, characters: int, chance: random.Random) -> str:
    lines: list[str] = []
    source = base
    while sum(len(line) + 1 for line in lines) < characters:
        new = [line for line in source.text.split("\n") if line.strip()]
        chance.shuffle(new)
        lines += [_renumbered(line, chance) for line in new]
        source = chance.choice(others)
    while len(lines) > 1 and sum(len(line) + 1 for line in lines[:-1]) >= characters:
        lines.pop()
    return "\n".join([*lines, f"No. {place}"])


def _renumbered(line: str, chance: random.Random) -> str:
    return _NUMBER.sub(lambda found: found[0][:-1] + str(chance.randrange(10)), line)


def write(folder: Path, found: Sequence[Row], files: int) -> None:
    """The rows as Parquet in so many files, and as JSON Lines in one."""
    import pyarrow as pa  # late: the rows themselves need none
    import pyarrow.parquet as pq

    (folder / "parquet").mkdir(parents=True, exist_ok=True)
    schema = pa.schema([(name, pa.string()) for name in found[0]])
    for file in range(files):
        table = pa.Table.from_pylist(list(found[file::files]), schema=schema)
        pq.write_table(table, folder / "parquet" / f"{file:04}.parquet")
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found)
    (folder / "news.jsonl").write_text(lines, encoding="utf-8", newline="\n")


def main() -> None:
    """Write them."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--documents", type=int, default=6000)
    arguments.add_argument("--files", type=int, default=48)
    arguments.add_argument("--characters", type=int, default=600)
    arguments.add_argument("--seed", type=int, default=7)
    arguments.add_argument("--broken", type=float, default=0.01)
    given = arguments.parse_args()
    made = list(rows(given.documents, characters=given.characters, seed=given.seed, broken=given.broken))
    write(given.folder, made, given.files)
    texts = {row["text"] for row in made}
    print(f"{len(made):,} rows, {len(texts):,} different texts, {sum(len(str(text)) for text in texts):,} characters")


if __name__ == "__main__":
    main()
