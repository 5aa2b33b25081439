"""Files, folders, manifests and streams: one document or one reason for each thing named."""

import json
from pathlib import Path

import pytest

from kg.documents import Given, from_manifest, from_paths, from_stream, read_all
from kg.errors import Refused
from kg.model import Document

NEWS = "Грузия и Казахстан увеличили товарооборот на 8 % в первом полугодии, сообщило министерство экономики."


def documents(found: object) -> list[Document]:
    results = list(found)  # type: ignore[call-overload]
    assert all(isinstance(each, Document) for each in results), results
    return results


def reasons(found: object) -> list[str]:
    return [each.reason for each in found if isinstance(each, Refused)]  # type: ignore[attr-defined]


def test_the_text_is_nfc_with_lf_line_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Фирма «Й\u0301»\r\nи\u0306\rконец".encode())
    (read,) = documents(read_all(from_paths([tmp_path / "a.txt"], Given())))
    assert "\r" not in read.text
    assert "й" in read.text
    assert read.text.count("\n") == 2


def test_the_same_text_has_the_same_digest_whatever_its_line_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"one\r\ntwo")
    (tmp_path / "b.txt").write_bytes(b"one\ntwo")
    first, second = documents(read_all(from_paths([tmp_path / "a.txt", tmp_path / "b.txt"], Given())))
    assert first.digest == second.digest


def test_a_manifest_finds_files_beside_itself_then_in_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    (there / "beside.txt").write_text(NEWS, encoding="utf-8")
    (here / "current.txt").write_text(NEWS + "!", encoding="utf-8")
    (there / "m.csv").write_text("file,published\nbeside.txt,2025-03\ncurrent.txt,\n", encoding="utf-8")
    monkeypatch.chdir(here)
    first, second = documents(read_all(from_manifest(there / "m.csv", Given())))
    assert (first.name, first.published) == ("beside.txt", "2025-03")
    assert (second.name, second.published) == ("current.txt", None)


def test_a_manifest_may_name_a_text_twice_for_two_publishers(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "m.csv").write_text("file,publisher\na.txt,One\na.txt,Two\n", encoding="utf-8")
    assert [each.publisher for each in documents(read_all(from_manifest(tmp_path / "m.csv", Given())))] == [
        "One",
        "Two",
    ]


def test_a_manifest_from_a_russian_spreadsheet_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "m.csv").write_bytes("File;Publisher\r\na.txt;Деловой вестник\r\n".encode("cp1251"))
    (read,) = documents(read_all(from_manifest(tmp_path / "m.csv", Given())))
    assert read.publisher == "Деловой вестник"


def test_a_missing_file_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "m.csv").write_text("file\ngone.txt\na.txt\n", encoding="utf-8")
    refused, read = read_all(from_manifest(tmp_path / "m.csv", Given()))
    assert isinstance(refused, Refused)
    assert refused.name == "gone.txt"
    assert "line 2" in refused.reason
    assert isinstance(read, Document)


def test_a_manifest_without_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text("name,date\na,b\n", encoding="utf-8")
    assert reasons(read_all(from_manifest(tmp_path / "m.csv", Given()))) == [
        "a manifest needs a column `file`; found name, date"
    ]


def test_a_wrong_date_is_refused_with_what_would_be_right(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    (reason,) = reasons(read_all(from_paths([tmp_path / "a.txt"], Given(published="soon"))))
    assert "2016-11-07" in reason


def test_a_folder_is_all_the_texts_in_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "b.md").write_text(f"# Рост торговли\n\n{NEWS}", encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    first, second = documents(read_all(from_paths([tmp_path], Given())))
    assert (first.name, second.name, second.title) == ("a.txt", "b.md", "Рост торговли")


def test_what_a_browser_saves_beside_a_page_is_no_news(tmp_path: Path) -> None:
    for name in ("news.txt", "page_files/frame.html", ".git/notes.txt", ".hidden.txt", "more/other.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(NEWS, encoding="utf-8")
    assert [each.name for each in documents(read_all(from_paths([tmp_path], Given())))] == ["other.txt", "news.txt"]


def test_a_folder_with_a_manifest_is_what_the_manifest_says(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "README.md").write_text("How these texts were collected", encoding="utf-8")
    (tmp_path / "manifest.csv").write_text("file,publisher\na.txt,Вестник\n", encoding="utf-8")
    (read,) = documents(read_all(from_paths([tmp_path], Given())))
    assert (read.name, read.publisher) == ("a.txt", "Вестник")


def test_each_line_of_json_lines_is_a_document_or_a_reason(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "n1", "text": NEWS, "published": "2025"}, ensure_ascii=False),
        "{broken",
        '{"title": "x"}',
    ]
    (tmp_path / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    read, broken, textless = read_all(from_paths([tmp_path / "news.jsonl"], Given()))
    assert isinstance(read, Document)
    assert (read.name, read.published) == ("n1", "2025")
    assert isinstance(broken, Refused)
    assert broken.name == "news.jsonl line 2"
    assert isinstance(textless, Refused)


def test_a_page_gives_its_article_and_what_it_says_about_itself(tmp_path: Path) -> None:
    page = f"""<!doctype html><html lang="ru"><head><title>Товарооборот вырос</title>
      <meta property="og:site_name" content="Деловой вестник"><meta property="article:published_time" content="2025-03-04T10:00:00Z">
      </head><body><nav><a href="/">Главная</a></nav><article><h1>Товарооборот вырос</h1><p>{NEWS}</p><p>{NEWS}</p></article>
      <footer>Мы используем файлы cookie</footer></body></html>"""
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    (read,) = documents(read_all(from_paths([tmp_path / "page.html"], Given())))
    assert NEWS in read.text
    assert "cookie" not in read.text
    assert (read.published, read.publisher, read.language) == ("2025-03-04", "Деловой вестник", "ru")


def test_a_page_without_an_article_is_refused(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html><body><nav><a href='/'>Home</a></nav></body></html>", encoding="utf-8")
    (reason,) = reasons(read_all(from_paths([tmp_path / "page.html"], Given())))
    assert "no article" in reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no text"),
        (b" \n\t ", "no text"),
        (b"\x00\x01\x02\x03" * 500, "binary"),
        (b"x" * 11_000_000, "limit"),
    ],
)
def test_bad_content_is_refused_with_its_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "bad.txt").write_bytes(content)
    (said,) = reasons(read_all(from_paths([tmp_path / "bad.txt"], Given())))
    assert reason in said


def test_a_line_of_fifty_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "long.txt").open("wb") as file:
        file.truncate(50_000_000)
    (said,) = reasons(read_all(from_paths([tmp_path / "long.txt"], Given())))
    assert "50,000,000 bytes" in said


def test_standard_input_is_a_document() -> None:
    (read,) = documents(read_all([from_stream(NEWS.encode(), Given(language="ru"))]))
    assert (read.name, read.language, read.text) == ("stdin", "ru", NEWS)


def test_the_language_is_detected_where_nobody_says() -> None:
    (english,) = documents(
        read_all([from_stream(b"Exports of wheat to Egypt rose in the first quarter of the year.", Given())])
    )
    (russian,) = documents(read_all([from_stream(NEWS.encode(), Given())]))
    assert (english.language, russian.language) == ("en", "ru")
