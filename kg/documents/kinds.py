"""What a file is: by its first bytes, then by its ending, then by what its text begins with.

Files lie about themselves: an office page saved as `.doc`, an error page named `.pdf`, a PDF named `.txt`. What a file
is called counts only where the bytes leave it open.
"""

import re
from pathlib import PurePath

TEXTS = (".txt", ".md", ".markdown", ".text")
PAGES = (".html", ".htm", ".xhtml", ".shtml")
LINES = (".jsonl", ".ndjson", ".json")
MAIL = (".eml", ".mht", ".mhtml")
OFFICE = (".pdf", ".docx")
FEEDS = (".xml", ".rss", ".atom")
ARCHIVES = (".zip",)
TABLES = (".csv",)
READ = (*TEXTS, *PAGES, *LINES, *MAIL, *OFFICE, *FEEDS, *ARCHIVES)  # what a folder is searched for

_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
)
# What is not read: how it begins, what it is, what to do.
_OTHER = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document", "save it as .docx, .xlsx or PDF"),
    (b"{\\rtf", "an RTF document", "save it as .docx or .txt"),
    (b"\x89PNG", "a PNG picture", "give the text itself, or a PDF made by a program for recognising text"),
    (b"\xff\xd8\xff", "a JPEG picture", "give the text itself, or a PDF made by a program for recognising text"),
    (b"II*\x00", "a TIFF picture", "give the text itself, or a PDF made by a program for recognising text"),
    (b"GIF8", "a GIF picture", "give the text itself, or a PDF made by a program for recognising text"),
    (b"\x1f\x8b", "a gzip file", "unpack it first"),
    (b"BZh", "a bzip2 file", "unpack it first"),
    (b"\xfd7zXZ", "an xz file", "unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "pack it as .zip or unpack it"),
    (b"Rar!", "a RAR archive", "pack it as .zip or unpack it"),
    (b"\x7fELF", "a program", "give a text"),
    (b"MZ\x90", "a program", "give a text"),
    (b"SQLite format 3", "a database", "export texts from it as JSON Lines"),
)
_RDF = (".ttl", ".nt", ".nq", ".trig", ".rdf", ".owl", ".jsonld", ".nquads", ".n3")
_SHEETS = (".xlsx", ".xls", ".ods", ".tsv")
_PROMISED = {".pdf": "PDF", ".docx": "Word document", ".zip": "ZIP archive", ".doc": "Word document"}

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body|article|meta)\b",
    re.I | re.S,
)
_FEED = re.compile(
    r"\s*(?:<!--(?:(?!-->).)*-->\s*)*(?:<\?xml[^>]*>\s*)?(?:<\?(?:(?!\?>).)*\?>\s*|<!--(?:(?!-->).)*-->\s*|<!DOCTYPE[^>[]*(?:\[[^\]]*\]\s*)?>\s*)*"
    r"<(?:rss|feed|rdf:RDF|channel)\b",
    re.S,
)
_MARKUP = re.compile(r"<(p|div|br|span|table|h[1-6]|a|b|i)\b[^>]*>", re.I)
_XML = re.compile(r"\s*<\?xml\b")
_MAIL = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){3,}\r?\n")
_MAIL_FIELDS = re.compile(
    rb"^(?:From|Received|MIME-Version|Return-Path|Message-ID|Snapshot-Content-Location):", re.I | re.M
)


def by_bytes(content: bytes, name: str) -> str | None:
    """`pdf`, `zip`, `mail`, or None where only the text can tell.

    Raises ValueError for what is not read, saying what it is and what to do.
    """
    if not content.strip(b"\0 \t\r\n"):
        raise ValueError("there is no text in it" + (" (0 bytes)" if not content else ""))
    suffix = PurePath(name).suffix.lower()
    for magic, kind in _MAGIC:
        if content[:1024].lstrip().startswith(magic):
            return kind
    for magic, what, advice in _OTHER:
        if content.startswith(magic):
            raise ValueError(f"this is {what}, which is not read; {advice}")
    if suffix in _RDF:
        raise ValueError("RDF is loaded, not read: kg load FILE --graph IRI")
    if suffix in _SHEETS:
        raise ValueError("tables of figures are no news; give the release that tells them")
    if suffix in MAIL or _MAIL.match(content[:20_000]) and len(_MAIL_FIELDS.findall(content[:20_000])) > 1:
        return "mail"
    return None


def by_text(text: str, name: str) -> str:
    """`page`, `feed`, `lines`, `table` or `text`. Raises ValueError for a file that is not what its name promises."""
    suffix = PurePath(name).suffix.lower()
    found = _by_beginning(text[:10_000], suffix)
    if suffix in _PROMISED and found != "page" or suffix in _PROMISED and suffix != ".doc":
        what = {"page": "an HTML page, perhaps a site's error message", "feed": "a feed"}.get(found, "plain text")
        raise ValueError(f"this is named {suffix} and is no {_PROMISED[suffix]} but {what}; get the file again")
    return found


def _by_beginning(text: str, suffix: str) -> str:
    if suffix in PAGES or _PAGE.match(text):
        return "page"
    if _FEED.match(text) or suffix in FEEDS[1:]:
        return "feed"
    if suffix == ".xml" or _XML.match(text):
        raise ValueError("this XML is neither a page nor a feed; save the text as .txt or .html")
    if suffix in LINES:
        return "lines"
    if suffix in TABLES:
        return "table"
    return "page" if len(_MARKUP.findall(text)) >= 3 and text.lstrip().startswith("<") else "text"
