"""Where sentences, headings, list items and captions begin and end. Offsets count in the untouched text.

News arrives with glued sentences ("Baltic .Kazakhstan"), hard-wrapped lines and abbreviations before capitals,
so a full stop decides only together with its neighbours, and a line end only together with its line's length.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from kg.language.annotations import Quote, Sentence, Token
from kg.language.tokens import fold
from kg.model import Span

_END = {".", "!", "?", "…"}
_CLOSING = {"»", "”", ")", "]", '"', "“", "’", "'"}
_DASHES = {"–", "—", "-", "−"}
_OPENING = {"«", "“", "„", '"', "(", "[", "‘", "•", "*"} | _DASHES
_BULLET = re.compile(r"[ \t]*(?:[•●▪■*·►✓]|[–—-](?=\s)|\d{1,2}[.)](?=\s))")
_BLANK = re.compile(r"\n[ \t\r\f\v]*\n\s*")
_GAP = re.compile(r"[^\S\n]{3,}|\t")
_TRAILING = ' \t\r\n»”")'
_NARROW = 50  # lines with numbers in a block no wider are rows of a table, even if the next begins in lower case
_WRAPPED = 110  # a block with a longer line is not wrapped: each of its lines is one of its own


@dataclass(frozen=True, slots=True)
class Marks:
    """What a language's `sentences.yaml` knows: abbreviations that never or seldom end a sentence, caption words."""

    never: frozenset[str] = frozenset()
    seldom: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    captions: tuple[str, ...] = ()

    @classmethod
    def of(cls, sections: Mapping[str, Any]) -> "Marks":
        """Read from a pack's sections; empty where the pack has none."""
        given = sections.get("sentences", {})
        never, seldom, counted = (frozenset(map(fold, given.get(key, ()))) for key in ("never", "seldom", "counted"))
        return cls(never, seldom, counted, tuple(fold(str(word)) for word in given.get("captions", ())))


def sentences(text: str, found: Sequence[Token], marks: Marks, quotes: Sequence[Quote]) -> tuple[Sentence, ...]:
    """The text's sentences in order; together they hold every token once."""
    result: list[Sentence] = []
    first = 0
    for paragraph, run in _runs(text, found):
        for piece in _split(text, run, marks):
            result.append(_sentence(text, piece, paragraph, first, marks, len(piece) == len(run)))
            first += len(piece)
    return tuple(_with_quotes(result, quotes))


def _sentence(text: str, piece: list[Token], paragraph: int, first: int, marks: Marks, alone: bool) -> Sentence:
    span = Span(piece[0].span.start, piece[-1].span.stop)
    return Sentence(span, tuple(piece), paragraph, first, _sort(text, piece, marks, alone))


def _sort(text: str, piece: list[Token], marks: Marks, alone: bool) -> str:
    """A whole line without a full stop is a heading, one with a bullet an item, one that begins "Photo:" a caption."""
    if piece[0].lower in marks.captions and len(piece) > 1 and piece[1].text == ":":
        return "caption"
    line = text.rfind("\n", 0, piece[0].span.start) + 1
    if _BULLET.match(text, line) and not text[line : piece[0].span.start].strip():
        return "item"
    last = piece[-1].text
    return "heading" if alone and last not in _END and last not in {";", ",", ":"} and len(piece) < 40 else "sentence"


def _with_quotes(found: list[Sentence], quotes: Sequence[Quote]) -> Iterator[Sentence]:
    spans = sorted(quote.span for quote in quotes)
    begin = 0
    for sentence in found:
        while begin < len(spans) and spans[begin].stop <= sentence.span.start:
            begin += 1
        inside = tuple(_cut(q, sentence.span) for q in _until(spans, begin, sentence.span) if q.overlaps(sentence.span))
        yield replace(sentence, quotes=inside) if inside else sentence


def _until(spans: list[Span], begin: int, span: Span) -> Iterator[Span]:
    for number in range(begin, len(spans)):
        if spans[number].start >= span.stop:
            return
        yield spans[number]


def _cut(span: Span, within: Span) -> Span:
    return Span(max(span.start, within.start), min(span.stop, within.stop))


def _runs(text: str, found: Sequence[Token]) -> Iterator[tuple[int, list[Token]]]:
    """Runs of tokens between hard breaks, each with the number of its paragraph."""
    breaks = _hard_breaks(text)
    run: list[Token] = []
    paragraph, upcoming = 0, 0
    for token in found:
        new = False
        while upcoming < len(breaks) and breaks[upcoming][0] <= token.span.start:
            new = new or breaks[upcoming][1]
            if run:
                yield paragraph, run
                run = []
            upcoming += 1
        paragraph += new
        run.append(token)
    if run:
        yield paragraph, run


def _hard_breaks(text: str) -> list[tuple[int, bool]]:
    """Offsets where a segment must end; True where a paragraph begins there."""
    starts = [0, *(match.end() for match in _BLANK.finditer(text))]
    breaks: list[tuple[int, bool]] = [(start, True) for start in starts[1:]]
    for start, stop in pairwise([*starts, len(text)]):
        breaks.extend(_line_breaks(text, start, stop))
    return sorted(breaks)


def _line_breaks(text: str, start: int, stop: int) -> Iterator[tuple[int, bool]]:
    """Line ends of one block that are no mere wrapping, and wide gaps within its lines."""
    lines = _lines(text, start, stop)
    lengths = [len(line.rstrip()) for _, line in lines]
    width = _width([length for length in lengths if length <= _WRAPPED])
    for (_, line), (offset, following) in pairwise(lines):
        if max(len(line.rstrip()), len(following.rstrip())) > _WRAPPED:
            yield offset, True
        elif not _soft(line.rstrip(), following.strip(), width):
            yield offset, line.rstrip(_TRAILING).endswith(tuple(_END)) and not _BULLET.match(following)
    for offset, line in lines:
        for gap in _GAP.finditer(line.strip()):
            at = offset + line.index(line.strip()) + gap.end()
            if text[at : at + 1].isupper():
                yield at, False


def _width(lengths: list[int]) -> int:
    """The width a block is wrapped to: what a quarter of its lines reach, so that one long line decides nothing."""
    return sorted(lengths)[len(lengths) * 3 // 4] if lengths else 0


def _lines(text: str, start: int, stop: int) -> list[tuple[int, str]]:
    lines, offset = [], start
    for line in text[start:stop].splitlines(keepends=True):
        if line.strip():
            lines.append((offset, line))
        offset += len(line)
    return lines


def _soft(line: str, following: str, width: int) -> bool:
    """Whether a line end only wraps: the next word would not have fitted, or the next line goes on in lower case."""
    if _BULLET.match(following):
        return False
    if following[0].islower():
        return not (width < _NARROW and _counted(line) and _counted(following))
    word = following.split(None, 1)[0]
    fitted = len(line) + 1 + len(word) <= (width if line.endswith(tuple(_END)) else width - 8)
    return width > 40 and not fitted


def _counted(line: str) -> bool:
    return any(letter.isdigit() for letter in line)


def _split(text: str, run: list[Token], marks: Marks) -> Iterator[list[Token]]:
    """Cut a run of tokens after each mark that ends a sentence."""
    begin = 0
    number = 0
    while number < len(run):
        if run[number].text in _END:
            stop = _closing(text, run, number)
            if stop < len(run) and _ends(text, run, begin, number, stop, marks):
                yield run[begin:stop]
                begin = stop
            number = stop
        elif _abbreviated_end(run, number, marks):
            yield run[begin : number + 1]
            begin = number = number + 1
        else:
            number += 1
    if begin < len(run):
        yield run[begin:]


def _closing(text: str, run: list[Token], number: int) -> int:
    """The number of the first token after the end marks and what closes with them."""
    stop = number + 1
    while stop < len(run) and run[stop].span.start == run[stop - 1].span.stop:
        mark = run[stop].text
        straight = mark in ('"', "“", "'") and _opens(text, run[stop])
        if not (mark in _END or (mark in _CLOSING and not straight)):
            break
        stop += 1
    return stop


def _opens(text: str, token: Token) -> bool:
    """Whether a straight quotation mark opens: a word follows and no blank, or the end, parts them."""
    after = text[token.span.stop : token.span.stop + 1]
    before = text[token.span.start - 1 : token.span.start]
    return bool(after) and not after.isspace() and after not in ".,;:!?)" and (not before or before.isspace())


def _ends(text: str, run: list[Token], begin: int, number: int, stop: int, marks: Marks) -> bool:
    """Whether the full stop at `number` ends a sentence that began at `begin`, given what follows at `stop`."""
    following = run[stop]
    first = _first_letters(run, stop)
    if run[number].text != ".":
        return not first.islower() and not (stop == number + 1 and following.text in {",", ";", ")"})
    if number == begin or following.text in {",", ";", ":"} or first.islower() or first in {",", ";"}:
        return False
    if stop > number + 1 and following.text in _DASHES and not first[:1].isupper():
        return False
    return stop > number + 1 or not _abbreviation(text, run, begin, number, first, marks)


def _first_letters(run: list[Token], stop: int) -> str:
    """The first word or number after opening marks and dashes."""
    for token in run[stop : stop + 4]:
        if token.text not in _OPENING:
            return token.text
    return ""


def _abbreviation(text: str, run: list[Token], begin: int, number: int, first: str, marks: Marks) -> bool:
    """Whether the full stop belongs to the word before it and ends nothing."""
    word = run[number - 1]
    if word.span.stop != run[number].span.start:
        return False
    if word.kind == "number":
        return number - 1 == begin and len(word.text) < 4
    if len(word.text) == 1 and word.text.isupper() or word.lower in marks.never:
        return True
    if word.lower not in marks.seldom:
        return len(word.text) == 1 and number > 1 and run[number - 2].text == "."
    if word.lower in marks.counted and sum(letter.isupper() for letter in first) > 1:
        return True
    return not first[:1].isupper() or number - begin < 4


def _abbreviated_end(run: list[Token], number: int, marks: Marks) -> bool:
    """Whether an abbreviation with full stops of its own ("U.S.") stands at a sentence's end."""
    token = run[number]
    if len(token.text) < 4 or not token.text.endswith(".") or token.kind != "word" or number + 1 >= len(run):
        return False
    following = run[number + 1]
    return following.text[0].isupper() and following.lower in marks.never
