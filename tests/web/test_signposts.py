"""What machines read of a page: typed links, link sets (RFC 9264), schema.org, all of it saying what the page says."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from rdflib import Graph, URIRef
from web.browser import kg, served
from web.test_protocol import ask

NEWS = "A forum of Georgia and Kazakhstan is planned in Tbilisi on 12 June 2024, says </script><b>Arda."
FACTS = (
    {"kind": "event", "type": "business_forum", "status": "planned", "country": "GE", "period": "2024-06-12",
     "organizers": ["</script><b>Arda"], "participants": ["GE", "KZ"]},
    {"kind": "organization", "name": "</script><b>Arda", "type": "company", "country": "GE"},
)  # fmt: skip
PAGE = "https://schema.org/AboutPage"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("signposts")
    (folder / "news.txt").write_text(NEWS, encoding="utf-8")
    evidence = [{"start": 0, "end": len(NEWS), "quote": NEWS}]
    lines = (json.dumps({**fact, "doc": "news.txt", "evidence": evidence}) for fact in FACTS)
    (folder / "facts.jsonl").write_text("\n".join(lines), encoding="utf-8")
    about = ("--published", "2024-05-02", "--publisher", "My Gazette", "--language", "en")
    kg("ingest", str(folder / "news.txt"), "--no-extract", *about, "--store", str(folder / "store"))
    kg("add", str(folder / "facts.jsonl"), "--store", str(folder / "store"))
    with served(folder / "store") as address:
        yield address


def links(site: str, path: str) -> list[tuple[str, str, str]]:
    """Target, relation and type of each link in the headers."""
    _, headers, _ = ask(site + path, Accept="text/html")
    return re.findall(r'<([^>]+)>; rel="([^"]+)"(?:; type="([^"]+)")?', headers["Link"])


def schema(site: str, path: str) -> Any:
    _, headers, body = ask(site + path, Accept="text/html")
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', body.decode(), re.DOTALL)
    return json.loads(found[0]) if found else None


def first(site: str, kind: str) -> str:
    """The path of some thing of a kind."""
    _, _, body = ask(f"{site}/page/country/GE?kind={kind}" if kind == "event" else f"{site}/page/country/GE")
    return re.findall(rf'href="/page/({kind}/[^"?#]+)', body.decode())[0]


def test_a_page_says_what_to_cite_and_where_its_data_are(site: str) -> None:
    found = links(site, "/page/country/GE")
    by_relation = {relation: target for target, relation, _ in found}
    assert by_relation["cite-as"] == "https://data.example.org/id/country/GE"
    assert by_relation["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert {target for target, relation, _ in found if relation == "type"} == {PAGE, "https://schema.org/Country"}
    for target, relation, media in found:
        if relation in ("describedby", "linkset"):
            status, headers, _ = ask(site + target, Accept=media)
            assert (status, headers["Content-Type"].partition(";")[0]) == (200, media)


def test_a_link_set_has_the_links_of_page_and_data(site: str) -> None:
    status, headers, body = ask(f"{site}/linkset/country/GE")
    assert (status, headers["Content-Type"]) == (200, "application/linkset+json")
    sets = {each.pop("anchor"): each for each in json.loads(body)["linkset"]}
    page = sets[f"{site}/page/country/GE"]
    assert page["cite-as"] == [{"href": "https://data.example.org/id/country/GE"}]
    assert [each["href"] for each in page["describedby"]] == [name for name in sets if "/data/" in name]
    for name, each in sets.items():
        assert "/data/" not in name or each["describes"] == [{"href": f"{site}/page/country/GE", "type": "text/html"}]
    text = ask(f"{site}/linkset/country/GE", Accept="application/linkset")[2].decode()
    assert len(text.split(",\n")) == sum(len(targets) for each in sets.values() for targets in each.values())
    assert ask(f"{site}/linkset/country/QQ")[0] == 404


def test_a_text_is_not_given_a_licence_that_is_not_ours(site: str) -> None:
    relations = {relation for _, relation, _ in links(site, f"/page/{first(site, 'publication')}")}
    assert "license" not in relations and {"cite-as", "describedby"} <= relations


def test_what_is_not_found_has_no_signposts(site: str) -> None:
    status, headers, _ = ask(f"{site}/page/country/QQ", Accept="text/html")
    assert (status, headers["Link"]) == (404, None)


def test_schema_org_says_what_the_page_says(site: str) -> None:
    country = schema(site, "/page/country/GE?lang=ru")
    assert (country["@type"], country["name"]) == ("Country", "Грузия")
    assert "Georgia" in country["alternateName"]
    event = schema(site, f"/page/{first(site, 'event')}")
    assert (event["@type"], event["startDate"]) == ("Event", "2024-06-12")
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert {each["name"] for each in event["attendee"]} == {"Georgia", "Kazakhstan"}
    assert event["location"] == [{"@type": "Country", "name": "Georgia"}]
    article = schema(site, f"/page/{first(site, 'publication')}")
    assert (article["@type"], article["datePublished"], article["inLanguage"]) == ("NewsArticle", "2024-05-02", "en")
    assert article["publisher"] == [{"@type": "Organization", "name": "My Gazette"}]


def test_the_graph_is_a_data_set_whose_files_are_there(site: str) -> None:
    told = schema(site, "/")
    assert (told["@type"], told["license"]) == ("Dataset", "https://creativecommons.org/licenses/by/4.0/")
    catalogue = Graph().parse(data=ask(f"{site}/catalog", Accept="text/turtle")[2], format="turtle")
    files = set(catalogue.objects(None, URIRef("http://www.w3.org/ns/dcat#downloadURL")))
    assert {URIRef(each["contentUrl"]) for each in told["distribution"]} == files


def test_a_hostile_name_stays_a_name(site: str) -> None:
    path = first(site, "org")
    body = ask(f"{site}/page/{path}", Accept="text/html")[2].decode()
    assert "</script><b>" not in body
    assert schema(site, f"/page/{path}")["name"] == "</script><b>Arda"
