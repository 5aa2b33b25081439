"""`kg evaluate` and the scorer beside the checkout say the same of the same facts, right and wrong ones."""

import importlib.util
import json
import random
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from kg import evaluation

SHARED = Path(__file__).resolve().parents[3] / "shared"
CORPUS = SHARED / "corpus"


@pytest.fixture(scope="module")
def perfect() -> ModuleType:
    spec = importlib.util.spec_from_file_location("perfect", SHARED / "eval" / "perfect.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def spoiled(facts: list[dict[str, object]], dice: random.Random) -> list[dict[str, object]]:
    """Facts with some left out, some told twice, some fields gone or taken from another fact."""
    out = []
    for fact in facts:
        other = dice.choice(facts)
        for _ in range(dice.choice((0, 1, 1, 1, 2))):
            fields = {n: other.get(n) if n != "kind" and dice.random() < 0.1 else v for n, v in fact.items()}
            out.append({n: v for n, v in fields.items() if n in ("doc", "kind", "evidence") or dice.random() > 0.05})
    return [fact if fact.get("evidence") else {**fact, "evidence": []} for fact in out]


@pytest.mark.parametrize("language", ["ru", "en", "kk"])
def test_the_same_scores(language: str, perfect: ModuleType, tmp_path: Path) -> None:
    folder = CORPUS / language
    perfect.main(folder / "gold", folder / "texts", tmp_path / "gold.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    facts = [
        fact
        for doc in sorted({str(f["doc"]) for f in lines})
        for fact in spoiled([f for f in lines if f["doc"] == doc], random.Random(doc))
    ]
    (tmp_path / "facts.jsonl").write_text("".join(json.dumps(fact) + "\n" for fact in facts), encoding="utf-8")
    command = [sys.executable, SHARED / "eval" / "score.py", "--gold", folder / "gold", "--texts", folder / "texts"]
    said = subprocess.run([*command, "--json", tmp_path / "facts.jsonl"], capture_output=True, check=True).stdout
    theirs = json.loads(said)

    judged = []
    for text in evaluation.texts(CORPUS, language=language):
        judged.append(evaluation.judged(text, [fact for fact in facts if fact["doc"] == text.document.name]))
    ours = evaluation.scores(judged)
    for kind, ratio in ours.strict.items():
        assert theirs["kinds"][kind]["strict"] == rounded(ratio), kind
        assert theirs["kinds"][kind]["argument"] == rounded(ours.argument[kind]), kind
    assert theirs["facts"]["strict"] == rounded(ours.facts)
    assert theirs["evidence"]["exact"] == round(ours.quotes.precision, 4)
    assert theirs["evidence"]["right_sentence"] == round(ours.sentences.precision, 4)
    assert theirs["hedges"] == {"stated": ours.hedges.there, "kept": round(ours.hedges.precision, 4)}


def rounded(ratio: evaluation.Ratio) -> dict[str, float]:
    """As the scorer prints it: F1 of precision and recall rounded to four digits each, or of the exact ones."""
    return {"p": round(ratio.precision, 4), "r": round(ratio.recall, 4), "f1": round(ratio.f1, 4)}
