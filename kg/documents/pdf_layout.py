"""The order in which people read what stands on pages: columns, paragraphs, words broken at line ends.

Running heads and feet, which repeat from page to page, are left out, and so are page numbers.
"""

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.documents.blocks import Block, block

_MARGIN = 0.12  # of the page's height: where running heads and feet stand
_NUMBER = re.compile(
    r"(?:page|стр\.?|страница|бет|с\.|p\.)?\s*[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:/|of|из|беттің)\s*\d{1,4})?(?:\s*бет)?",
    re.I,
)
_BULLET = re.compile(r"[•●▪■◦‣·*]\s+|[–—-]\s+(?=\w)|\d{1,2}[.)]\s+(?=\w)")
_END = re.compile(r"[.!?…:;]['\"»”)\]]*$")
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
    parts = [part for page in kept for column in columns(page) for part in _paragraphs(column, size, words)]
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
    lines = sorted(page, key=lambda run: (run.top, run.left))
    gutter = _gutter(lines)
    if gutter is None:
        return [_lines(lines)] if lines else []
    found: list[list[list[Run]]] = []
    left: list[Run] = []
    right: list[Run] = []
    for run in lines:
        if run.left < gutter < run.right:
            found += [*columns(left), *columns(right), [[run]]]
            left, right = [], []
        else:
            (left if run.right <= gutter else right).append(run)
    found += [*columns(left), *columns(right)]
    return _merged(found)


def _merged(found: list[list[list[Run]]]) -> list[list[list[Run]]]:
    """Columns of a single line that follow each other are one: a title of several lines, each across the page."""
    merged: list[list[list[Run]]] = []
    for column in found:
        if (
            merged
            and len(column) == 1
            and all(len(line) == 1 for line in merged[-1])
            and merged[-1]
            and _below(merged[-1][-1][0], column[0][0])
        ):
            merged[-1].extend(column)
        else:
            merged.append(column)
    return merged


def _below(run: Run, other: Run) -> bool:
    return (
        0 <= other.top - run.top < 2.5 * run.height and other.width > 0 and abs(other.left - run.left) < 4 * run.height
    )


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
    """Whether most lines are as long as their column is wide: cells of tables are not."""
    width = max(run.right for run in runs) - min(run.left for run in runs)
    long = [run for run in runs if run.width > 0.6 * width and len(run.text) > 15]
    return 2 * len(long) >= len(runs)


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


def _paragraphs(lines: Sequence[list[Run]], size: float, words: str) -> Iterator[Block]:
    """The lines of a column as blocks: a gap, an indent, a bullet or another size of letters begins a new one."""
    if not lines:
        return
    edge = min(line[0].left for line in lines)
    end = max(line[-1].right for line in lines)
    steps = [below[0].top - line[0].top for line, below in zip(lines, lines[1:], strict=False)]
    step = statistics.median(steps) if steps else size
    run: list[str] = []
    for place, line in enumerate(lines):
        before = lines[place - 1] if place else None
        if before is not None and _parted(before, line, step, edge, end):
            yield _block(run, lines[place - 1], size)
            run = []
        run.append(_words(line))
    yield _block(run, lines[-1], size)


def _parted(before: list[Run], line: list[Run], step: float, edge: float, end: float) -> bool:
    above, here = before[0], line[0]
    size = here.height
    gap = here.top - above.top
    if gap > 1.35 * max(step, size) or abs(here.height - above.height) > 0.2 * size or _BULLET.match(here.text):
        return True
    if _is_row(before) or _is_row(line):
        return True
    indented = here.left > edge + 0.6 * size and above.left <= edge + 0.6 * size
    short = before[-1].right < end - 0.2 * (end - edge) and bool(_END.search(before[-1].text))
    return indented and bool(_END.search(before[-1].text)) or short


def _is_row(line: list[Run]) -> bool:
    """Whether wide gaps part the words of a line, as in a table."""
    return any(right.left - left.right > 1.5 * left.height for left, right in zip(line, line[1:], strict=False))


def _words(line: list[Run]) -> str:
    parts = [line[0].text]
    for left, right in zip(line, line[1:], strict=False):
        parts += [
            "; "
            if right.left - left.right > 1.5 * left.height
            else " "
            if right.left - left.right > 0.1 * left.height
            else "",
            right.text,
        ]
    return "".join(parts)


def _block(lines: list[str], last: list[Run], size: float) -> Block:
    bullet = _BULLET.match(lines[0])
    large = last[0].height > 1.15 * size and len(lines) <= 4
    text = "\n".join(lines)
    if bullet and not bullet[0][0].isdigit():
        return Block("item", text[bullet.end() :])
    return Block("heading" if large else "row" if _is_row(last) else "paragraph", text)


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
    kept = line[0].isupper() or not head or head[-1:].isdigit() or head.isupper() or f"{head}-" in _inside(words, head)
    return whole[:-1] + ("-" if kept else "") + line


def _inside(words: str, head: str) -> str:
    """Where a word with a hyphen after `head` stands inside a line, cut out of the words."""
    found = re.search(rf"\b{re.escape(head)}-(?=\w)", words)
    return found[0] if found else ""
