"""A file of any kind, read as `kg ingest` reads it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.documents import Given, from_paths, read_all
from kg.errors import Refused
from kg.model import Document

Reading = Callable[..., list[Document | Refused]]


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    """`reading("a.pdf", content, published="2025")`: what becomes of the file."""

    def read(name: str, content: bytes | str, **given: str) -> list[Document | Refused]:
        path = tmp_path / name
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return list(read_all(from_paths([path], Given(**given))))

    return read


@pytest.fixture
def document(reading: Reading) -> Callable[..., Document]:
    """The one document in a file."""

    def one(name: str, content: bytes | str, **given: str) -> Document:
        (found,) = reading(name, content, **given)
        assert isinstance(found, Document), found
        return found

    return one


@pytest.fixture
def reason(reading: Reading) -> Callable[..., str]:
    """Why the file is not read."""

    def one(name: str, content: bytes | str, **given: str) -> str:
        (found,) = reading(name, content, **given)
        assert isinstance(found, Refused), found
        return found.reason

    return one
