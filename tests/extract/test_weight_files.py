"""What is written for a family of decisions is what one language reads of it."""

from pathlib import Path

import pytest

from kg.extract import weight_files

WEIGHTS = {
    "size": {"big": 1.0, "kk|big": -3.0, "kk|near": 0.5, "small": 0.25},
    "sound": [["in language kk", 1.0, ["sure", 0.5, 2.0]]],
    "silent": {},
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(weight_files, "FOLDER", tmp_path)
    return tmp_path


@pytest.mark.parametrize("language", ["kk", "en"])
def test_what_is_written_is_read_as_spoken(language: str) -> None:
    weight_files.write("sizes", WEIGHTS)
    assert weight_files.read("sizes", language) == weight_files.spoken(WEIGHTS, language)


def test_a_language_reads_its_own_weights_and_no_others() -> None:
    weight_files.write("sizes", WEIGHTS)
    assert weight_files.read("sizes", "kk")["size"] == {"big": -2.0, "small": 0.25, "near": 0.5}
    assert weight_files.read("sizes", "en")["size"] == {"big": 1.0, "small": 0.25}
    assert weight_files.read("sizes", "en")["sound"] == [1.0]


def test_the_same_weights_are_the_same_bytes(folder: Path) -> None:
    turned = {decision: WEIGHTS[decision] for decision in reversed(WEIGHTS)}
    weight_files.write("one", WEIGHTS)
    weight_files.write("two", turned)
    assert (folder / "one.json.gz").read_bytes() == (folder / "two.json.gz").read_bytes()


def test_without_a_file_there_are_no_weights() -> None:
    assert weight_files.read("none", "en") == {}
