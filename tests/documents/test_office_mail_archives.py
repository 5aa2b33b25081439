"""Word files, mail, archives: what is in them, and what of it is not read and why."""

import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from documents.files import archive, bomb, docx, paragraph, pdf, table

from kg.documents import Given, from_paths, read_all
from kg.errors import Refused
from kg.model import Document

One = Callable[..., Document]
Many = Callable[..., "list[Document | Refused]"]
Why = Callable[..., str]
NEWS = "Экспорт пшеницы из Казахстана в Латвию вырос за год на четверть, сообщило министерство торговли."
OTHER = "Импорт сахара из Бразилии в Грузию за тот же год сократился вдвое, следует из доклада ведомства."


# Word


def test_a_word_file_keeps_headings_lists_and_tables(document: One) -> None:
    body = paragraph("Рост торговли", "Heading1") + paragraph("12 марта 2025 года") + paragraph(NEWS)
    body += table(("Страна", "Экспорт, млн долл."), ("Латвия", "120,5"), ("Эстония", "7"))
    read = document("release.docx", docx(body))
    assert read.text.startswith("Рост торговли\n\n12 марта 2025 года\n\n" + NEWS)
    assert "Латвия: Экспорт, млн долл. 120,5." in read.text
    assert (read.title, read.published, read.language) == ("Рост торговли", "2025-03-12", "ru")


def test_deleted_words_stay_deleted_and_inserted_words_are_read(document: One) -> None:
    body = (
        "<w:p><w:r><w:t xml:space='preserve'>Экспорт вырос на </w:t></w:r>"
        "<w:del><w:r><w:delText>9</w:delText></w:r></w:del><w:ins><w:r><w:t>4</w:t></w:r></w:ins>"
        "<w:r><w:t xml:space='preserve'> процента за прошлый год.</w:t></w:r></w:p>"
    )
    assert document("draft.docx", docx(body), published="2025").text == "Экспорт вырос на 4 процента за прошлый год."


def test_a_title_in_the_properties_is_taken(document: One) -> None:
    assert document("a.docx", docx(paragraph(NEWS), title="Торговля с Латвией")).title == "Торговля с Латвией"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.docx", docx(""), "no text in this Word document"),
        ("a.docx", docx(paragraph(NEWS))[:400], "damaged"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old office document"),
        ("a.doc", b"{\\rtf1 text}", "an RTF document"),
        ("a.xlsx", archive({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "a workbook"),
        ("a.odt", archive({"mimetype": "x", "content.xml": ""}), "OpenDocument"),
        ("a.docx", NEWS.encode(), "named .docx"),
        ("photo.jpg", b"\xff\xd8\xff\xe0", "JPEG"),
        ("facts.ttl", b"@prefix e: <http://e/> .", "kg load"),
    ],
    ids=["empty", "cut", "old", "rtf", "workbook", "odt", "text", "jpeg", "turtle"],  # as below
)
def test_other_files_are_named_and_refused(reason: Why, name: str, content: bytes, words: str) -> None:
    assert words in reason(name, content)


# Mail


def letter(**heads: str) -> EmailMessage:
    mail = EmailMessage()
    for name, value in ({"From": "Пресс-служба <press@example.org>", "Subject": "Рост торговли"} | heads).items():
        mail[name] = value
    mail["Date"] = "Wed, 12 Mar 2025 23:30:00 +0500"
    return mail


def test_mail_gives_its_text_and_its_head(document: One) -> None:
    mail = letter()
    mail.set_content(f"{NEWS}\n\n-- \nС уважением\n", charset="koi8-r")
    read = document("letter.eml", mail.as_bytes())
    assert read.text.strip() == NEWS
    assert (read.title, read.published, read.publisher) == ("Рост торговли", "2025-03-12", "Пресс-служба")


def test_mail_in_html_is_read_as_text_and_quoted_letters_are_not(document: One) -> None:
    mail = letter()
    mail.set_content(
        f"<html><body><p>{NEWS}</p><ul><li>Первое</li></ul></body></html>", subtype="html", charset="cp1251"
    )
    assert document("letter.eml", mail.as_bytes()).text == f"{NEWS}\n\n- Первое"
    mail.set_content(f"{NEWS}\n\n> {OTHER}\n")
    assert OTHER not in document("answer.eml", mail.as_bytes()).text


def test_attachments_are_documents_of_their_own(reading: Many) -> None:
    mail = letter()
    mail.set_content("Во вложении сообщение министерства о торговле за год.")
    mail.add_attachment(docx(paragraph(NEWS)), maintype="application", subtype="octet-stream", filename="release.docx")
    mail.add_attachment(b"\xff\xd8\xff", maintype="image", subtype="jpeg", filename="logo.jpg")
    found = reading("letter.eml", mail.as_bytes())
    assert [each.name for each in found] == ["letter.eml", "letter.eml/release.docx"]
    assert isinstance(found[1], Document)
    assert found[1].text == NEWS


def test_a_page_saved_as_one_file_is_a_page(document: One) -> None:
    mail = EmailMessage()
    mail["Snapshot-Content-Location"] = "https://news.example/a"
    mail["Date"] = "Wed, 12 Mar 2025 20:30:00 -0000"
    mail.set_content(
        f"<html lang=ru><body><article><h1>Рост</h1><span class=date>Вчера, 18:20</span><p>{NEWS}</p></article></body></html>",
        subtype="html",
    )
    read = document("page.mhtml", mail.as_bytes())
    assert NEWS in read.text
    assert (read.url, read.published) == ("https://news.example/a", "2025-03-11")


# Archives


def test_an_archive_is_all_the_files_in_it(reading: Many) -> None:
    files = {"b/two.txt": OTHER, "a/one.txt": NEWS, "photo.jpg": b"\xff\xd8\xff", "__MACOSX/one.txt": b"x"}
    assert [each.name for each in reading("news.zip", archive(files))] == ["news.zip/a/one.txt", "news.zip/b/two.txt"]


def test_a_manifest_in_an_archive_says_what_is_in_it(reading: Many) -> None:
    manifest = "file,published,publisher\none.txt,2025-03,Вестник\ngone.txt,,\n"
    read, missing = reading("news.zip", archive({"n/manifest.csv": manifest, "n/one.txt": NEWS, "n/two.txt": OTHER}))
    assert isinstance(read, Document)
    assert (read.name, read.published, read.publisher) == ("news.zip/one.txt", "2025-03", "Вестник")
    assert isinstance(missing, Refused)
    assert "line 3" in missing.reason


def test_names_that_climb_are_nothing_but_names(reading: Many, tmp_path: Path) -> None:
    found = reading("slip.zip", archive({"../../up.txt": NEWS, "/etc/over.txt": OTHER}))
    assert [each.name for each in found] == ["slip.zip/up.txt", "slip.zip/etc/over.txt"]
    assert not [
        path for path in (tmp_path / "up.txt", tmp_path.parent / "up.txt", Path("/etc/over.txt")) if path.exists()
    ]


def test_a_bomb_is_refused_and_its_neighbours_are_read(reading: Many) -> None:
    refused, read = reading("bomb.zip", bomb(50_000_000))
    assert isinstance(refused, Refused)
    assert "50,000,000 bytes" in refused.reason
    assert refused.name == "bomb.zip/bomb.txt"
    assert isinstance(read, Document)


def test_archives_inside_archives_are_read_to_a_depth(reading: Many) -> None:
    once = archive({"one.txt": NEWS})
    (read,) = reading("twice.zip", archive({"once.zip": once}))
    assert isinstance(read, Document)
    assert read.name == "twice.zip/once.zip/one.txt"
    (refused,) = reading("deep.zip", archive({"a.zip": archive({"b.zip": once})}))
    assert isinstance(refused, Refused)
    assert "2 deep" in refused.reason


def test_a_locked_member_is_named(reading: Many) -> None:
    content = bytearray(archive({"one.txt": NEWS}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    (refused,) = reading("locked.zip", bytes(content))
    assert isinstance(refused, Refused)
    assert "password" in refused.reason


def test_russian_names_of_old_programs_are_read(reading: Many, tmp_path: Path) -> None:
    path = tmp_path / "old.zip"
    info = zipfile.ZipInfo("новости.txt".encode("cp866").decode("cp437"))
    with zipfile.ZipFile(path, "w") as opened:
        opened.writestr(info, NEWS)
    content = path.read_bytes().replace(
        "новости.txt".encode("cp866").decode("cp437").encode(), "новости.txt".encode("cp866")
    )
    path.unlink()
    names = [each.name for each in reading("old.zip", _without_utf8_flag(content, len("новости.txt")))]
    assert names == ["old.zip/новости.txt"]


def _without_utf8_flag(content: bytes, length: int) -> bytes:
    """The archive as a program of 1998 would have written it: names in cp866, and nothing that says so."""
    fixed = bytearray(content)
    for magic, flag, size in ((b"PK\x03\x04", 6, 26), (b"PK\x01\x02", 8, 28)):
        at = fixed.index(magic)
        fixed[at + flag : at + flag + 2] = (0).to_bytes(2, "little")
        fixed[at + size : at + size + 2] = length.to_bytes(2, "little")
    end = fixed.index(b"PK\x05\x06")
    fixed[end + 12 : end + 16] = (end - fixed.index(b"PK\x01\x02")).to_bytes(4, "little")
    fixed[end + 16 : end + 20] = fixed.index(b"PK\x01\x02").to_bytes(4, "little")
    return bytes(fixed)


@pytest.mark.parametrize(
    ("content", "words"),
    [(archive({}), "empty"), (archive({"a.txt": NEWS})[:60], "damaged")],
    ids=["empty", "cut"],  # an archive's bytes hold the time, and every worker has to name a test alike
)
def test_a_bad_archive_is_refused(reason: Why, content: bytes, words: str) -> None:
    assert words in reason("a.zip", content)


def test_a_pattern_that_no_shell_has_resolved_is_resolved(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md"):
        (tmp_path / name).write_text(NEWS, encoding="utf-8")
    (tmp_path / "d.pdf").write_bytes(pdf([(60, 700, "Exports of wheat grew in the year 2024.")]))
    found = read_all(from_paths([tmp_path / "*.txt", tmp_path / "*.pdf"], Given()))
    assert [each.name for each in found] == ["a.txt", "b.txt", "d.pdf"]
