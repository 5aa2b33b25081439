"""Good files with something broken in them, by seed: each is a document or a sentence, never a crash, a traceback or a leak.

`TRADEGRAPH_MUTATIONS=500` reads so many; without it a few, for every day.
"""

import json
import os
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from documents.files import archive, column, docx, paragraph, pdf, table

from kg.documents import Given, from_paths, read_all
from kg.errors import Refused
from kg.model import Document

NUMBER = int(os.environ.get("TRADEGRAPH_MUTATIONS", "60"))
SECRET = "CANARY-1789"  # in a file beside those that are read
NEWS = "Экспорт пшеницы из Казахстана в Латвию вырос за год на четверть, сообщило министерство торговли."
PAGE = (
    "<!doctype html><html lang='ru'><head><meta charset='{0}'><title>Рост</title><script type='application/ld+json'>"
    '{{"@type": "NewsArticle", "datePublished": "2025-03-04"}}</script></head><body><nav><a href="/">x</a></nav><article>'
    "<h1>Рост</h1><p>{1}</p><ul><li>Латвия</li></ul><table><tr><th>Страна</th><th>Экспорт</th></tr><tr><td>Латвия</td>"
    "<td>5</td></tr></table><p>{1}</p></article></body></html>"
)
FEED = (
    "<?xml version='1.0' encoding='utf-8'?><!DOCTYPE rss [<!ENTITY x SYSTEM 'file://{0}'>]><rss version='2.0'><channel><title>В"
    "</title><item><title>Рост &x;</title><link>http://127.0.0.1:9/a</link><pubDate>Tue, 04 Mar 2025 10:00:00 GMT</pubDate>"
    "<description>&lt;p&gt;{1}&lt;/p&gt;</description></item></channel></rss>"
)
MAIL = (
    "From: a@example.org\r\nSubject: =?utf-8?B?0KDQvtGB0YI=?=\r\nDate: Tue, 4 Mar 2025 10:00:00 +0500\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain; charset={0}\r\n\r\n{1}\r\n--b\r\n'
    'Content-Type: text/html\r\nContent-Disposition: attachment; filename="a.html"\r\n\r\n<p>{1}</p>\r\n--b--\r\n'
)


def originals(canary: Path) -> dict[str, bytes]:
    """Files of every kind that is read."""
    lines = ["Exports of wheat from Kazakhstan to", "Latvia grew by a fifth in the year 2024,"]
    word = docx(
        paragraph("Рост", "Heading1") + paragraph(NEWS) + table(("Страна", "Экспорт"), ("Латвия", "5")), title="Рост"
    )
    return {
        "a.txt": NEWS.encode("cp1251") * 3,
        "b.txt": NEWS.encode("utf-16") * 1,
        "a.html": PAGE.format("utf-8", NEWS).encode(),
        "b.html": PAGE.format("koi8-r", NEWS).encode("koi8-r"),
        "a.pdf": pdf(column(60, 700, lines * 4), column(60, 700, lines), title="Rost"),
        "a.docx": word,
        "a.xml": FEED.format(canary, NEWS).encode(),
        "a.eml": MAIL.format("koi8-r", NEWS).encode("koi8-r"),
        "a.jsonl": json.dumps({"id": "1", "text": NEWS, "published": "2025"}).encode() + b"\n{broken\n",
        "manifest.csv": "file;published;publisher\na.txt;2025;Вестник\n".encode("cp1251"),
        "a.zip": archive(
            {"a.html": PAGE.format("utf-8", NEWS), "b.docx": word, "manifest.csv": "file\na.html\nb.docx\n"}
        ),
    }


def flipped(rng: random.Random, content: bytearray) -> None:
    for _ in range(rng.randint(1, 12)):
        content[rng.randrange(len(content))] = rng.randrange(256)


def cut(rng: random.Random, content: bytearray) -> None:
    del content[rng.randrange(len(content)) :]


def hole(rng: random.Random, content: bytearray) -> None:
    start = rng.randrange(len(content))
    del content[start : start + rng.randint(1, 200)]


def doubled(rng: random.Random, content: bytearray) -> None:
    start = rng.randrange(len(content))
    piece = content[start : start + rng.randint(1, 400)]
    content[start:start] = piece * rng.choice((1, 3, 300))


def noise(rng: random.Random, content: bytearray) -> None:
    start = rng.randrange(len(content))
    content[start:start] = rng.choice(
        (b"\0", b"\xff\xfe", b"<", b"&x;", b"]]>", b"(" * 500, b"\xd0", b"<div>" * 2000, rng.randbytes(40))
    )


def digits(rng: random.Random, content: bytearray) -> None:
    """Another number where one stands: lengths, offsets, counts."""
    places = [match.span() for match in re.finditer(rb"\d+", bytes(content))]
    start, stop = rng.choice(places or [(0, 0)])
    content[start:stop] = rng.choice((b"0", b"-1", b"99999999999", b"4294967295"))


DEEDS: tuple[Callable[[random.Random, bytearray], None], ...] = (flipped, cut, hole, doubled, noise, digits)


def mutated(seed: int, files: dict[str, bytes]) -> tuple[str, bytes]:
    """A file's name and what has become of its content."""
    rng = random.Random(seed)
    name = sorted(files)[seed % len(files)]
    content = bytearray(files[name])
    for _ in range(rng.randint(1, 3)):
        if content:
            rng.choice(DEEDS)(rng, content)
    if rng.random() < 0.1:
        name = f"{name.rpartition('.')[0]}.{rng.choice(('pdf', 'html', 'docx', 'zip', 'txt', 'eml', 'xml', 'json'))}"
    return name, bytes(content)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    canary = tmp_path_factory.mktemp("canary") / "secret.txt"
    canary.write_text(SECRET, encoding="utf-8")
    return originals(canary)


def results(folder: Path, name: str, content: bytes) -> list[Document | Refused]:
    (folder / name).write_bytes(content)
    return list(read_all(from_paths([folder / name], Given())))


def test_the_originals_are_read(files: dict[str, bytes], tmp_path: Path) -> None:
    for name, content in files.items():
        found = results(tmp_path, name, content)
        assert any(isinstance(each, Document) for each in found), (name, found)
        assert SECRET not in str(found)


@pytest.mark.parametrize("seed", range(NUMBER))
def test_a_mutated_file_is_a_document_or_a_sentence(seed: int, files: dict[str, bytes], tmp_path: Path) -> None:
    name, content = mutated(seed, files)
    for each in results(tmp_path, name, content):
        if isinstance(each, Refused):
            assert each.reason and "\n" not in each.reason, each
            assert "Traceback" not in each.reason
        else:
            assert each.text.strip()
            assert not any("\ud800" <= char <= "\udfff" or char == "\0" for char in each.text)
        assert SECRET not in str(each)
    assert {path.name for path in tmp_path.iterdir()} == {name}
