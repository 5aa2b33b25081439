"""Which encoding bytes are in: a byte order mark, UTF-8, UTF-16 without a mark, a declaration, then what reads best.

Much Russian text is cp1251 and does not say so, and some says something else. What reads in no encoding like text is
refused: garbled text taken as text would put wrong facts into the graph.
"""

import codecs
import re
import unicodedata

from kg.documents.legibility import LEGIBLE, legibility

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The common ones first: where two read equally well, they are the same for this text or the first is likelier.
_EIGHT_BIT = (
    *("cp1251", "koi8_r", "cp866", "cp1252", "kz1048", "iso8859_5", "koi8_u", "mac_cyrillic", "latin_1"),
    *("cp1250", "iso8859_2", "cp1254", "cp1257", "cp850", "cp852"),
)
_WIDE = ["gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp1253", "cp1255", "cp1256"]
_BETTER = 1.0  # how much better another encoding must read than the declared one
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_SAMPLE = 10_000  # bytes or characters that encodings are judged by
_TAGS = re.compile(rb"<[^<>]{0,2000}>")
_ALLOWED = "\t\n\r\f\x85\x0b"


def decoded(content: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text and the name of the encoding it was in; `declared` is what a header outside the file says.

    Raises ValueError, saying why, for what is no text or in no encoding that we know.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content, encoding), encoding
    for candidate in ("utf-8", _utf16_without_mark(content)):
        if candidate and (text := _attempt(content, candidate)) is not None and not _controls(text):
            return _unspoilt(text), candidate
    return _chosen(content, declared or _declared(content))


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise ValueError(
            f"the byte order mark says {encoding.removesuffix('-sig')}, but byte {error.start} is not;"
            " save the file again"
        ) from None


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


def _chosen(content: bytes, declared: str | None) -> tuple[str, str]:
    """What reads best; the declared encoding if none reads better. Bytes of a character, or of UTF-8, may be broken."""
    if b"\0" in content:
        raise ValueError("this is binary data, not text")
    sample = _telling(content)
    scores = {each: score for each in _EIGHT_BIT if (score := _score(sample, each)) is not None}
    if declared and (text := _as_declared(content, declared, max(scores.values(), default=LEGIBLE))) is not None:
        return text, declared
    _refuse_broken(content)
    best = max(scores, key=lambda each: scores[each], default=None)
    if best and scores[best] >= LEGIBLE and (text := _attempt(content, best)) is not None and not _controls(text):
        return text, best
    return _wide(content)


def _telling(content: bytes) -> bytes:
    """A sample with many letters: markup says nothing about the encoding."""
    return _TAGS.sub(b" ", content[: 10 * _SAMPLE])[:_SAMPLE] or content[:_SAMPLE]


def _score(sample: bytes, encoding: str) -> float | None:
    text = _attempt(sample, encoding)
    return None if text is None or _controls(text) else legibility(text)


def _as_declared(content: bytes, declared: str, best: float) -> str | None:
    """The text in the declared encoding, if that fits and nothing reads much better."""
    text = _attempt(content, declared)
    if text is None or _controls(text):
        return None
    score = legibility(re.sub(r"<[^<>]{0,2000}>", " ", text[: 10 * _SAMPLE])[:_SAMPLE])
    wide = declared.replace("-", "_") not in _EIGHT_BIT and any(char > "\u2e80" for char in text[:_SAMPLE])
    return text if wide or score >= LEGIBLE - _BETTER and score >= best - _BETTER else None


def _refuse_broken(content: bytes) -> None:
    """Raises ValueError for UTF-8 with a few bytes that are none: read in another encoding it would be garble."""
    replaced = content.decode("utf-8", "replace")
    broken = replaced.count("\ufffd")
    whole = sum(not char.isascii() for char in replaced) - broken
    if whole > 10 * broken:
        place = len(content[:].decode("utf-8", "replace").split("\ufffd", 1)[0].encode())
        raise ValueError(
            f"this is UTF-8, but {broken} of its characters are broken, the first at byte {place};"
            " get the file again or save it as UTF-8"
        )


def _wide(content: bytes) -> tuple[str, str]:
    """Encodings of languages with other scripts, which we store and do not read."""
    from charset_normalizer import from_bytes  # late: two files in a thousand get here

    best = from_bytes(content[:_SAMPLE], cp_isolation=_WIDE, threshold=0.3).best()
    text = _attempt(content, best.encoding) if best else None
    if best is None or text is None or _controls(text) or not _is_prose(text):
        raise ValueError("no known encoding makes this readable text; save it as UTF-8 and try again")
    return text, best.encoding


def _is_prose(text: str) -> bool:
    """Whether letters of other scripts are letters, and not signs among them."""
    foreign = [char for char in text[:_SAMPLE] if not char.isascii()]
    return sum(char.isalpha() or unicodedata.category(char)[0] in "PZM" for char in foreign) >= 0.95 * len(foreign)


def _controls(text: str) -> bool:
    """Whether control characters are in it, which no text has."""
    return any(unicodedata.category(char) == "Cc" and char not in _ALLOWED for char in set(text[:_SAMPLE]))


_SPOILT = re.compile(
    r"(?:[ÐÑÂÃ][\u0080-\u00bf\u0152-\u2122]|[РСВГ][\u0400-\u040f\u0450-\u045f\u00a0-\u00bf\u2013-\u2122])"
)


def _unspoilt(text: str) -> str:
    """UTF-8 that somebody read as cp1252 or cp1251 and saved as UTF-8 again, read right; raises ValueError if it can't.

    It shows in pairs such as «Ð¢» or «Р­» all over the text.
    """
    sample = text[:_SAMPLE]
    if 2 * len(_SPOILT.findall(sample)) < 0.4 * sum(not char.isascii() for char in sample) or sample.isascii():
        return text
    for encoding in ("cp1252", "cp1251", "latin_1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    raise ValueError("its letters were garbled when it was saved («Ð¢Ð¾Ñ…» for «Тох»); get the text again")
