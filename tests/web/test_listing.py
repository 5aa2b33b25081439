"""What pages list comes from the index once it has been made, from a query before: both say the same."""

from collections.abc import Iterator

import pytest
from rdflib import URIRef
from web.browser import ROOT, kg

from kg import questions, search, workflow
from kg.search import Index
from kg.web.desk import Desk
from kg.web.pages.listing import Indexed, Listing, listing
from kg.web.pages.records import KINDS

_THINGS = "SELECT DISTINCT ?thing WHERE { ?record <https://w3id.org/tradegraph/ns#statedIn> ?any ; ?role ?thing }"
_PARTICIPANTS = "SELECT DISTINCT ?thing WHERE { ?part <https://w3id.org/tradegraph/ns#participant> ?thing }"


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, Desk]:
    """The samples, with an index and without."""
    folder = tmp_path_factory.mktemp("listing")
    store = folder / "store"
    kg("ingest", "--no-extract", "--store", str(store), "--manifest", str(ROOT / "samples" / "manifest.csv"))
    kg("add", str(ROOT / "samples" / "facts.jsonl"), "--store", str(store))
    snapshot = workflow.snapshot(store)
    search.build(snapshot, folder / "with" / snapshot.digest[:16] / search.FILE)
    return Desk(snapshot, snapshot.digest, store, folder / "with"), Desk(snapshot, snapshot.digest, store, folder)


def named(desk: Desk) -> Iterator[str]:
    """All that records name, and some that they do not."""
    for query in (_THINGS, _PARTICIPANTS):
        yield from (str(row[0]) for row in desk.source.select(query).rows if "/id/" in str(row[0]))


def told(found: Listing) -> tuple[list[tuple[str, str, int]], list[str]]:
    first = [each.record for kind in KINDS for each in found.first(kind, "", 20)]
    return sorted(row for row in found.counts() if row[2]), first


def test_index_and_query_list_the_same_records(desks: tuple[Desk, Desk]) -> None:
    with_index, without = desks
    things = {thing for thing in named(with_index) if _sort(thing) not in ("passage", "period", "publication", "part")}
    assert {"country", "org", "person", "place", "product", "post"} <= {_sort(thing) for thing in things}
    for thing in sorted(things)[::3]:
        about = {"thing": URIRef(thing)}
        assert isinstance(listing(with_index, "records-of", about), Indexed)
        both = [told(listing(desk, "records-of", about)) for desk in desks]
        assert both[0] == both[1], thing
        rows = questions.run(without.source, questions.question("records-of").text, about).rows
        assert [str(row[1]) for row in rows if str(row[4]) == "figure"][:20] == [
            each.record for each in listing(without, "records-of", about).first("figure", "", 20)
        ]


def test_index_and_query_list_the_same_records_of_two(desks: tuple[Desk, Desk]) -> None:
    index = desks[0].index()
    assert isinstance(index, Index)
    kazakhstan = "https://data.example.org/id/country/KZ"
    others = [hit.iri for hit in index.leading(kind="country", limit=8) if hit.iri != kazakhstan]
    assert len(others) == 7
    found = 0
    for other in others:
        pair = {"one": URIRef(kazakhstan), "other": URIRef(other)}
        both = [told(listing(desk, "records-of-pair", pair)) for desk in desks]
        assert both[0] == both[1], other
        found += len(both[0][1])
    assert found > 50


def _sort(thing: str) -> str:
    return thing.partition("/id/")[2].partition("/")[0]


def test_a_later_page_of_a_kind_goes_on_where_the_first_ended(desks: tuple[Desk, Desk]) -> None:
    for desk in desks:
        found = listing(desk, "records-of", {"thing": URIRef("https://data.example.org/id/country/KZ")})
        ten = [each.record for each in found.first("figure", "", 10)]
        assert [each.record for each in found.first("figure", "", 4, 6)] == ten[6:]
        year = found.first("figure", "", 1)[0].published[:4]
        assert {each.published[:4] for each in found.first("figure", year, 50)} == {year}
