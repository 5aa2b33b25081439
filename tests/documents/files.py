"""Small files of foreign formats, written by hand: what is in them is what the tests say."""

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence

Placed = tuple[float, float, str]  # from the left, from the bottom, the words
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(
    *pages: Sequence[Placed], size: int = 11, pictures: bool = False, title: str = "", encrypt: bool = False
) -> bytes:
    """A PDF with words at places, in Helvetica; with `pictures` each page has a picture on it."""
    count = len(pages)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>"
        % (b" ".join(b"%d 0 R" % (5 + 2 * at) for at in range(count)), count),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
        b"\nstream\n\x80\nendstream",
    ]
    for at, words in enumerate(pages):
        content = b"".join(_drawn(each, size) for each in words) + (
            b"q 500 0 0 700 50 50 cm /I Do Q\n" if pictures else b""
        )
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F 3 0 R >> /XObject << /I 4 0 R >> >> >>" % (6 + 2 * at)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    objects.append(b"<< /Title (%s) >>" % title.encode("latin-1"))
    extra = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -4 >> /ID [(a) (a)] " % (b"o" * 32, b"u" * 32)
    return _file(objects, (extra if encrypt else b"") + b"/Info %d 0 R " % len(objects))


def _drawn(placed: Placed, size: int) -> bytes:
    left, bottom, words = placed
    shown = words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F %d Tf %g %g Td (%s) Tj ET\n" % (size, left, bottom, shown)


def _file(objects: Sequence[bytes], extra: bytes) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n"
        % (
            size,
            table,
            size,
            extra,
            len(out),
        )
    )


def column(left: float, top: float, lines: Sequence[str], step: float = 14) -> list[Placed]:
    """Lines below each other."""
    return [(left, top - step * at, line) for at, line in enumerate(lines)]


def docx(body: str, title: str = "") -> bytes:
    """A Word document with this WordprocessingML in its body."""
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    return archive(
        {
            "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="rels" ContentType="application/vnd.'
            'openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/'
            'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="a" Type="{office}" '
            'Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
            "docProps/core.xml": '<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/'
            f'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></c:coreProperties>',
        }
    )


def paragraph(words: str, style: str = "") -> str:
    """A paragraph of WordprocessingML."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}<w:r><w:t>{words}</w:t></w:r></w:p>"


def table(*rows: Sequence[str]) -> str:
    """A table of WordprocessingML."""
    cells = "".join("<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    return f"<w:tbl>{cells}</w:tbl>"


def archive(members: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, each in members.items():
            opened.writestr(name, each)
    return content.getvalue()


def bomb(size: int) -> bytes:
    """An archive with a text of so many equal letters."""
    return archive({"bomb.txt": b"a" * size, "good.txt": "Exports of wheat to Latvia grew to 5 million euros in 2024."})


def swollen_pdf(size: int) -> bytes:
    """A PDF whose page unpacks to so many bytes."""
    packed = zlib.compress(b"BT /F 1 Tf " + b"(A) Tj " * (size // 7) + b"ET", 9)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R >>"
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return _file([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, stream], b"")
