"""What the documents show of a terminal is what a terminal shows."""

from pathlib import Path

import pytest
from blocks import ROOT, Terminal, blocks, says, steps


@pytest.mark.parametrize(
    "name", ["README.md", "docs/using.md", "docs/queries.md", "docs/facts.md", "docs/extraction.md", "docs/readers.md"]
)
def test_the_commands_of_a_document_print_what_it_shows(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    (tmp_path / "queries").symlink_to(ROOT / "queries")
    terminal = Terminal()
    shown = [step for block in blocks(ROOT / name, "console") for step in steps(block)]
    assert shown
    for step in shown:
        printed = terminal.run(step.command)
        assert says(step.printed, printed), (
            f"{name} shows\n{step.printed}\nfor\n{step.command}\nwhich prints\n{printed}"
        )
