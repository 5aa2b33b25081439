"""What an analysis answers about its own text."""

from kg.language import Amount, Analysis, analyse
from kg.model import Document, Span

TEXT = 'Chad sold rice. "We sold 5 tonnes last year," he said.\n\nMali bought 7 tonnes.'


def analysis() -> Analysis:
    """The text, read."""
    return analyse(Document("text", TEXT, "en", published="2025-09-20"))


def test_annotations_within_a_span_come_in_order() -> None:
    second = analysis().sentences[1]
    inside = list(analysis().within(second.span))
    assert all(annotation.span in second.span for annotation in inside)
    assert [a.span.start for a in inside] == sorted(a.span.start for a in inside)
    (amount,) = analysis().within(second.span, "quantity")
    assert isinstance(amount.value, Amount)
    assert amount.value.quantity.value == 5


def test_a_sentence_is_found_by_offset() -> None:
    found = analysis().sentence(TEXT.index("Mali") + 2)
    assert found is not None
    assert found.span.of(TEXT) == "Mali bought 7 tonnes."
    assert analysis().sentence(-1) is None


def test_paragraphs_hold_their_sentences() -> None:
    assert [sentence.span.of(TEXT) for sentence in analysis().paragraph(1)] == ["Mali bought 7 tonnes."]


def test_direct_speech_is_found_by_offset() -> None:
    quote = analysis().quote(TEXT.index("tonnes"))
    assert quote is not None
    assert quote.span.of(TEXT) == "We sold 5 tonnes last year,"
    assert analysis().quote(0) is None


def test_the_same_text_gives_the_same_answer() -> None:
    assert analysis().annotations == analysis().annotations


def test_an_empty_text_has_no_sentences() -> None:
    assert analyse(Document("text", "", "en")).sentences == ()
    assert list(analyse(Document("text", "", "en")).within(Span(0, 10))) == []
