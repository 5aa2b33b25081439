"""What importing the room, and reading a text, loads."""

import subprocess
import sys

import pytest

from kg.errors import DefectiveFile
from kg.language.packs import cues, load, pack


def loaded(code: str) -> set[str]:
    """The modules that are loaded after some code ran in a fresh interpreter."""
    script = f"{code}\nimport sys\nprint(*sys.modules)"
    return set(
        subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout.split()
    )


def test_importing_the_room_loads_no_dictionary() -> None:
    assert not loaded("import kg.language") & {"pymorphy3", "babel"}


def test_an_english_text_loads_no_russian_dictionary() -> None:
    code = (
        "from kg.language import analyse\nfrom kg.model import Document\nanalyse(Document('a', 'Exports rose.', 'en'))"
    )
    assert "pymorphy3" not in loaded(code)


def test_a_language_without_a_pack_has_no_words() -> None:
    assert pack("und").lexicon.entries == ()


@pytest.mark.parametrize(
    "content",
    [
        {"cues": {"exports": [{"cue": "export", "example": "Export."}]}},
        {"cues": {"indicator/exports": [{"cue": "export"}]}},
        {"cues": {"indicator/exports": [{"word": "export", "example": "Export."}]}},
        {"cues": {"indicator/exports": "export"}},
    ],
)
def test_a_pack_entry_that_is_not_as_documented_stops_the_run(content: dict[str, object], tmp_path: object) -> None:
    with pytest.raises(DefectiveFile):
        list(cues(tmp_path / "pack.yaml", content))  # type: ignore[operator]


def test_a_pack_that_is_no_mapping_stops_the_run(tmp_path: object) -> None:
    path = tmp_path / "pack.yaml"  # type: ignore[operator]
    path.write_text("- export\n", encoding="utf-8")
    with pytest.raises(DefectiveFile):
        load(path)
