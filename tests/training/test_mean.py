"""The mean of two weights: what both say counts whole, what one says half, and a decision can be one's alone."""

from pathlib import Path

import pytest

from kg.extract import weight_files
from training.mean import mean

EARLIER = {"d.role": {"big": 1.0, "old": 0.4, "faint": 0.06}, "d.home": {"here": 1.0}, "d.goods": {"tea": 9.0}}
LATER = {"d.role": {"big": 2.0, "ru|new": -0.5}, "d.home": {"here": 3.0}, "d.goods": {"rye": 1.0}}


def test_the_mean_of_two() -> None:
    found = mean(EARLIER, LATER, first=("home",), last=("goods",))
    assert found == {
        "d.role": {"big": 1.5, "old": 0.2, "ru|new": -0.25},
        "d.home": {"here": 1.0},
        "d.goods": {"rye": 1.0},
    }


def test_weights_come_back_from_their_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weight_files, "FOLDER", tmp_path)
    weight_files.write("d", LATER)
    assert weight_files.taught(tmp_path / "d.json.gz") == LATER
