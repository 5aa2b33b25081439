"""How much of a corpus' gold the annotations of `kg.language` hold, and how fast they are made.

    python benchmarks/language.py FOLDER [--missed quantity|place|period] [--all]

FOLDER holds `ru` and `en`, each with `manifest.csv`, `texts` and `gold` as the development corpus has them; texts that
`unseen.txt` lists are left out, but for totals with --all. Printed: the share of gold figures whose amounts stand among
the quantities of the evidence (value, unit, hedge), of gold place codes found with precision, and of gold periods among
the annotations of the evidence's paragraph; then characters per CPU second, cold and warm.
"""

import argparse
import csv
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from kg.language import Amount, Analysis, PeriodReading, PlaceMention, analyse
from kg.model import Document, PartyKind, Quantity, Span

BOUNDS = {
    "exact": "exact",
    "about": "about",
    "over": "at_least",
    "atLeast": "at_least",
    "almost": "at_most",
    "upTo": "at_most",
    "under": "at_most",
}
ANY = "*"


@dataclass
class Score:
    """Found of wanted, with what was missed."""

    found: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, str]] = field(default_factory=list)

    def add(self, kind: str, found: bool, what: str) -> None:
        """Count one."""
        self.wanted[kind] += 1
        self.found[kind] += found
        if not found:
            self.missed.append((kind, what))


def documents(folder: Path, every: bool) -> Iterator[tuple[Document, list[dict[str, Any]]]]:
    """The texts with their gold facts."""
    unseen = set((folder / "unseen.txt").read_text(encoding="utf-8").split())
    for language in ("ru", "en"):
        with (folder / language / "manifest.csv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                if not every and f"{language}/{row['file']}" in unseen:
                    continue
                text = (folder / language / "texts" / row["file"]).read_text(encoding="utf-8")
                gold = json.loads((folder / language / "gold" / row["file"]).with_suffix(".json").read_text("utf-8"))
                document = Document(row["file"], text, language, published=row["published"] or None)
                yield document, [fact for fact in gold["facts"] if not fact.get("optional")]


def accepted(value: Any) -> list[Any] | None:
    """What a gold field accepts; None where anything goes."""
    if isinstance(value, dict):
        return None if value["any"] == ANY or value["any"] == [ANY] else list(value["any"])
    return [value]


def evidence(text: str, quotes: list[Any]) -> list[Span]:
    """Where the gold's quotes stand, white space aside."""
    spans = []
    for quote in quotes:
        words = quote if isinstance(quote, str) else quote["quote"]
        match = re.search(r"\s+".join(map(re.escape, words.split())), text)
        if match:
            spans.append(Span(match.start(), match.end()))
    return spans


def quantities(analysis: Analysis, spans: list[Span]) -> Iterator[tuple[Quantity, Amount]]:
    """Amounts that overlap the evidence, as stated and with what is carried."""
    for annotation in analysis.annotations:
        if annotation.type == "quantity" and any(annotation.span.overlaps(span) for span in spans):
            amount = annotation.value
            assert isinstance(amount, Amount)
            yield amount.quantity, amount
            if amount.carried is not None:
                yield amount.carried, amount


def same_number(gold: Any, value: Decimal) -> bool:
    """Whether a gold number is this one, sign aside (signs are direction words' business)."""
    wanted = accepted(gold)
    return (
        wanted is None or any(w is not None and abs(Decimal(str(w))) == abs(value) for w in wanted) or wanted == [None]
    )


def same_unit(gold: Any, amount: Amount, unit: str | None) -> bool:
    """Whether the units agree; goods counted by a noun of their own are `unit` in the gold."""
    wanted = accepted(gold)
    if wanted is None or unit in wanted:
        return True
    return (
        unit in (None, "count") and amount.sort in ("count", "number") and bool({"unit", "count", "head"} & set(wanted))
    )


def figures(analysis: Analysis, facts: list[dict[str, Any]], score: Score) -> None:
    """Count gold figures' values and changes."""
    for fact in facts:
        if fact["kind"] != "figure":
            continue
        spans = evidence(analysis.document.text, fact["evidence"])
        near = list(quantities(analysis, spans))
        if fact.get("value") is not None and None not in (accepted(fact["value"]) or [None]):
            values = [
                (q, a)
                for q, a in near
                if same_number(fact["value"], q.value) and same_unit(fact.get("unit"), a, q.unit)
            ]
            score.add("value", bool(values), _line(analysis, fact, "value"))
            bounds = accepted(fact.get("bound", "exact"))
            if values and bounds is not None:
                hedged = any(BOUNDS[q.hedge] in bounds for q, _ in values)
                score.add("hedge", hedged, _line(analysis, fact, "bound") + str([q.hedge for q, _ in values]))
        if fact.get("change") is not None and None not in (accepted(fact["change"]) or [None]):
            changed = any(same_number(fact["change"], q.value) and q.unit == "percent" for q, _ in near)
            score.add("change", changed, _line(analysis, fact, "change"))


def periods(analysis: Analysis, facts: list[dict[str, Any]], score: Score) -> None:
    """Count gold periods among the readings of the evidence's paragraphs."""
    for fact in facts:
        wanted = accepted(fact.get("period"))
        if fact["kind"] != "figure" or wanted is None or None in wanted:
            continue
        numbers = {
            sentence.paragraph
            for span in evidence(analysis.document.text, fact["evidence"])
            for sentence in analysis.sentences
            if sentence.span.overlaps(span)
        }
        around = [s.span for s in analysis.sentences if s.paragraph in numbers]
        found = {
            annotation.value.edtf
            for annotation in analysis.annotations
            if isinstance(annotation.value, PeriodReading) and any(annotation.span in span for span in around)
        }
        everywhere = {a.value.edtf for a in analysis.annotations if isinstance(a.value, PeriodReading)}
        score.add("period", bool(found & set(wanted)), _line(analysis, fact, "period") + str(sorted(map(str, found))))
        score.add("period-text", bool(everywhere & set(wanted)), _line(analysis, fact, "period"))


def places(analysis: Analysis, facts: list[dict[str, Any]], score: Score) -> None:
    """Count gold place codes, and the codes found that the gold does not have."""
    gold = [accepted(fact["code"]) or [] for fact in facts if fact["kind"] == "place"]
    optional = {code for codes in gold for code in codes}
    found: dict[str, str] = {}
    for annotation in analysis.annotations:
        mention = annotation.value
        if isinstance(mention, PlaceMention) and annotation.score >= 0.6:
            code = mention.party.name if mention.party.kind is PartyKind.ECONOMY else None
            code = code or (mention.country if mention.government else None)
            if code and code != "WORLD":
                found.setdefault(code, annotation.span.of(analysis.document.text))
    if not gold:
        return
    for codes in gold:
        score.add("place", bool(set(codes) & found.keys()), f"{analysis.document.name} {codes}")
    for code, words in found.items():
        score.add("place-precision", code in optional, f"{analysis.document.name} {code} {words!r}")


def _line(analysis: Analysis, fact: dict[str, Any], key: str) -> str:
    return f"{analysis.document.name} {fact.get(key)} {fact.get('unit', '')} || {' ## '.join(fact['evidence'])[:160]} "


def speed(texts: list[Document]) -> float:
    """Characters per CPU second."""
    begin = time.process_time()
    for document in texts:
        analyse(document)
    return sum(len(document.text) for document in texts) / (time.process_time() - begin)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--missed", default="")
    parser.add_argument("--all", action="store_true", help="totals over unseen texts as well")
    options = parser.parse_args()
    read = list(documents(options.folder, options.all))
    for language in ("ru", "en"):
        texts = [document for document, _ in read if document.language == language]
        print(f"{language}: {speed(texts):,.0f} characters/CPU-s cold, {speed(texts):,.0f} warm")
    score = Score()
    for document, facts in read:
        analysis = analyse(document)
        for count in (figures, periods, places):
            count(analysis, facts, score)
    for kind, wanted in score.wanted.items():
        print(f"{kind:16} {score.found[kind]:5} of {wanted:5}  {score.found[kind] / wanted:.3f}")
    if options.missed and not options.all:
        print(*(f"{kind}: {what}" for kind, what in score.missed if kind == options.missed), sep="\n")


if __name__ == "__main__":
    main()
