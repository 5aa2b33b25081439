"""Evidence in flat facts: quotes that stand in the document's text where they say they do."""

from collections.abc import Callable, Mapping

from kg.model import Document, Span

LONGEST = 400  # characters, FACTS.md


def _where(text: str, quote: str) -> str:
    at = text.find(quote)
    if at < 0:
        return "the quote is nowhere in the text"
    return f"the quote stands at {at}–{at + len(quote)}"


def _shortened(words: str) -> str:
    return repr(words if len(words) <= 60 else words[:57] + "…")


def span(value: object, document: Document) -> Span:
    """One piece of evidence; ValueError when it is malformed, too long, or another text stands in its place."""
    if not isinstance(value, Mapping) or not {"start", "end", "quote"} >= set(value):
        raise ValueError(f"{value!r} is no evidence; expected start, end and quote")
    start, end, quote = value.get("start"), value.get("end"), value.get("quote")
    if not (type(start) is int and type(end) is int and isinstance(quote, str)):
        raise ValueError("start and end are whole numbers, quote is text; all three are needed")
    if not 0 <= start < end <= len(document.text):
        raise ValueError(f"{start}–{end} is no stretch of a text of {len(document.text)} characters")
    if (there := document.text[start:end]) != quote:
        found = f"at {start}–{end} stands {_shortened(there)}, not {_shortened(quote)}"
        raise ValueError(f"{found}; {_where(document.text, quote)}")
    if end - start > LONGEST:
        raise ValueError(f"a quote of {end - start} characters; {LONGEST} is the most")
    return Span(start, end)


def spans(value: object, document: Document) -> tuple[Span, ...]:
    """All evidence of a fact, each once, in the order of the text."""
    if not isinstance(value, list | tuple) or not value:
        raise ValueError("a fact needs at least one piece of evidence: a list of start, end, quote")
    return tuple(sorted({span(item, document) for item in value}))


def evidence(spans: tuple[Span, ...], quote: Callable[[Span], str]) -> list[dict[str, object]]:
    """The same on the way out."""
    return [{"start": span.start, "end": span.stop, "quote": quote(span)} for span in sorted(set(spans))]
