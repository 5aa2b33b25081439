"""Of what sort a source is and whom it cites are facts of its publication, and stay so when it is read again."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

from kg import workflow

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
NEWS = "Экспорт Грузии в Казахстан в 2024 году составил 120 млн долларов США, сообщает пресс-служба министерства экономики Грузии."
ASKED = """PREFIX trd: <https://w3id.org/tradegraph/ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?tier ?name ?class WHERE { ?publication a trd:Publication .
  OPTIONAL { ?publication trd:sourceTier ?tier } OPTIONAL { ?publication trd:cites ?cited . ?cited rdfs:label ?name ; a ?class } }
ORDER BY ?class"""


def told(folder: Path) -> list[tuple[str, ...]]:
    """The tier, and name and class of who is cited."""
    rows = workflow.source(folder).select(ASKED).rows
    return [tuple("" if term is None else str(term).rpartition("#")[2] for term in row) for row in rows]


def test_tier_and_cited_body_are_in_the_graph(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    kg("ingest", "a.txt", "--publisher", "Интерфакс", "--published", "2025-02")
    cited = ("sourceTier-agency", "министерство экономики Грузии", "Organisation")
    assert cited in told(tmp_path / "tradegraph")
    before = kg("export").stdout
    kg("reread")
    assert kg("export").stdout == before
    assert kg("validate").stdout.count(b"Violation") == 0


def test_another_reader_leaves_them(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    kg("ingest", "a.txt", "--url", "https://stat.gov.ge/a", "--published", "2025-02")
    before = told(tmp_path / "tradegraph")
    quote = {"start": 0, "end": len(NEWS), "quote": NEWS}
    fact = {"kind": "place", "doc": "a.txt", "code": "GE", "evidence": [quote]}
    kg("add", "-", "--as", "Anna", stdin=json.dumps(fact, ensure_ascii=False).encode())
    kg("reread")
    assert told(tmp_path / "tradegraph") == before


def test_nothing_is_said_of_who_is_not_known(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Экспорт Грузии в Казахстан в 2024 году составил 120 млн долларов США.", encoding="utf-8"
    )
    kg("ingest", "a.txt", "--publisher", "Птичка")
    assert told(tmp_path / "tradegraph") == [("", "", "")]
