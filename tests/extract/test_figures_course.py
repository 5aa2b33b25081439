"""The course of a text: headings open sections, and every party is known by where it was named last."""

from kg.extract.figures_course import LABEL, Course
from kg.language import analyse
from kg.model import Document

TEXT = """Grain in three countries

GEORGIA. Exports fell. Wheat went by sea.

MOLDOVA. Exports rose. Most went to Georgia.

What comes next

Prices are falling."""


def _course() -> tuple[Course[str], list[str]]:
    analysis = analyse(Document(name="text", text=TEXT, language="en"))
    words = [sentence.span.of(TEXT) for sentence in analysis.sentences]
    names = [[(name, "subject") for name in ("GEORGIA", "MOLDOVA") if name in text.upper()] for text in words]
    return Course.of(analysis.sentences, names), words


def _number(words: list[str], start: str) -> int:
    return next(n for n, text in enumerate(words) if text.startswith(start))


def _told(course: Course[str], number: int, paragraph: int, context: str) -> dict[str | None, list[str]]:
    found: dict[str | None, list[str]] = {}
    for key, clues in course.clues(number, paragraph, context, ("GEORGIA", "MOLDOVA", None)):
        found.setdefault(key, []).extend(clues)
    return found


def test_a_heading_says_what_its_section_is_about() -> None:
    course, words = _course()
    assert course.about(_number(words, "Wheat")) == "GEORGIA"
    assert course.about(_number(words, "Most went")) == "MOLDOVA"
    assert course.headed == 2


def test_a_heading_without_a_name_ends_the_section() -> None:
    course, words = _course()
    assert course.about(_number(words, "Prices")) is None


def test_what_was_named_last_comes_first() -> None:
    course, words = _course()
    number = _number(words, "Prices")
    told = _told(course, number, 4, "strong/0")
    assert any(clue.startswith("latest=0/out") for clue in told["GEORGIA"])  # "Most went to Georgia."
    assert any(clue.startswith("latest=1/out") for clue in told["MOLDOVA"])


def test_who_opens_a_paragraph_is_told_from_who_comes_later() -> None:
    course, words = _course()
    told = _told(course, _number(words, "Most went"), 2, "strong/1")
    assert "opens/before/0of1/subject" in told["MOLDOVA"]
    assert "paragraph=some/2" in told["GEORGIA"]


def test_a_name_before_a_colon_heads_its_sentence_and_the_paragraphs_rest() -> None:
    text = "Baltic trade\n\nLithuania: exports fell. Imports rose. Estonia: exports rose.\n\nPrices are falling."
    analysis = analyse(Document(name="text", text=text, language="en"))
    words = [sentence.span.of(text) for sentence in analysis.sentences]
    names = [[(name, LABEL) for name in ("Lithuania", "Estonia") if word.startswith(name)] for word in words]
    course = Course.of(analysis.sentences, names)
    told = [course.about(_number(words, start)) for start in ("Lithuania", "Imports", "Estonia", "Prices")]
    assert told == ["Lithuania", "Lithuania", "Estonia", None]
