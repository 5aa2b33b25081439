"""How much of the development corpus' gold the annotations hold: floors that are never lowered silently."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
FLOORS = {
    "value": 0.97,
    "hedge": 0.98,
    "change": 0.97,
    "period-text": 0.95,
    "place": 0.98,
    "place-precision": 0.98,
}


def benchmark() -> ModuleType:
    """`benchmarks/language.py`, which is no package."""
    spec = importlib.util.spec_from_file_location("language_benchmark", ROOT / "benchmarks" / "language.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def shares() -> dict[str, float]:
    """Found of wanted on the texts that whoever writes rules may read."""
    language = benchmark()
    score = language.Score()
    for document, facts in language.documents(CORPUS, False):
        analysis = language.analyse(document)
        for count in (language.figures, language.periods, language.places):
            count(analysis, facts, score)
    return {kind: score.found[kind] / wanted for kind, wanted in score.wanted.items()}


@pytest.mark.parametrize("kind", FLOORS)
def test_the_share_of_gold_found_holds_its_floor(kind: str, shares: dict[str, float]) -> None:
    assert shares[kind] >= FLOORS[kind]
