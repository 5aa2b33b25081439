"""Whether the annotations of `kg.language` hold what the gold of a corpus says, slot by slot: what no finder can miss.

    python benchmarks/recall.py CORPUS --scorer score.py [--language kk] [--missed figure.period] [--limit 40]

CORPUS holds a folder a language (`manifest.csv`, `texts/`, `gold/`). For every gold fact of its working part each slot
is looked for among the annotations of the sentences of its evidence (near) and of the whole text. Printed: the share
found of each slot and language, how many annotations of each type 1,000 characters bear (a slot is easily found among
everything), and, with --missed, the misses with their evidence. Texts that `unseen.txt` lists are left out; --unseen
takes them instead, for totals alone.
"""

import argparse
import csv
import importlib.util
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from kg.language import (
    Amount,
    Analysis,
    Annotation,
    OrganisationMention,
    PeriodReading,
    PlaceMention,
    PostMention,
    analyse,
)
from kg.language.people import Holding
from kg.model import Document, Party, PartyKind, Span

BOUNDS = {
    "exact": {"exact"},
    "about": {"about"},
    "at_least": {"over", "atLeast"},
    "at_most": {"almost", "upTo", "under"},
}
EVENTS = {
    "trade_mission": "TradeMission",
    "business_forum": "BusinessForum",
    "exhibition": "Exhibition",
    "commission_session": "CommissionSession",
    "official_visit": "Visit",
    "meeting": "Meeting",
    "conference": "Conference",
    "ceremony": "Ceremony",
}
AGREED = {
    "signed": ("agreementStatus/signed",),
    "agreed": ("agreementStatus/agreedInPrinciple", "agreementVerb/agreedInPrinciple"),
    "negotiating": ("agreementStatus/underNegotiation", "agreementVerb/underNegotiation"),
    "planned": ("agreementStatus/proposed",),
}
BUILT = {
    "proposed": "projectStatus/proposed",
    "in_development": "projectStatus/inDevelopment",
    "under_way": "projectStatus/underWay",
    "completed": "projectStatus/completed",
}

Same = Callable[..., bool]
Find = Iterator[tuple[str, bool, bool, Any]]


@dataclass
class Around:
    """One document's annotations: those of a fact's evidence, and all; `same` compares names as the scorer does."""

    analysis: Analysis
    near: list[Annotation]
    all: tuple[Annotation, ...]
    same: Same
    text: str

    def both(self, test: Callable[[Annotation], bool]) -> tuple[bool, bool]:
        """Whether an annotation near, and one anywhere, passes."""
        near = any(map(test, self.near))
        return near, near or any(map(test, self.all))


def accepted(value: Any) -> list[Any]:
    """What a gold field accepts, without null; nothing where anything, or nothing, will do."""
    given = value["any"] if isinstance(value, dict) else [value]
    return [] if given == "*" or None in given or "*" in given else list(given)


def cue(concepts: Iterable[str]) -> Callable[[Annotation], bool]:
    """A test for cues of some concepts."""
    wanted = frozenset(concepts)
    return lambda a: a.type == "cue" and a.value in wanted


def amount(numbers: list[Any], units: list[Any], bounds: list[Any]) -> Callable[[Annotation], bool]:
    """A test for amounts of one of the values, units and hedges; sign aside; where a list is empty any will do."""

    def test(a: Annotation) -> bool:
        if not isinstance(a.value, Amount):
            return False
        readings = [q for q in (a.value.quantity, a.value.carried, a.value.alternative) if q is not None]
        return any(_fits(a.value, q, numbers, units, bounds) for q in readings)

    return test


def _fits(told: Amount, quantity: Any, numbers: list[Any], units: list[Any], bounds: list[Any]) -> bool:
    ends = [abs(end) for end in (quantity.value, quantity.upper) if end is not None]
    valued = not numbers or any(abs(abs(Decimal(str(n))) - end) <= abs(end) / 10**6 for n in numbers for end in ends)
    counted = quantity.unit in (None, "count") and bool({"unit", "count", "head"} & set(units))
    hedged = not bounds or any(quantity.hedge in BOUNDS[bound] for bound in bounds)
    return valued and (not units or quantity.unit in units or counted) and hedged


def place(codes: list[Any], same: Same, lies: bool = False) -> Callable[[Annotation], bool]:
    """A test for places: by code, also of a capital's country (`lies`: of any place's), or by name."""

    def test(a: Annotation) -> bool:
        mention = a.value
        if isinstance(mention, PlaceMention):
            named = (mention.party.name, mention.country if lies or mention.form == "capital" else None)
            return any(code in named or (len(str(code)) > 3 and same(code, mention.party.name)) for code in codes)
        return "WORLD" in codes and a.value == "scope/world"

    return test


def named(names: list[Any], same: Same) -> Callable[[Annotation], bool]:
    """A test for parties: places by code or name, organisations and people by name."""
    at = place(names, same)

    def test(a: Annotation) -> bool:
        party = a.value.party if isinstance(a.value, OrganisationMention) else a.value
        return at(a) or (isinstance(party, Party) and any(same(name, party.name) for name in names))

    return test


def period(wanted: list[str], around: Around) -> Callable[[Annotation], bool]:
    """A test for periods by first and last month or day."""
    ends = {_ends(edtf) for edtf in wanted}

    def test(a: Annotation) -> bool:
        told = (a.value.edtf, a.value.alternative) if isinstance(a.value, PeriodReading) else ()
        return any(edtf is not None and _ends(edtf) in ends for edtf in told)

    return test


def _ends(edtf: str) -> tuple[str, str]:
    first, _, last = edtf.partition("/")
    last = last or first
    return (first + "-01" if len(first) == 4 else first, last + "-12" if len(last) == 4 else last)


def goods(names: list[Any], around: Around) -> Callable[[Annotation], bool]:
    """A test for goods: a product's words, or their base forms, are among those of the gold."""

    def test(a: Annotation) -> bool:
        if a.type != "cue" or str(a.value).partition("/")[0] not in ("product", "goods"):
            return False
        shown = a.span.of(around.text)
        sentence = around.analysis.sentence(a.span.start)
        tokens = [t for t in sentence.tokens if t.span in a.span] if sentence else []
        forms = {shown, " ".join(t.lemmas[0] if t.kind == "word" else t.lower for t in tokens)}
        return any(around.same(name, form, loose=True) for name in names for form in forms)

    return test


def figure(fact: dict[str, Any], around: Around) -> Find:
    """The slots of a figure."""
    indicators = accepted(fact.get("indicator"))
    if indicators:
        concepts = [f"{scheme}/{i}" for i in indicators for scheme in ("indicator", "weak")]
        yield "indicator", *around.both(cue(concepts)), indicators
    for side in ("reporter", "partner"):
        if codes := accepted(fact.get(side)):
            yield side, *around.both(place(codes, around.same)), codes
    if fact.get("product") and (names := accepted(fact["product"])):
        yield "product", *around.both(goods(names, around)), names
    if fact.get("period") and (wanted := accepted(fact["period"])):
        yield "period", *around.both(period(wanted, around)), wanted
    for key, hedge, unit in (
        ("value", "bound", accepted(fact["unit"]) if fact.get("unit") else []),
        ("value_to", "", []),
        ("change", "change_bound", ["percent"]),
        ("change_value", "", accepted(fact["unit"]) if fact.get("unit") else []),
    ):
        if fact.get(key) is not None and (numbers := accepted(fact[key])):
            yield key, *around.both(amount(numbers, unit, [])), (numbers, unit)
            if hedge and (bounds := accepted(fact.get(hedge, "exact"))):
                yield hedge, *around.both(amount(numbers, unit, bounds)), (numbers, unit, bounds)
    if fact.get("change_base") and (wanted := accepted(fact["change_base"])):
        yield "change_base", *around.both(period(wanted, around)), wanted
    if (how := accepted(fact.get("modality", "reported"))) and how[0] != "reported":
        yield "modality", *around.both(cue(f"status/{h}" for h in (*how, "future"))), how
    if fact.get("sign") and (sign := accepted(fact["sign"])):
        words = {"positive": "sign/surplus", "negative": "sign/deficit"}
        yield "sign", *around.both(cue(words[s] for s in sign)), sign


def event(fact: dict[str, Any], around: Around) -> Find:
    """The slots of an event."""
    if types := accepted(fact.get("type")):
        yield "type", *around.both(cue(f"event/{EVENTS[t]}" for t in types)), types
    if status := accepted(fact.get("status")):
        yield "status", *around.both(cue(f"eventStatus/{s}" for s in status)), status
    yield from _places(fact, around, "city", "country")
    if fact.get("period") and (wanted := accepted(fact["period"])):
        yield "period", *around.both(period(wanted, around)), wanted
    yield from _parties(fact, around, "participants")
    yield from _parties(fact, around, "organizers")
    if fact.get("companies") and (numbers := accepted(fact["companies"])):
        yield "companies", *around.both(amount(numbers, [], [])), numbers
        yield (
            "companies_bound",
            *around.both(amount(numbers, [], accepted(fact.get("companies_bound", "exact")))),
            numbers,
        )


def _places(fact: dict[str, Any], around: Around, *keys: str) -> Find:
    for key in keys:
        if fact.get(key) and (names := accepted(fact[key])):
            yield key, *around.both(place(names, around.same, lies=key == "country")), names


def _parties(fact: dict[str, Any], around: Around, key: str) -> Find:
    for party in fact.get(key) or () if not isinstance(fact.get(key), dict) else ():
        if not (isinstance(party, dict) and party.get("optional")) and (names := accepted(party)):
            yield key, *around.both(named(names, around.same)), names


def deal(fact: dict[str, Any], around: Around) -> Find:
    """The slots of an agreement or project."""
    kind = fact["kind"]
    if types := accepted(fact.get("type")):
        verbs = [f"agreementVerb/{t}" for t in types]
        yield "type", *around.both(cue([*(f"{kind}/{t}" for t in types), *verbs])), types
        yield (
            "noun",
            *around.both(lambda a: a.type == "cue" and str(a.value).partition("/")[0] in (kind, f"{kind}Verb")),
            types,
        )
    if status := accepted(fact.get("status")):
        words = {w for s in status for w in (AGREED[s] if kind == "agreement" else (BUILT[s],))}
        yield "status", *around.both(cue(words)), status
    yield from _parties(fact, around, "parties")
    if fact.get("count") and (numbers := accepted(fact["count"])) and 1 not in numbers:
        yield "count", *around.both(amount(numbers, [], [])), numbers
    if fact.get("value") is not None and (numbers := accepted(fact["value"])):
        units = accepted(fact["unit"]) if fact.get("unit") else []
        yield "value", *around.both(amount(numbers, units, [])), (numbers, units)
        yield "bound", *around.both(amount(numbers, units, accepted(fact.get("bound", "exact")))), numbers
    if fact.get("period") and (wanted := accepted(fact["period"])):
        yield "period", *around.both(period(wanted, around)), wanted
    yield from _places(fact, around, "place")


def position(fact: dict[str, Any], around: Around) -> Find:
    """The slots of a position."""
    same, people, posts = around.same, accepted(fact["person"]), accepted(fact.get("post"))
    if people:

        def person(a: Annotation) -> bool:
            party = a.value.person if isinstance(a.value, Holding) else a.value
            return (
                isinstance(party, Party) and party.kind is PartyKind.PERSON and any(same(p, party.name) for p in people)
            )

        yield "person", *around.both(person), people
    if posts:

        def post(a: Annotation) -> bool:
            told = a.value.post if isinstance(a.value, Holding) else a.value
            return isinstance(told, PostMention) and any(same(p, told.post, loose=True) for p in posts)

        yield "post", *around.both(post), posts
    if fact.get("organization") and (names := accepted(fact["organization"])):
        yield "organization", *around.both(named(names, same)), names


def organization(fact: dict[str, Any], around: Around) -> Find:
    """The name of an organisation, with and without its type."""
    names, types = accepted(fact["name"]), accepted(fact.get("type"))
    told = [a.value for a in around.all if isinstance(a.value, OrganisationMention)]
    found = [m for m in told if any(around.same(name, m.party.name) for name in names)]
    yield "name", bool(found), bool(found), names
    if found and types:
        typed = any(m.type in types for m in found)
        yield "type", typed, typed, (names, types, [m.type for m in found])


def code(fact: dict[str, Any], around: Around) -> Find:
    """The code of a place."""
    if codes := accepted(fact["code"]):
        yield "code", *around.both(place(codes, around.same)), codes


SLOTS: dict[str, Callable[[dict[str, Any], Around], Find]] = {
    "figure": figure,
    "event": event,
    "agreement": deal,
    "project": deal,
    "position": position,
    "organization": organization,
    "place": code,
}


@dataclass
class Tally:
    """Near, anywhere and wanted by language and slot; annotations by language and type; what was missed."""

    near: Counter[tuple[str, str]] = field(default_factory=Counter)
    anywhere: Counter[tuple[str, str]] = field(default_factory=Counter)
    wanted: Counter[tuple[str, str]] = field(default_factory=Counter)
    types: Counter[tuple[str, str]] = field(default_factory=Counter)
    characters: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, str]] = field(default_factory=list)


def documents(corpus: Path, language: str | None, hidden: bool) -> Iterator[tuple[Document, list[dict[str, Any]]]]:
    """The working texts (or the unseen ones) with their gold facts, by language and name."""
    unseen = set((corpus / "unseen.txt").read_text(encoding="utf-8").split())
    for manifest in sorted(corpus.glob("*/manifest.csv")):
        folder = manifest.parent
        for row in csv.DictReader(manifest.read_text(encoding="utf-8-sig").splitlines()):
            if (f"{folder.name}/{row['file']}" in unseen) != hidden or language not in (None, row["language"]):
                continue
            text = (folder / "texts" / row["file"]).read_text(encoding="utf-8")
            gold = json.loads((folder / "gold" / row["file"]).with_suffix(".json").read_text(encoding="utf-8"))
            yield (
                Document(
                    row["file"],
                    text,
                    row["language"],
                    title=row["title"] or None,
                    published=row["published"] or None,
                    publisher=row["publisher"] or None,
                ),
                [fact for fact in gold["facts"] if not fact.get("optional")],
            )


def measured(document: Document, facts: list[dict[str, Any]], same: Same, tally: Tally) -> None:
    """Count one document."""
    analysis = analyse(document)
    tally.characters[document.language] += len(document.text)
    for annotation in analysis.annotations:
        scheme = str(annotation.value).partition("/")[0] if annotation.type == "cue" else ""
        tally.types[document.language, f"{annotation.type} {scheme}".strip()] += 1
    for fact in facts:
        sentences = [s.span for s in analysis.sentences if any(s.span.overlaps(e) for e in _evidence(document, fact))]
        near = [a for a in analysis.annotations if any(a.span in span for span in sentences)]
        around = Around(analysis, near, analysis.annotations, same, document.text)
        for slot, close, anywhere, what in SLOTS[fact["kind"]](fact, around):
            key = (document.language, f"{fact['kind']}.{slot}")
            tally.wanted[key] += 1
            tally.near[key] += close
            tally.anywhere[key] += anywhere
            if not close:
                words = " ## ".join(span.of(document.text).strip() for span in sentences)
                tally.missed.append((key[1], f"{document.name} {'' if anywhere else '!'}{what} || {words[:420]}"))


def _evidence(document: Document, fact: dict[str, Any]) -> Iterator[Span]:
    for quote in fact["evidence"]:
        words = quote if isinstance(quote, str) else quote["quote"]
        at = document.text.find(words)
        if at >= 0:
            yield Span(at, at + len(words))


def printed(tally: Tally) -> Iterator[str]:
    """The tables: by slot, and annotations in 1,000 characters."""
    languages = sorted(tally.characters)
    yield f"{'slot':28}" + "".join(f"{language:>24}" for language in languages)
    for slot in sorted({slot for _, slot in tally.wanted}):
        cells = []
        for language in languages:
            wanted = tally.wanted[language, slot]
            near, anywhere = tally.near[language, slot], tally.anywhere[language, slot]
            cells.append(f"{near:5}/{wanted:4} {near / wanted:.2f} ({anywhere / wanted:.2f})" if wanted else "")
        yield f"{slot:28}" + "".join(f"{cell:>24}" for cell in cells)
    yield "\nannotations per 1,000 characters"
    for sort in sorted({sort for _, sort in tally.types}):
        counts = [tally.types[language, sort] * 1000 / tally.characters[language] for language in languages]
        yield f"{sort:28}" + "".join(f"{count:24.2f}" for count in counts)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--scorer", type=Path, required=True, help="the scorer's script, whose names are compared")
    parser.add_argument("--language")
    parser.add_argument("--missed", default="", help="a slot (figure.period) whose misses are listed")
    parser.add_argument("--limit", type=int, default=1000)
    parser.add_argument("--unseen", action="store_true", help="totals over the unseen texts instead")
    given = parser.parse_args()
    spec = importlib.util.spec_from_file_location("scorer", given.scorer)
    assert spec is not None and spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    tally = Tally()
    for document, facts in documents(given.corpus, given.language, given.unseen):
        measured(document, facts, scorer.name_eq, tally)
    if given.missed and not given.unseen:
        chosen = [what for slot, what in tally.missed if slot == given.missed]
        print(*chosen[: given.limit], sep="\n")
        return
    print(*printed(tally), sep="\n")


if __name__ == "__main__":
    main()
