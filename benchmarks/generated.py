"""A store of any size, made through the front door: generated texts with flat facts, linked, written, published.

usage: python benchmarks/generated.py FOLDER [--quads N]

The graph has the product's shape in all its parts (figures with quantities, hedges and products, missions, agreements,
projects, posts, organisations and places, each with its passage), since the same code writes it as `kg add`. One
country is a hub: Kazakhstan is in three of five records. The same number gives the same bytes.
"""

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from kg import store, vocabulary
from kg.graph import Reader, publication_graph, record
from kg.identity import link
from kg.model import Document
from kg.workflow import derived

HUB = "KZ"
SHARE = 0.6  # of the records that the hub is in
FACTS = 24  # a text
BATCH = 100  # texts written at once
_READER = Reader("generated", person=False)
_PRODUCTS = ("grain", "copper", "oil", "cement", "fertilizer", "cars", "meat", "machinery", "textiles", "fish")
_SORTS = ("Trading House", "Chamber", "Industries", "Holding", "Export Agency", "Logistics", "Mills", "Steel")
_FIRST = ("Ainur", "Boris", "Carla", "Daniyar", "Elena", "Farid", "Grace", "Hiro", "Ilze", "Jan", "Karim", "Leila")
_LAST = ("Akhmetova", "Berg", "Castro", "Dimitrov", "Ermekov", "Fischer", "Gupta", "Haddad", "Ivanova", "Jansons")
_PUBLISHERS = ("Silk Gazette", "Caspian Trade News", "Steppe Business Daily", "Trade Monitor", "Port Review")

Fact = dict[str, object]


@dataclass(slots=True)
class _Text:
    """A text in the making: its sentences, and the facts with the places where they stand."""

    chance: random.Random
    name: str
    sentences: list[str] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    def tell(self, sentence: str, **fact: object) -> None:
        """A sentence, and the fact that it states."""
        start = sum(len(each) + 1 for each in self.sentences)
        self.sentences.append(sentence)
        quote = {"start": start, "end": start + len(sentence), "quote": sentence}
        self.facts.append({"doc": self.name, **fact, "evidence": [quote]})


def texts(seed: int = 7) -> Iterator[tuple[Document, list[Fact]]]:
    """Texts without end, each with its facts."""
    chance, number = random.Random(seed), 0
    while True:
        text = _Text(chance, f"{number:06}.txt")
        text.sentences.append(f"Trade report number {number}.")
        while len(text.facts) < FACTS:
            chance.choices(_TELLING, _OFTEN)[0](text)
        yield _document(text, number), text.facts
        number += 1


def _document(text: _Text, number: int) -> Document:
    day = f"{2001 + number % 25}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    publisher = _PUBLISHERS[number % len(_PUBLISHERS)]
    url = f"https://news.example.org/{number}"
    return Document(text.name, " ".join(text.sentences), "en", f"Report {number}", day, publisher, url)


def _pair(text: _Text) -> tuple[str, str]:
    """Two countries, the hub as often as it shall be."""
    one, other = text.chance.sample(_codes(), 2)
    if text.chance.random() < SHARE:
        one, other = HUB, other if other != HUB else "LV"
    return (one, other) if text.chance.random() < 0.7 else (other, one)


def _codes() -> list[str]:
    return [each.code for each in vocabulary.countries()]


def _named(code: str) -> str:
    found = vocabulary.economy(code)
    return found.label("en") if found else code


def _organisation(text: _Text) -> str:
    sort = text.chance.choice(_SORTS)
    return f"{text.chance.choice(_LAST)} {sort} {text.chance.randint(1, 40)}"


def _amount(text: _Text) -> int:
    return text.chance.randint(1, 9_999) * 100_000


def _figure(text: _Text) -> None:
    one, other = _pair(text)
    indicator = text.chance.choice(("exports", "imports", "turnover"))
    year, value = text.chance.randint(2000, 2025), _amount(text)
    hedge, bound = text.chance.choice((("", "exact"), ("about ", "about"), ("at least ", "at_least")))
    product = {"product": text.chance.choice(_PRODUCTS)} if text.chance.random() < 0.4 else {}
    said = f"{indicator} of {product.get('product', 'goods')} between {_named(one)} and {_named(other)}"
    text.tell(
        f"In {year} {said} came to {hedge}${value:,}.",
        kind="figure", indicator=indicator, reporter=one, partner=other, period=str(year), value=value, unit="USD",
        bound=bound, **product,
    )  # fmt: skip


def _event(text: _Text) -> None:
    one, other = _pair(text)
    sort, status = text.chance.choice(("trade_mission", "business_forum", "meeting")), text.chance.choice(_HELD)
    period = f"{text.chance.randint(2000, 2025)}-{text.chance.randint(1, 12):02}"
    body, firms = _organisation(text), text.chance.randint(3, 90)
    text.tell(
        f"{body} leads a {sort.replace('_', ' ')} of {firms} firms from {_named(one)} to {_named(other)} in {period}.",
        kind="event", type=sort, status=status, country=other, period=period, organizers=[body],
        participants=[one, other], companies=firms, companies_bound="exact",
    )  # fmt: skip


_HELD = ("planned", "held", "held")


def _agreement(text: _Text) -> None:
    one, other = _pair(text)
    value, body = _amount(text), _organisation(text)
    text.tell(
        f"{body} and partners of {_named(one)} and {_named(other)} signed a contract worth ${value:,}.",
        kind="agreement", type="contract", status="signed", parties=[one, other, body], value=value, unit="USD",
        bound="exact",
    )  # fmt: skip


def _project(text: _Text) -> None:
    one, other = _pair(text)
    value, count = _amount(text), text.chance.randint(2, 40)
    text.tell(
        f"{_named(one)} and {_named(other)} carry out {count} joint projects for ${value:,}.",
        kind="project", type="joint", status="under_way", parties=[one, other], count=count, value=value, unit="USD",
        bound="exact",
    )  # fmt: skip


def _position(text: _Text) -> None:
    person, body = f"{text.chance.choice(_FIRST)} {text.chance.choice(_LAST)}", _organisation(text)
    said = f"{person}, director of {body}, spoke."
    text.tell(said, kind="position", person=person, post="director", organization=body)


def _mention(text: _Text) -> None:
    one, _ = _pair(text)
    if text.chance.random() < 0.5:
        body = _organisation(text)
        text.tell(f"{body} is a company of {_named(one)}.", kind="organization", name=body, type="company", country=one)
    else:
        text.tell(f"Goods go through {_named(one)}.", kind="place", code=one)


_TELLING = (_figure, _event, _agreement, _project, _position, _mention)
_OFTEN = (45, 15, 10, 5, 10, 15)


def make(folder: Path, quads: int) -> int:
    """Write a store of at least that many quads; how many it has."""
    source, held = texts(), 0
    with derived.writer(folder) as writer:
        while held < quads:
            writer.replace([change(writer, *each) for each in islice(source, BATCH)])
            held = sum(entry.quads for entry in writer.entries().values())
        derived.refresh(writer, print)
    return len(store.snapshot(folder))


def change(writer: store.Writable, document: Document, facts: list[Fact]) -> store.Change:
    records = link([record(fact, document, number=number) for number, fact in enumerate(facts, 1)], document)
    writer.put_text(document.text)
    graph = publication_graph(document, records, _READER)
    return store.Change(graph, text=document.digest, name=document.name)


def main() -> None:
    """Make it and say how much it holds."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--quads", type=int, default=1_000_000)
    asked = arguments.parse_args()
    print(f"{make(asked.folder, asked.quads):,} quads in {asked.folder}")


if __name__ == "__main__":
    main()
