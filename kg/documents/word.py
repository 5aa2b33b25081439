"""Word documents (.docx), by mammoth: paragraphs, headings, lists, tables, notes; deleted words stay deleted."""

import io
import zipfile
from typing import Any

from kg.documents.blocks import composed
from kg.documents.markup import blocks, tree

_PROPERTIES = "docProps/core.xml"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_HEADERS = "<html><body>%s</body></html>"
_UNNAMED = ("", "document", "документ", "word document", "microsoft word document")


def word(content: bytes) -> tuple[str, str | None]:
    """The text and the title of a document. Raises ValueError for what is no Word document."""
    import mammoth  # late: only Word files need it

    try:
        found: Any = mammoth.convert_to_html(io.BytesIO(content), convert_image=_no_image, style_map=_STYLES)
        title = _title(content)
    except (KeyError, zipfile.BadZipFile, OSError, EOFError, NotImplementedError) as error:
        raise ValueError(f"this Word document is damaged ({error}); open it in Word and save it again") from None
    except Exception as error:  # what its XML readers raise has no common class
        raise ValueError(
            f"this Word document cannot be read ({type(error).__name__}: {error}); save it again"
        ) from None
    text = composed(blocks(tree(_HEADERS % found.value))) if found.value else ""
    if not text.strip():
        raise ValueError(
            "there is no text in this Word document; if it holds pictures of pages, recognise their text first"
        )
    return text, title


_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
p[style-name='Заголовок'] => h1:fresh
p[style-name='Название'] => h1:fresh
"""


def _no_image(_: object) -> list[object]:
    return []


def _title(content: bytes) -> str | None:
    from lxml import etree  # late: as above

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if _PROPERTIES not in archive.namelist():
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        found = etree.fromstring(archive.read(_PROPERTIES), parser=parser).findtext(_TITLE)
    title = " ".join((found or "").split())
    return None if title.lower() in _UNNAMED else title
