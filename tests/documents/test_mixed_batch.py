"""Two hundred files of all kinds with twenty broken ones among them: the others are read, each broken one is told."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from documents.files import archive, bomb, column, docx, paragraph, pdf

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
LINES = ["Exports of wheat from Georgia to Latvia", "grew by a fifth in the year {0}, they say."]


def news(number: int) -> str:
    return f"Экспорт Грузии в Латвию в 2024 году составил {number + 100} млн долларов США, сообщило министерство экономики Грузии."


def page(number: int, charset: str = "utf-8") -> bytes:
    markup = (
        f"<html lang='ru'><head><meta charset='{charset}'><title>Номер {number}</title></head><body><nav><a href='/'>Главная</a></nav>"
        f"<article><h1>Номер {number}</h1><p>{news(number)}</p></article></body></html>"
    )
    return markup.encode(charset)


def letter(number: int) -> bytes:
    head = "From: Press <a@example.org>\r\nSubject: News\r\nDate: Tue, 4 Mar 2025 10:00:00 +0500\r\n"
    return f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\n{news(number)}\r\n".encode()


GOOD: tuple[tuple[str, Callable[[int], bytes]], ...] = (
    ("txt", lambda n: news(n).encode()),
    ("txt", lambda n: (news(n) + "\n" + news(n + 1000)).encode("cp1251")),
    ("txt", lambda n: news(n).encode("utf-16")),
    ("md", lambda n: f"# Номер {n}\n\n{news(n)}".encode()),
    ("html", page),
    ("html", lambda n: page(n, "koi8-r")),
    ("pdf", lambda n: pdf(column(60, 700, [line.format(1900 + n) for line in LINES]))),
    ("docx", lambda n: docx(paragraph(news(n)))),
    ("eml", letter),
    ("zip", lambda n: archive({"inside.txt": news(n)})),
)
BROKEN: tuple[tuple[str, bytes, str], ...] = (
    ("txt", b"", "no text"),
    ("txt", b"\x00\x01\x02\xff" * 500, "binary"),
    ("txt", news(1).encode() + b"\xff\xfe" + news(2).encode(), "broken"),
    ("txt", ("\ufeff" + news(1)).encode("utf-16")[:-1], "byte order mark"),
    ("txt", ("Грузия, Латвия, " * 3000).encode(), "no prose"),
    ("html", b"<html><body><nav><a href='/'>x</a></nav></body></html>", "no article"),
    ("html", b"<p " + b" ".join(b"a%d=1" % n for n in range(5000)) + b">x</p>", "attributes"),
    ("pdf", b"%PDF-1.7\n", "damaged"),
    ("pdf", pdf([], pictures=True), "scanned"),
    ("pdf", pdf(column(60, 700, LINES), encrypt=True), "password"),
    ("pdf", b"<html><body>Not found</body></html>", "named .pdf"),
    ("docx", docx(paragraph("x"))[:300], "damaged"),
    ("docx", news(1).encode(), "named .docx"),
    ("docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old office document"),
    ("eml", b"Subject: x\r\nFrom: a@b.c\r\nDate: x\r\n\r\n", "no text"),
    ("zip", bomb(30_000_000)[:200], "damaged"),
    ("zip", archive({}), "empty"),
    ("zip", archive({"mimetype": "x", "content.xml": "x"}), "OpenDocument"),
    ("json", b'{"title": "x"}', '"text"'),
    ("xml", b"<?xml version='1.0'?><data/>", "neither a page nor a feed"),
)


def batch(folder: Path) -> Iterator[tuple[str, str]]:
    """Writes the files; the names of the broken ones, with a word of what is wrong."""
    for number in range(180):
        ending, make = GOOD[number % len(GOOD)]
        (folder / f"{number:03}.{ending}").write_bytes(make(number))
    for number, (ending, content, word) in enumerate(BROKEN):
        name = f"{number * 9:03}-broken.{ending}"
        (folder / name).write_bytes(content)
        yield name, word


def test_a_batch_goes_on_whatever_is_in_it(kg: Run, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    broken = list(batch(folder))
    said = kg("ingest", "files", "--published", "2025-03", code=1).stderr.decode()
    refused = [line for line in said.splitlines() if line.startswith("not read: ")]
    assert "180 documents: 180 new" in said
    assert len(refused) == len(broken) == 20
    for line, (name, word) in zip(refused, sorted(broken), strict=True):
        assert name in line and word in line, (line, name, word)
    exported = kg("export").stdout
    again = kg("ingest", "files", "--published", "2025-03", code=1).stderr.decode()
    assert "180 documents: 0 new, 0 changed, 180 as they were" in again
    assert [line for line in again.splitlines() if line.startswith("not read: ")] == refused
    assert kg("export").stdout == exported
