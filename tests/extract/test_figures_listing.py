"""Lists and tables: which amounts stand in one, under which heading, in which column."""

from kg.extract.figures_listing import Cell, Listings
from kg.extract.figures_marks import chunks
from kg.language import Analysis, analyse
from kg.model import Document


def _analysed(text: str, language: str = "en") -> Analysis:
    return analyse(Document(name="text", text=text, language=language, published="2024-05-06"))


def _cells(analysis: Analysis) -> list[tuple[str, Cell]]:
    """The cells of a text with their amounts' words, in order."""
    listings = Listings.of(analysis)
    found: list[tuple[str, Cell]] = []
    for number, sentence in enumerate(analysis.sentences):
        cells = listings.cells(number, chunks(analysis, sentence))
        found += [(span.of(analysis.document.text), cell) for span, cell in cells.items()]
    return found


def _table(text: str, language: str = "en") -> list[tuple[str, str, str, int, list[str]]]:
    return [
        (words, cell.form, cell.measured, cell.item.rank, sorted(party.name for party in cell.item.named))
        for words, cell in _cells(_analysed(text, language))
    ]


def test_rows_stand_on_lines_of_their_own_under_a_heading() -> None:
    text = (
        "Rye sold well.\n\nExports by buyer, in tonnes:\n- Latvia – 120\n- Ghana – 95 (70)\n- Peru – 12\n\nThat is all."
    )
    assert _table(text) == [
        ("120", "rows0", "exports", 0, ["LV"]),
        ("95", "rows0", "exports", 1, ["GH"]),
        ("70", "rows1", "exports", 1, ["GH"]),
        ("12", "rows0", "exports", 2, ["PE"]),
    ]


def test_each_column_has_the_measure_over_it() -> None:
    text = "Торговля области в мае (млн долларов)\n\nСтрана – экспорт – импорт\nПеру – 40,1 – 52\nГана – 7 – 3,5"
    assert _table(text, "ru") == [
        ("40,1", "rows0", "exports", 0, ["PE"]),
        ("52", "rows1", "imports", 0, ["PE"]),
        ("7", "rows0", "exports", 1, ["GH"]),
        ("3,5", "rows1", "imports", 1, ["GH"]),
    ]


def test_items_of_a_sentence_follow_a_colon_or_one_another() -> None:
    text = "Share of exports: Latvia 31 %; Ghana 12 %. Rye went to Latvia (5 tonnes), Ghana (4 tonnes) and Peru (2 tonnes)."
    assert [(words, form, names) for words, form, _, _, names in _table(text)] == [
        ("31 %", "colon0", ["LV"]),
        ("12 %", "colon0", ["GH"]),
        ("5 tonnes", "run0", ["LV"]),
        ("4 tonnes", "run0", ["GH"]),
        ("2 tonnes", "run0", ["PE"]),
    ]


def test_prose_is_no_list() -> None:
    text = "Exports rose by 3 percent.\n\nSales to Latvia came to 5 tonnes, those to Ghana fell by 4 percent.\n\nPeru paid."
    assert _table(text) == []


def test_a_full_sentence_after_a_blank_line_is_no_row() -> None:
    text = "Imports, tonnes:\nLatvia – 120\nGhana – 95\n\nImports of Peru fell by 5 percent."
    assert [words for words, *_ in _table(text)] == ["120", "95"]


def test_a_heading_names_the_goods_too() -> None:
    text = "Exports of rye, in tonnes:\nLatvia – 120\nGhana – 95"
    (_, first), *_ = _cells(_analysed(text))
    assert first.heading.goods is not None
    assert first.heading.goods.value == "rye"
