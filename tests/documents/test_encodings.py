"""Bytes become the text their author saw, or a sentence that says why not."""

import pytest

from kg.documents.encodings import decoded

NEWS = "Торговая миссия из Грузии прошла в Ташкенте. Оборот двух стран вырос на 15 % - до 2,1 млрд долларов.\n" * 3
KAZAKH = "Қазақстан мен Өзбекстан арасындағы сауда айналымы өсті, деп хабарлады министрлік.\n" * 3


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1251", "koi8_r", "cp866", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_russian_text_is_read_in_every_common_encoding(encoding: str) -> None:
    assert decoded(NEWS.encode(encoding))[0].removeprefix("\ufeff") == NEWS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_kazakh_text_is_read_in_unicode(encoding: str) -> None:
    assert decoded(KAZAKH.encode(encoding))[0].removeprefix("\ufeff") == KAZAKH


def test_a_declared_encoding_is_believed_when_it_fits() -> None:
    page = f'<html><head><meta charset="windows-1251"></head><body>{NEWS}</body></html>'
    assert decoded(page.encode("cp1251")) == (page, "windows-1251")


def test_a_declaration_that_does_not_fit_is_not_believed() -> None:
    page = f'<html><head><meta charset="windows-1251"></head><body>{NEWS}</body></html>'
    assert decoded(page.encode("utf-8"))[0] == page


@pytest.mark.parametrize(
    ("declared", "used"), [("windows-1251", "koi8_r"), ("iso-8859-1", "cp1251"), ("utf-8", "cp866")]
)
def test_a_declaration_that_gives_garble_is_not_believed(declared: str, used: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body>{NEWS}</body></html>'
    assert decoded(page.encode(used)) == (page, used)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Қазақстан мен Өзбекстан арасындағы сауда айналымы өсті.", "kz1048"),
        ("МИНИСТЕРСТВО ТОРГОВЛИ СООБЩАЕТ О РОСТЕ ЭКСПОРТА", "koi8_r"),
        ("Le Kazakhstan a exporté vers la Lettonie pour 5 millions d’euros l’année dernière.", "cp1252"),
        ("Wartość eksportu do Niemiec wzrosła o 5 procent, podał Główny Urząd Statystyczny.", "iso8859_2"),
        ("Türkiye'nin ihracatı geçen yıl yüzde beş arttı.", "cp1254"),
        ("Latvijas eksports uz Kazahstānu pagājušajā gadā pieauga.", "cp1257"),
        ("中国商务部宣布对美国商品加征关税。出口额达到一百亿美元。", "gb18030"),
    ],
)
def test_a_single_sentence_tells_its_encoding(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding))[0] == text


def test_signs_of_markup_are_not_taken_for_garble() -> None:
    page = "<p>" + "<a href='x'>=</a>" * 200 + "Über 5 % mehr</p>"
    assert decoded(page.encode("utf-8"))[0] == page


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ((NEWS * 3).encode() + b"\xff\xfe" + NEWS.encode(), "2 of its characters are broken, the first at byte"),
        (("\ufeff" + NEWS).encode() + b"\xff", "byte order mark says utf-8"),
        (NEWS.encode().decode("cp1252", "replace").encode(), "garbled when it was saved"),
        (bytes(range(256)) * 20, "binary data"),
        ("\ufeffтекст".encode("utf-16")[:-1], "byte order mark"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        decoded(content)
