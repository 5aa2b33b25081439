"""PDF files, by PDFium: where each run of letters stands on its page, then the order in which people read them."""

import ctypes
import re
from collections.abc import Iterator
from typing import Any

from kg.documents.blocks import composed
from kg.documents.dates import found_date
from kg.documents.legibility import LEGIBLE, legibility
from kg.documents.pdf_layout import Run, blocks, largest

_FEW = 25  # letters on a page, under which it is a picture with a stamp
_PICTURE = 3  # FPDF_PAGEOBJ_IMAGE
_LIGATURES = str.maketrans(dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)))
_MADE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_UNNAMED = re.compile(
    r"^$|untitled|без имени|документ\d*$|document\d*$|microsoft (?:word|powerpoint)|\.(?:docx?|pdf|indd|tex|rtf)$", re.I
)
_DAMAGED = "this PDF is damaged or cut off; get it again"
_OCR = "recognise the text first (ocrmypdf, FineReader …)"


def pdf(content: bytes) -> tuple[str, str | None, str | None, tuple[str, ...]]:
    """Text, title, date in sight on the first page, and remarks. Raises ValueError with advice."""
    pages, properties, pictures = _read(content)
    letters = [sum(len(run.text) for run in page) for page in pages]
    bare = [number for number, count in enumerate(letters, 1) if count < _FEW and pictures[number - 1]]
    if sum(letters) < _FEW and bare:
        raise ValueError(f"this PDF is scanned: {len(pages)} pages of pictures without text; {_OCR}")
    text = composed(blocks(pages))
    if not text.strip():
        raise ValueError(f"there is no text in this PDF ({len(pages)} pages)")
    if _garbled(text):
        raise ValueError(f"the fonts of this PDF do not say which letters they draw; {_OCR}")
    seen = _date_in_sight(pages)
    return text, _title(pages, properties), seen, tuple(_remarks(bare, properties, seen))


def _read(content: bytes) -> tuple[list[list[Run]], dict[str, str], list[bool]]:
    import pypdfium2  # late: a native library of 7 MB

    try:
        document: Any = pypdfium2.PdfDocument(content)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ValueError("this PDF needs a password; save a copy without one") from None
        if "security" in str(error).lower():
            raise ValueError("this PDF is locked in a way that is not supported; save a copy without it") from None
        raise ValueError(_DAMAGED) from None
    if not count:
        raise ValueError("this PDF has no pages")
    pages, pictures = [], []
    for number in range(count):
        runs, pictured = _page(pypdfium2, document, number)
        pages.append(runs)
        pictures.append(pictured)
    return pages, document.get_metadata_dict(), pictures


def _page(pypdfium2: Any, document: Any, number: int) -> tuple[list[Run], bool]:
    try:
        page = document[number]
        text = page.get_textpage()
        runs = list(_runs(pypdfium2.raw, text.raw, page.get_height()))
        few = sum(len(run.text) for run in runs) < _FEW
        pictured = few and any(each.type == _PICTURE for each in page.get_objects(max_depth=3))
        text.close()
        page.close()
    except pypdfium2.PdfiumError:
        raise ValueError(f"page {number + 1} of this PDF cannot be read; get the file again") from None
    return runs, pictured


def _runs(raw: Any, text: Any, height: float) -> Iterator[Run]:
    """Letters that follow each other on a line, with the box around them; y grows downwards."""
    box = raw.FS_RECTF()
    letters: list[str] = []
    left = right = top = bottom = 0.0
    for place in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, place)
        char = "\u00ad" if code in (2, 0xFFFE) else chr(code) if code and not 0xD800 <= code < 0xE000 else ""
        if char in "\r\n" or not raw.FPDFText_GetLooseCharBox(text, place, ctypes.byref(box)):
            if letters and char in "\r\n":
                yield _run(letters, left, top, right, bottom)
                letters = []
            continue
        if raw.FPDFText_IsGenerated(text, place) == 1 and char != "\u00ad":
            letters += [" "] if letters else []
            continue
        up, down, size = height - box.top, height - box.bottom, box.top - box.bottom
        middle = (up + down) / 2
        if letters and not (top <= middle <= bottom and left - size < box.left < right + 1.5 * size):
            yield _run(letters, left, top, right, bottom)
            letters = []
        if not letters:
            left, right, top, bottom = box.left, box.right, up, down
        letters.append(char)
        right, top, bottom = max(right, box.right), min(top, up), max(bottom, down)
    if letters:
        yield _run(letters, left, top, right, bottom)


def _run(letters: list[str], left: float, top: float, right: float, bottom: float) -> Run:
    words = " ".join("".join(letters).translate(_LIGATURES).split())
    return Run(words, left, top, right, bottom)


def _garbled(text: str) -> bool:
    """Whether letters are private signs or controls, or words are of no language."""
    odd = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or (char < " " and char not in "\n\t") for char in text)
    if odd > 0.05 * len(text):
        return True
    cyrillic = sum("\u0400" <= char <= "\u04ff" for char in text)
    foreign = sum(not char.isascii() for char in text)
    return foreign > 0.3 * len(text) and cyrillic * 2 < foreign and legibility(text) < LEGIBLE and _latin(text)


def _latin(text: str) -> bool:
    """Whether what is beyond ASCII is accented Latin, as Russian fonts without a table look."""
    return sum("\u00a0" <= char <= "\u024f" for char in text) * 2 > sum(not char.isascii() for char in text)


def _title(pages: list[list[Run]], properties: dict[str, str]) -> str | None:
    """The title that the file states, if that is one; else the largest words on the first page."""
    stated = " ".join(properties.get("Title", "").split())
    return stated if not _UNNAMED.search(stated) else largest(pages[0])


def _date_in_sight(pages: list[list[Run]]) -> str | None:
    """A line of the first page that is a date and hardly more."""
    for run in pages[0][:40]:
        if len(run.text) <= 60 and len(re.findall(r"[^\W\d_]{3,}", run.text)) <= 3 and (day := found_date(run.text)):
            return day
    return None


def _remarks(bare: list[int], properties: dict[str, str], seen: str | None) -> Iterator[str]:
    if bare:
        shown = ", ".join(map(str, bare[:10])) + (" …" if len(bare) > 10 else "")
        yield f"pages {shown} are pictures without text and are left out; {_OCR}"
    made = _MADE.match(properties.get("CreationDate", ""))
    if made and not seen:
        yield f"the file was made on {'-'.join(made.groups())}; if it was published then, say --published"
