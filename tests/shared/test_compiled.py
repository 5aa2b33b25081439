"""Tables kept between runs: never another than would be made now."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.compiled import compiled

Table = dict[str, tuple[float, ...]]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache that may be written to."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setenv("TRADEGRAPH_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def never() -> Table:
    raise AssertionError("made again")


def made(value: float) -> Callable[[], Table]:
    return lambda: {"ключ": (value,)}


def test_a_table_is_made_once(cache: Path, tmp_path: Path) -> None:
    source = tmp_path / "words.csv"
    source.write_text("a,b\n")
    first = compiled("table", (source, "1.0"), made(0.1))
    assert compiled("table", (source, "1.0"), never) == first == {"ключ": (0.1,)}


def test_a_table_of_none_is_kept_as_well(cache: Path) -> None:
    assert compiled("table", (), lambda: None) is None
    assert compiled("table", (), never) is None


def test_it_is_made_again_when_a_file_changes(cache: Path, tmp_path: Path) -> None:
    source = tmp_path / "words.csv"
    source.write_text("a,b\n")
    compiled("table", (source,), made(1))
    source.write_text("a,c\n")
    assert compiled("table", (source,), made(2)) == {"ключ": (2,)}


def test_it_is_made_again_when_a_word_changes(cache: Path) -> None:
    compiled("table", ("ab", "c"), made(1))
    assert compiled("table", ("a", "bc"), made(2)) == {"ключ": (2,)}


@pytest.mark.parametrize("damage", [lambda whole: b"", lambda whole: whole[:-1], lambda whole: whole[:-1] + b"\x00"])
def test_a_damaged_file_is_not_read(cache: Path, damage: Callable[[bytes], bytes]) -> None:
    compiled("table", (), made(1.5))
    (file,) = cache.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert compiled("table", (), made(2)) == {"ключ": (2,)}
    assert compiled("table", (), never) == {"ключ": (2,)}


def test_where_nothing_can_be_written_it_is_made_each_time(cache: Path) -> None:
    cache.write_text("a file where the folder should be")
    assert [compiled("table", (), made(number)) for number in (1, 2)] == [{"ключ": (1,)}, {"ключ": (2,)}]


def test_where_python_writes_no_byte_code_nothing_is_written(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert compiled("table", (), made(1)) == {"ключ": (1,)}
    assert not cache.exists()


def test_nothing_is_left_beside_the_table(cache: Path) -> None:
    compiled("table", (), made(1))
    assert len(list(cache.iterdir())) == 1
