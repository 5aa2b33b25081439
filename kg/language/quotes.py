"""Stretches in quotation marks, and which of them are somebody's words rather than a name."""

import re
from collections.abc import Iterator

from kg.language.annotations import Quote
from kg.model import Span

_PAIRS = {"«": "»", "“": "”", "„": "“"}
_MARK = re.compile(r"[«»“”„\"]|\n[ \t]*\n")
_AFTER = re.compile(r"[,.]?\s*(?:[–—]|-\s)|,\s|\s*$")
_DEEP = 6  # quotations nest no deeper
_LONG = 9  # names have fewer words


def quotes(text: str) -> tuple[Quote, ...]:
    """Every closed pair of quotation marks, without the marks, sorted; one that never closes ends its paragraph."""
    return tuple(Quote(span, _speech(text, span)) for span in sorted(_spans(text)) if len(span))


def _spans(text: str) -> Iterator[Span]:
    stack: list[tuple[str, int]] = []
    for match in _MARK.finditer(text):
        mark, at = match[0], match.start()
        if mark[0] == "\n":
            yield from _unclosed(text, stack, at)
            stack = []
        elif any(mark == closing for closing, _ in stack) and not (mark == '"' and _opens(text, at)):
            while stack:
                closing, start = stack.pop()
                if closing == mark:
                    yield Span(start, at)
                    break
        elif len(stack) >= _DEEP:
            continue
        elif mark in _PAIRS:
            stack.append((_PAIRS[mark], match.end()))
        elif mark == '"' and (_opens(text, at) or not stack):
            stack.append(('"', match.end()))
    yield from _unclosed(text, stack, len(text))


def _opens(text: str, at: int) -> bool:
    """A straight mark opens where a blank, a bracket or nothing precedes it and a letter follows."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return (not before or before.isspace() or before in "([«–—-") and bool(after) and not after.isspace()


def _unclosed(text: str, stack: list[tuple[str, int]], stop: int) -> Iterator[Span]:
    """Direct speech over several paragraphs closes only in the last; each opens where its paragraph does."""
    for _, start in stack[:1]:
        line = text.rfind("\n", 0, start) + 1
        if not text[line : start - 1].strip() and start < stop:
            yield Span(start, stop)


def _speech(text: str, span: Span) -> bool:
    """Direct speech is long, or ends like a sentence, or somebody's saying stands beside it."""
    words = span.of(text)
    count = len(words.split())
    if count >= _LONG:
        return True
    if count < 3:
        return False
    introduced = text[max(0, span.start - 4) : span.start - 1].rstrip().endswith(":")
    said = words.rstrip()[-1:] in ",!?…." and words[:1].isupper()
    return (
        introduced
        or said
        or (words[:1].islower() and count > 3)
        or bool(words[:1].isupper() and count > 4 and _AFTER.match(text, span.stop + 1))
    )
