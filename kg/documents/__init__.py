"""Bytes → `Document`: texts, pages, PDF, Word, mail, feeds, archives, in files, folders, manifests, standard input.

`read_all(sources)` yields one `Document` or one `Refused` for each thing named, in order, and never stops at a bad one.
Whatever meets foreign bytes runs in the sandbox.
Positions in evidence count in `Document.text`, which is NFC with LF line ends.
"""

from kg.documents.batch import read_all
from kg.documents.dates import edtf_date
from kg.documents.sandboxed import guards
from kg.documents.sources import LARGEST, Given, Source, from_manifest, from_paths, from_stream
from kg.documents.text import LONGEST, stored

__all__ = [
    "LARGEST",
    "LONGEST",
    "Given",
    "Source",
    "edtf_date",
    "from_manifest",
    "from_paths",
    "from_stream",
    "guards",
    "read_all",
    "stored",
]
