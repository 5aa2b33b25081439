"""Text as it is stored: NFC, LF line ends, nothing else changed."""

import re
import unicodedata

LONGEST = 10_000_000  # characters; the longest press digest we met has 400,000
LONGEST_SENTENCE = 20_000  # characters; in prose 2,000 are many, and reading takes the square of them
_ENDS = re.compile(r"[.!?…。！？\n]")


def stored(text: str) -> str:
    """The text in NFC with LF line ends. Raises ValueError for what cannot be a document.

    >>> stored("a\\r\\nb")
    'a\\nb'
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise ValueError("there is no text in it")
    if "\0" in text:
        raise ValueError("it holds NUL characters, so it is no text")
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise ValueError("it holds half of a surrogate pair, so it was cut or wrongly decoded")
    if len(text) > LONGEST:
        raise ValueError(f"it has {len(text):,} characters; the limit is {LONGEST:,}")
    _refuse_endless(text)
    return unicodedata.normalize("NFC", text)


def _refuse_endless(text: str) -> None:
    begin = 0
    for end in _ENDS.finditer(text):
        if end.start() - begin > LONGEST_SENTENCE:
            break
        begin = end.end()
    else:
        if len(text) - begin <= LONGEST_SENTENCE:
            return
    raise ValueError(
        f"from character {begin + 1:,} on no sentence and no line ends within {LONGEST_SENTENCE:,} characters,"
        " so this is no prose; save it with its line ends"
    )
