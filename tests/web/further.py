"""Three texts beside the samples, in our own words: one company by three names, and Japan in 2016 and another year."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Text(NamedTuple):
    """A text with its language, day, publisher and title."""

    name: str
    language: str
    published: str
    publisher: str
    title: str
    body: str


ENGLISH = Text(
    "tokyo.txt",
    "en",
    "2016-11-08",
    "Steppe Trade Wire",
    "Rails and a memorandum in Tokyo",
    "A delegation from Kazakhstan visited Tokyo in November 2016. Kazakhstan Temir Zholy and JETRO signed a memorandum"
    " there. Kazakhstan sold goods worth 880 million dollars to Japan in 2016. In 2018 it was 1.2 billion dollars.",
)
RUSSIAN = Text(
    "poezda.txt",
    "ru",
    "2017-02-03",
    "Вестник торговли",
    "Поезда в Ташкент пошли чаще",
    "Казахстан темир жолы подписала контракт с Узбекистаном на перевозку зерна. Узбекистан купил у Японии машин на"
    " 95 млн долларов в 2016 году.",
)
KAZAKH = Text(
    "temirzhol.txt",
    "kk",
    "2018-05-21",
    "Сауда хабары",
    "Пойыздар Пекинге жүре бастады",
    "Қазақстан темір жолы Қытаймен жүк тасымалы туралы келісімге қол қойды.",
)


def written(folder: Path) -> tuple[Path, Path]:
    """The manifest and the facts of the three texts, written there."""
    lines = ["file,language,published,publisher,title"]
    for text in (ENGLISH, RUSSIAN, KAZAKH):
        (folder / text.name).write_text(text.body, encoding="utf-8")
        lines.append(f"{text.name},{text.language},{text.published},{text.publisher},{text.title}")
    manifest, facts = folder / "manifest.csv", folder / "facts.jsonl"
    manifest.write_text("\n".join(lines) + "\n", encoding="utf-8")
    facts.write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in _facts()) + "\n", encoding="utf-8")
    return manifest, facts


def _facts() -> Iterator[dict[str, object]]:
    yield _fact(ENGLISH, 0, "event", type="official_visit", status="held", country="JP", city="Tokyo", period="2016-11",
                participants=["KZ", "JP"])  # fmt: skip
    yield _fact(ENGLISH, 1, "agreement", type="memorandum", status="signed", period="2016-11",
                parties=["Kazakhstan Temir Zholy", "JETRO"])  # fmt: skip
    yield _fact(ENGLISH, 1, "organization", name="Kazakhstan Temir Zholy", type="company", country="KZ")
    yield _fact(ENGLISH, 1, "organization", name="JETRO", type="agency", country="JP")
    sold = {"indicator": "exports", "reporter": "KZ", "partner": "JP", "unit": "USD", "bound": "exact"}
    yield _fact(ENGLISH, 2, "figure", period="2016", value=880_000_000, **sold)
    yield _fact(ENGLISH, 3, "figure", period="2018", value=1_200_000_000, **sold)
    yield _fact(RUSSIAN, 0, "agreement", type="contract", status="signed", parties=["Казахстан темир жолы", "UZ"],
                subject="перевозка зерна")  # fmt: skip
    yield _fact(RUSSIAN, 0, "organization", name="Казахстан темир жолы", type="company", country="KZ")
    yield _fact(RUSSIAN, 1, "figure", indicator="imports", reporter="UZ", partner="JP", period="2016",
                value=95_000_000, unit="USD", bound="exact", product="машины")  # fmt: skip
    yield _fact(KAZAKH, 0, "agreement", type="contract", status="signed", parties=["Қазақстан темір жолы", "CN"])
    yield _fact(KAZAKH, 0, "organization", name="Қазақстан темір жолы", type="company", country="KZ")


def _fact(text: Text, sentence: int, kind: str, **fields: object) -> dict[str, object]:
    """A flat fact that rests on one sentence of its text."""
    sentences = text.body.split(". ")
    words = sentences[sentence].rstrip(".")
    start = text.body.index(words)
    evidence = [{"start": start, "end": start + len(words), "quote": words}]
    return {"kind": kind, "doc": text.name, **fields, "evidence": evidence}
