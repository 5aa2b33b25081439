"""Which encoding bytes are in: a byte order mark, UTF-8, UTF-16 without a mark, a declaration, then a guess.

Much Russian text is cp1251 and does not say so. A guess that does not read like text is refused: garbled
text taken as text would put wrong facts into the graph.
"""

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x1f\x8b": "a gzip file",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "an RTF document",
    b"\x7fELF": "a program",
}
_GUESSES = ["cp1251", "koi8_r", "cp866", "mac_cyrillic", "cp1252", "latin_1", "cp1254", "gb18030"]
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)


def decoded(content: bytes) -> tuple[str, str]:
    """The text and the name of the encoding it was in.

    Raises ValueError, saying why, for what is no text or in no encoding that we know.
    """
    for magic, what in _BINARY.items():
        if content.startswith(magic):
            raise ValueError(f"this is {what}, not text")
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content, encoding), encoding
    for candidate in ("utf-8", _utf16_without_mark(content), _declared(content)):
        if candidate and (text := _attempt(content, candidate)) is not None and _reads_like_text(text):
            return text, candidate
    return _guessed(content)


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise ValueError(f"the byte order mark says {encoding}, but byte {error.start} is not") from None


def _attempt(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _utf16_without_mark(content: bytes) -> str | None:
    """UTF-16 shows in its high bytes: NUL for Latin text, 04 for Cyrillic, on one side of every pair."""
    sample = content[:4000]
    if len(sample) < 4 or len(content) % 2:
        return None
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if sum(byte in (0, 4) for byte in high) >= 0.9 * len(high):
            return encoding
    return None


def _declared(content: bytes) -> str | None:
    found = _DECLARED.search(content[:4096])
    return found.group(1).decode("ascii").lower() if found else None


def _guessed(content: bytes) -> tuple[str, str]:
    if b"\0" in content:
        raise ValueError("this is binary data, not text")
    best = from_bytes(content[:200_000], cp_isolation=_GUESSES, threshold=0.3).best()
    text = _attempt(content, best.encoding) if best else None
    if best is None or text is None or not _reads_like_text(text):
        raise ValueError("no known encoding makes this readable text; save it as UTF-8 and try again")
    return text, best.encoding


def _reads_like_text(text: str) -> bool:
    """Whether control characters are absent and letters look like words rather than like garble.

    Garbled Cyrillic shows as capitals inside words, or as box drawings and signs between letters.
    """
    sample = text[:20_000]
    if any(unicodedata.category(char) == "Cc" and char not in "\t\n\r\f\x85\x0b" for char in sample):
        return False
    foreign = [char for char in sample if not char.isascii()]
    odd = sum(unicodedata.category(char) in ("So", "Sm", "Sk", "Co", "Cn", "Lm") for char in foreign)
    mixed = len(re.findall(r"[а-яё][А-ЯЁ]", sample))
    return odd + mixed <= 0.1 * len(foreign)
