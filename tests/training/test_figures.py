"""The oracle of figures: which amounts tell what the gold says."""

from pathlib import Path

from kg.language import Amount, analyse
from training.figures import FigureOracle
from training.told_texts import told_texts

BLOCK = (
    "=== 2024-05-06 | Board | Rye of Peru\nChad took 3.4 million tonnes of rye, Mali 2.9, up 3%.\n"
    "F 1; exports; PE>TD; -; v 3400000 tonne\nF 1; exports; PE>ML; -; v 2900000 tonne; c 3\n"
)


def test_a_number_tells_what_it_means_with_the_unit_that_it_leans_on(tmp_path: Path) -> None:
    (tmp_path / "en-1.txt").write_text(BLOCK, encoding="utf-8")
    (text,) = told_texts(tmp_path)
    analysis = analyse(text.document)
    oracle = FigureOracle(text, analysis)
    spans = [a.span for a in analysis.annotations if isinstance(a.value, Amount)]
    assert [oracle.told(span) for span in spans] == [[(0, "level")], [(1, "level")], [(1, "change")]]
