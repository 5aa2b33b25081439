"""The order in which people read what stands on pages: columns, paragraphs, words broken at line ends.

Running heads and feet, which repeat from page to page, are left out, and so are page numbers.
"""

import functools
import re
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from kg.documents.blocks import Block, block, headed, rows
from kg.yaml_files import parsed

_MARGIN = 0.12  # of the page's height: where running heads and feet stand
_NUMBER = re.compile(
    r"(?:page|стр\.?|страница|бет|с\.|p\.)?\s*[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:/|of|из|беттің)\s*\d{1,4})?(?:\s*бет)?",
    re.I,
)
_BULLET = re.compile(r"[•●▪■◦‣·*]\s+|[–—-]\s+(?=\w)|\d{1,2}[.)]\s+(?=\w)")
_END = re.compile(r"[.!?…:;]['\"»”)\]]*$")
_GAP = 1.5  # heights of letters: a gap that parts cells, or stretched words
_HYPHEN = re.compile(r"[-\u00ad‐]$")


@dataclass(frozen=True, slots=True)
class Run:
    """Words on one line of a page with the box around them, in points; y grows downwards."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def width(self) -> float:
        return self.right - self.left

    def beside(self, other: "Run") -> bool:
        """Whether they stand on one line."""
        return min(self.bottom, other.bottom) - max(self.top, other.top) > 0.5 * min(self.height, other.height)


def blocks(pages: Sequence[Sequence[Run]]) -> list[Block]:
    """The paragraphs, headings and items of all pages in reading order."""
    kept = _without_running([[run for run in page if run.text] for page in pages])
    words = " ".join(run.text for page in kept for run in page)
    size = statistics.median([run.height for page in kept for run in page for _ in run.text[:80]] or [1.0])
    parts = [part for page in kept for column in columns(page) for part in _paragraphs(column, size)]
    return _joined(parts, words)


def largest(page: Sequence[Run]) -> str | None:
    """The words in the largest letters in the upper half of a page, if they are larger than the rest."""
    runs = [run for run in page if len(run.text) > 3]
    if not runs:
        return None
    middle = (max(run.bottom for run in runs) + min(run.top for run in runs)) / 2
    upper = [run for run in runs if run.top <= middle]
    size = max(run.height for run in upper)
    if size < 1.15 * statistics.median(run.height for run in runs):
        return None
    title = " ".join(run.text for run in upper if run.height > 0.95 * size)
    return title if len(title) <= 300 else None


# Running heads and feet


def _without_running(pages: list[list[Run]]) -> list[list[Run]]:
    """Lines in the margins that come again on half of the pages, whatever their numbers; and page numbers."""
    seen = Counter(key for page in pages for key in {_key(run) for run in _marginal(page)})
    least = max(2, (len(pages) + 1) // 2)
    return [
        [run for run in page if not (run in marginal and (_NUMBER.fullmatch(run.text) or seen[_key(run)] >= least))]
        for page in pages
        for marginal in [set(_marginal(page))]
    ]


def _key(run: Run) -> tuple[str, int]:
    return re.sub(r"\d+", "#", run.text.lower()), round(run.top / 12)


def _marginal(page: Sequence[Run]) -> list[Run]:
    if not page:
        return []
    first, last = min(run.top for run in page), max(run.bottom for run in page)
    depth = _MARGIN * (last - first)
    return [run for run in page if run.bottom <= first + depth or run.top >= last - depth]


# Columns


def columns(page: Sequence[Run]) -> list[list[list[Run]]]:
    """The lines of each column from top to bottom, columns from left to right, between what spans them."""
    runs = sorted(page, key=lambda run: (run.top, run.left))
    gutter = _gutter(runs)
    if gutter is None:
        return [_lines(runs)] if runs else []
    tables = _tables(runs)
    found: list[list[list[Run]]] = []
    left: list[Run] = []
    right: list[Run] = []
    for line in _lines(runs):
        spanning = [run for run in line if run.left < gutter < run.right]
        if spanning or line[0] in tables:
            found += [*_beside(left, right), [line]]
            left, right = [], []
        else:
            left += [run for run in line if run.right <= gutter]
            right += [run for run in line if run.left >= gutter]
    found += _beside(left, right)
    return _merged(found)


def _tables(runs: Sequence[Run]) -> set[Run]:
    """The first cells of table rows: lines across the page with much white in them, below each other; and of heads."""
    lines = _lines(runs)
    white = [bool(_gaps(line)) and _ink(line) < 0.5 for line in lines]
    inside = [here and any(white[max(at - 1, 0) : at] + white[at + 1 : at + 2]) for at, here in enumerate(white)]
    heads = [
        below and bool(_gaps(line)) and _ink(line) < 0.7 and _aligned(line, after)
        for line, after, below in zip(lines, lines[1:], inside[1:], strict=False)
    ]
    return {line[0] for line, row, head in zip(lines, inside, [*heads, False], strict=True) if row or head}


def _beside(left: Sequence[Run], right: Sequence[Run]) -> list[list[list[Run]]]:
    """Two columns; what stands below both of them on the left, behind a gap, comes after the right one."""
    bottom = max((run.bottom for run in right), default=float("inf"))
    for at, run in enumerate(left):
        if at and run.top > bottom and run.top - left[at - 1].bottom > 0.7 * left[at - 1].height:
            return [*columns(left[:at]), *columns(right), *columns(left[at:])]
    return [*columns(left), *columns(right)]


def _merged(found: list[list[list[Run]]]) -> list[list[list[Run]]]:
    """Lines that span the columns and stand below each other are one column: a title, a table."""
    merged: list[list[list[Run]]] = []
    alone = False
    for column in found:
        if alone and len(column) == 1 and _below(merged[-1][-1][0], column[0][0]):
            merged[-1].extend(column)
        else:
            merged.append(list(column))
            alone = len(column) == 1
    return merged


def _below(run: Run, other: Run) -> bool:
    return 0 <= other.top - run.top < 3 * run.height


def _gutter(runs: Sequence[Run]) -> float | None:
    """Where a blank strip parts lines of prose on its left from such lines on its right; None for one column."""
    if len(runs) < 8:
        return None
    size = statistics.median(run.height for run in runs)
    best, score = None, 0.0
    for place in {round(run.left - size / 2) for run in runs}:
        left = [run for run in runs if run.right <= place]
        right = [run for run in runs if run.left >= place]
        across = len(runs) - len(left) - len(right)
        if min(len(left), len(right)) < 4 or across > 0.35 * len(runs) or not _prose(left) or not _prose(right):
            continue
        if _shared(left, right) and min(len(left), len(right)) - across > score:
            best, score = float(place), float(min(len(left), len(right)) - across)
    return best


def _prose(runs: Sequence[Run]) -> bool:
    """Whether most lines are as long as their column is wide and full of letters: cells of tables are not."""
    width = max(run.right for run in runs) - min(run.left for run in runs)
    lines = _lines(sorted(runs, key=lambda run: (run.top, run.left)))
    full = [line for line in lines if line[-1].right - line[0].left > 0.6 * width and _ink(line) > 0.65]
    return 2 * len(full) >= len(lines) and sum(len(run.text) for run in runs) > 15 * len(lines)


def _ink(line: Sequence[Run]) -> float:
    """How much of a line's length is words."""
    return sum(run.width for run in line) / max(line[-1].right - line[0].left, 1.0)


def _shared(left: Sequence[Run], right: Sequence[Run]) -> bool:
    """Whether they stand beside each other, not one below the other."""
    top = max(min(run.top for run in left), min(run.top for run in right))
    bottom = min(max(run.bottom for run in left), max(run.bottom for run in right))
    return bottom - top > 3 * left[0].height


def _lines(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs that stand beside each other, as one line from left to right."""
    lines: list[list[Run]] = []
    for run in runs:
        if lines and lines[-1][0].beside(run):
            lines[-1].append(run)
        else:
            lines.append([run])
    return [sorted(line, key=lambda run: run.left) for line in lines]


# Paragraphs


def _paragraphs(lines: Sequence[list[Run]], size: float) -> Iterator[Block]:
    """The lines of a column as blocks: a gap, an indent, a bullet or another size of letters begins a new one."""
    if not lines:
        return
    edge = min(line[0].left for line in lines)
    end = max(line[-1].right for line in lines)
    steps = [below[0].top - line[0].top for line, below in pairwise(lines)]
    step = statistics.median(steps) if steps else size
    table = [_is_row(line, *lines[max(at - 1, 0) : at], *lines[at + 1 : at + 2]) for at, line in enumerate(lines)]
    for row, stretch in groupby(range(len(lines)), key=table.__getitem__):
        some = [lines[at] for at in stretch]
        yield from _rows(some) if row else _prose_blocks(some, size, step, edge, end)


def _rows(lines: Sequence[list[Run]]) -> list[Block]:
    """A table; its cells get the names of their columns where each line has as many cells as the first."""
    cells = [_words(line, "\t").split("\t") for line in lines]
    if len({len(row) for row in cells}) == 1:
        return rows(cells, header=headed(cells))
    return [Block("row", "; ".join(row)) for row in cells]


def _prose_blocks(lines: Sequence[list[Run]], size: float, step: float, edge: float, end: float) -> Iterator[Block]:
    run: list[str] = []
    for at, line in enumerate(lines):
        if at and _parted(lines[at - 1], line, step, edge, end):
            yield _block(run, lines[at - 1], size)
            run = []
        run.append(_words(line, " "))
    yield _block(run, lines[-1], size)


def _parted(before: list[Run], line: list[Run], step: float, edge: float, end: float) -> bool:
    """Whether a paragraph ends between two lines of a column from `edge` to `end`; `step` is from line to line."""
    above, here = before[0], line[0]
    size = here.height
    gap = here.top - above.top
    if gap > 1.35 * max(step, size) or abs(here.height - above.height) > 0.2 * size:
        return True
    ended = bool(_END.search(before[-1].text))
    if (bullet := _BULLET.match(here.text)) and (ended or bullet[0][0] not in "–—-"):
        return True
    indented = here.left > edge + 0.6 * size and above.left <= edge + 0.6 * size
    short = before[-1].right < end - 0.2 * (end - edge)
    return ended and (indented or short)


def _is_row(line: Sequence[Run], *neighbours: Sequence[Run]) -> bool:
    """Whether wide gaps part the words of a line as they do in a table, where cells stand below each other.

    Lines that are stretched to fill a column have such gaps, too, but few of them, and not below each other.
    """
    if not _gaps(line):
        return False
    return _ink(line) < 0.45 or any(_gaps(other) and _aligned(line, other) for other in neighbours)


def _gaps(line: Sequence[Run]) -> bool:
    return any(right.left - left.right > _GAP * left.height for left, right in zip(line, line[1:], strict=False))


def _aligned(line: Sequence[Run], other: Sequence[Run]) -> bool:
    """Whether cells behind the first begin, end or have their middle at one place; all full lines end at one place."""
    begins = [(run.left, each.left) for run in line[1:] for each in other[1:]]
    ends = [(run.right, each.right) for run in line[:-1] for each in other[:-1]]
    middles = [(run.left + run.right, each.left + each.right) for run in line[1:] for each in other[1:]]
    return any(abs(one - another) < 3 for one, another in begins + ends + middles)


def _words(line: Sequence[Run], between: str) -> str:
    """The words of a line; `between` stands where its gaps are wide."""
    parts = [line[0].text]
    for left, right in pairwise(line):
        gap = (right.left - left.right) / left.height
        parts += [between if gap > _GAP else " " if gap > 0.1 else "", right.text]
    return "".join(parts)


def _block(lines: list[str], last: list[Run], size: float) -> Block:
    text = "\n".join(lines)
    bullet = _BULLET.match(text)
    if bullet and not bullet[0][0].isdigit():
        return Block("item", text[bullet.end() :])
    return Block("heading" if last[0].height > 1.15 * size and len(lines) <= 4 else "paragraph", text)


def _joined(parts: Iterable[Block], words: str) -> list[Block]:
    """Lines made one; a paragraph that a column or page breaks in the middle of its sentence goes on in the next."""
    found: list[Block] = []
    for part in parts:
        last = found[-1] if found else None
        if last and part.kind == last.kind == "paragraph" and _goes_on(last.text, part.text):
            found[-1] = Block(last.kind, f"{last.text}\n{part.text}")
        else:
            found.append(part)
    return [block(each.kind, unbroken(each.text, words)) for each in found]


def _goes_on(text: str, after: str) -> bool:
    return not _END.search(text) and after[:1].islower() or bool(_HYPHEN.search(text))


def unbroken(text: str, words: str = "") -> str:
    """Lines as one, words that were broken at the end of a line whole again.

    A hyphen stays where the word has one elsewhere in `words`, before a capital, and behind a figure or capitals.

    >>> unbroken("Exports of agri-\\ncultural goods")
    'Exports of agricultural goods'
    >>> unbroken("торгово-\\nэкономический форум", "торгово-экономическое сотрудничество")
    'торгово-экономический форум'
    """
    whole, *lines = text.split("\n")
    for line in lines:
        broken = _HYPHEN.search(whole) and line[:1].isalpha()
        whole = _mended(whole, line, words) if broken else f"{whole} {line}"
    return whole.replace("\u00ad", "")


def _mended(whole: str, line: str, words: str) -> str:
    first = re.search(r"[\w-]*$", whole[:-1])
    head = first[0] if first else ""
    kept = (
        line[0].isupper()
        or not head
        or head[-1].isdigit()
        or head.isupper()
        or head.lower() in _compounds()
        or bool(re.search(rf"\b{re.escape(head)}-(?=\w)", words))
    )
    return whole[:-1] + ("-" if kept else "") + line


@functools.cache
def _compounds() -> frozenset[str]:
    given: Any = parsed(Path(__file__).with_name("hyphens.yaml"))
    return frozenset(part for parts in given.values() for part in parts)
