"""Feeds, sitemaps and lists into a store: what is new is read, what was seen is not, whatever happens in between."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fetching_servers import answer, in_turn, moved

from kg import store, workflow
from kg.documents import Given
from kg.fetching import Fetcher, Pace, Visits
from kg.workflow.fetching import fetch, listed

FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Harbour News</title>{items}</channel></rss>"""


def article(words: str, day: str = "2025-03-04") -> str:
    more = "The ministry published the figures on Monday in its monthly bulletin, with a table of goods by country."
    return (
        f'<html lang="en"><head><meta property="article:published_time" content="{day}"><meta property="og:site_name" '
        f'content="Harbour News"><title>{words[:30]}</title></head><body><article><h1>{words[:30]}</h1><p>{words}</p>'
        f"<p>{more}</p></article></body></html>"
    )


def item(link: str, title: str, text: str = "A teaser.", guid: str = "") -> str:
    return (
        f"<item><title>{title}</title><link>{link}</link><guid>{guid or link}</guid>"
        f"<pubDate>Tue, 04 Mar 2025 09:00:00 GMT</pubDate><description>{text}</description></item>"
    )


def feed(*items: str) -> str:
    return FEED.format(items="".join(items))


def said(country: str, value: int) -> str:
    return f"Kenya exported goods worth ${value} million to {country} in 2024, which is more than the year before."


@pytest.fixture
def read(site, fetcher, tmp_path):
    """What a run over addresses of the site does to the store of this test."""

    def run(*addresses, **options):
        whole = [
            site.url(each) if each.startswith("/") and "." not in each[-4:] or each.endswith(".xml") else each
            for each in addresses
        ]
        options.setdefault("fetcher", fetcher)
        return fetch(tmp_path / "store", whole, told=run.told.append, **options)

    run.told = []
    return run


@pytest.fixture
def published(tmp_path):
    """The names of what is in the store."""
    return lambda: sorted(each.name for each in workflow.publications(store.snapshot(tmp_path / "store")))


@pytest.fixture
def two(site):
    site.pages |= {
        "/feed": answer(feed(item("/a", "A"), item("/b?utm_source=rss", "B")), kind="application/rss+xml"),
        "/a": answer(article(said("Latvia", 5))),
        "/b": answer(article(said("Japan", 7))),
    }
    return site


def test_a_page_becomes_a_document_with_its_address_and_metadata(site, read, published, tmp_path):
    site.pages["/a"] = answer(article(said("Latvia", 5)))
    done = read("/a")
    (document,) = done.new
    assert (document.url, document.published, document.publisher) == (site.url("/a"), "2025-03-04", "Harbour News")
    assert said("Latvia", 5) in document.text and done.facts > 0
    assert published() == [site.url("/a")]


def test_a_feed_gives_its_articles_and_the_second_reading_nothing(two, read, published):
    assert len(read("/feed").new) == 2
    assert published() == [two.url("/a"), two.url("/b")]
    asked = len(two.paths())
    done = read("/feed")
    assert (done.new, done.refused, done.seen) == ([], [], 2)
    assert "nothing new" in done.summary()
    assert two.paths()[asked:] == ["/feed"]


def test_what_a_feed_adds_is_new(two, read):
    read("/feed")
    two.pages["/feed"] = answer(feed(item("/c", "C"), item("/a", "A"), item("/b", "B")))
    two.pages["/c"] = answer(article(said("Italy", 9)))
    assert [each.url for each in read("/feed").new] == [two.url("/c")]
    assert two.paths().count("/a") == 1


def test_guids_mean_nothing_and_links_do(site, read, published):
    """The same guid for two articles, and two guids for one."""
    site.pages |= {"/a": answer(article(said("Latvia", 5))), "/b": answer(article(said("Japan", 7)))}
    site.pages["/feed"] = in_turn(
        answer(feed(item("/a", "A", guid="n1"))),
        answer(feed(item("/b", "B", guid="n1"))),
        answer(feed(item("/a", "A", guid="n2"))),
    )
    counts = []
    for _ in range(3):
        read("/feed")
        counts.append(len(published()))
    assert counts == [1, 2, 2]


def test_an_article_that_changed_replaces_the_earlier_one(site, read, published, tmp_path):
    site.pages["/a"] = in_turn(answer(article(said("Latvia", 5))), answer(article(said("Latvia", 6))))
    site.pages["/b"] = answer(article(said("Japan", 7)))
    site.pages["/feed"] = in_turn(
        answer(feed(item("/a", "A"), item("/b", "B"))), answer(feed(item("/a", "A", "Corrected."), item("/b", "B")))
    )
    read("/feed")
    done = read("/feed")
    assert ([each.url for each in done.new], done.replaced) == ([site.url("/a")], 1)
    assert published() == [site.url("/a"), site.url("/b")]
    texts = [path.read_text() for path in (tmp_path / "store" / "texts").glob("*.txt")]
    assert sum("$5 million" in text for text in texts) == 0 and sum("$6 million" in text for text in texts) == 1


def test_a_page_that_was_named_is_asked_whether_it_changed(site, read):
    site.pages["/a"] = in_turn(
        answer(article(said("Latvia", 5)), ETag='"1"'),
        answer("", "304 Not Modified"),
        answer(article(said("Latvia", 6))),
    )
    assert [len(read("/a").new) for _ in range(3)] == [1, 0, 1]
    assert site.asked[-1].headers["if-none-match"] == '"1"'


def test_a_feed_with_whole_texts_is_enough(site, read):
    text = " ".join(said(country, 5) for country in ("Latvia", "Japan", "Italy", "Spain", "Chile", "Peru") * 3)
    site.pages["/feed"] = answer(feed(item("/a", "Six countries", f"&lt;p&gt;{text}&lt;/p&gt;")))
    (document,) = read("/feed").new
    assert (document.text.strip(), document.title) == (text, "Six countries")
    assert (document.published, document.url) == ("2025-03-04", site.url("/a"))
    assert site.paths() == ["/feed"]


def test_sitemaps_and_lists_of_sitemaps(site, read):
    start = '<?xml version="1.0"?><{0} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{1}</{0}>'
    site.pages["/index.xml"] = answer(
        start.format("sitemapindex", f"<sitemap><loc>{site.url('/one.xml')}</loc></sitemap>")
    )
    urls = "".join(
        f"<url><loc>{site.url(path)}</loc><lastmod>2025-03-0{n}</lastmod></url>"
        for n, path in enumerate(("/a", "/b"), 1)
    )
    site.pages["/one.xml"] = in_turn(
        answer(start.format("urlset", urls)), answer(start.format("urlset", urls.replace("-02<", "-09<")))
    )
    site.pages |= {"/a": answer(article(said("Latvia", 5))), "/b": answer(article(said("Japan", 7)))}
    assert len(read("/index.xml").new) == 2
    assert read("/index.xml").new == []
    assert (site.paths().count("/a"), site.paths().count("/b")) == (1, 2)  # b's day is another, its text the same


def test_a_list_of_addresses_in_a_file(two, read, tmp_path):
    (tmp_path / "list.txt").write_text(f"# two\n{two.url('/a')}\n\n{two.url('/b')}\n")
    assert len(read(str(tmp_path / "list.txt")).new) == 2
    assert read(str(tmp_path / "list.txt")).new == []
    assert two.paths() == ["/a", "/b"]


def test_a_bad_page_stops_nothing_and_is_not_asked_again(two, read):
    two.pages["/feed"] = answer(feed(item("/gone", "G"), item("/links", "L"), item("/a", "A")))
    two.pages["/links"] = answer(
        "<html><body><ul>" + "".join(f'<li><a href="/{n}">News {n}</a></li>' for n in range(12)) + "</ul></body></html>"
    )
    done = read("/feed")
    assert len(done.new) == 1 and len(done.refused) == 2
    assert any("no such page" in line for line in read.told)
    again = read("/feed")
    assert (again.new, again.refused) == ([], [])
    assert two.paths().count("/gone") == 1


def test_what_could_not_be_had_is_tried_the_next_time(two, read):
    two.pages["/a"] = in_turn(answer("", "503 Busy", Retry_After="900"), answer(article(said("Latvia", 5))))
    two.pages["/feed"] = answer(feed(item("/a", "A"), item("/b", "B")), ETag='"1"')
    assert (len((first := read("/feed")).new), len(first.refused)) == (1, 1)
    assert [each.url for each in read("/feed").new] == [two.url("/a")]


def test_a_broken_feed_is_said_and_tried_again(two, read):
    whole = two.pages["/feed"]
    two.pages["/feed"] = in_turn(answer('<?xml version="1.0"?><rss><channel><title>x</title><item><descr'), whole)
    assert len(read("/feed").refused) == 1
    assert len(read("/feed").new) == 2


def test_a_feed_cut_short_gives_the_items_that_are_whole(two, read):
    two.pages["/feed"] = answer(feed(item("/a", "A")).replace("</channel></rss>", "<item><title>cut"))
    assert [each.url for each in read("/feed").new] == [two.url("/a")]


def test_pages_have_a_number_and_the_rest_waits(two, read):
    first = read("/feed", most=1)
    assert len(first.new) == 1 and first.cut and "run it again" in first.summary()
    assert len(read("/feed", most=1).new) == 1
    assert read("/feed").new == []


def test_feeds_may_not_lead_inside(site, tmp_path, monkeypatch):
    site.pages["/feed"] = answer(feed(item("http://169.254.169.254/latest", "A"), item("http://127.0.0.1:9/", "B")))
    fetcher = Fetcher(pace=Pace(sleep=lambda _: None))
    done = fetch(tmp_path / "store", [site.url("/feed")], fetcher=fetcher)
    assert [("--allow-private" in each.reason) for each in done.refused] == [True]
    assert not (tmp_path / "store").exists() and site.asked == []


def test_a_redirected_article_keeps_the_address_where_it_stands(site, read):
    site.pages |= {"/short": moved("/long/a"), "/long/a": answer(article(said("Latvia", 5)))}
    (document,) = read("/short").new
    assert document.url == site.url("/long/a")


def test_today_counts_from_the_day_of_the_visit(site, read):
    page = article(said("Latvia", 5)).replace('<meta property="article:published_time" content="2025-03-04">', "")
    site.pages["/a"] = answer(page.replace("</h1>", '</h1><div class="date">Сегодня, 20:01</div>'))
    (document,) = read("/a").new
    assert document.published == time.strftime("%Y-%m-%d")


def test_what_is_said_of_all_holds(two, read):
    done = read("/feed", given=Given(publisher="Somebody"))
    assert {each.publisher for each in done.new} == {"Somebody"}


# The command line

KG = [sys.executable, "-m", "kg"]


def kg(tmp_path: Path, *words: str, wait: bool = True) -> subprocess.CompletedProcess | subprocess.Popen:
    env = os.environ | {"TRADEGRAPH_STORE": str(tmp_path / "store")}
    if wait:
        return subprocess.run([*KG, *words], env=env, capture_output=True, text=True, timeout=90, check=False)
    return subprocess.Popen([*KG, *words], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_watching_once_twice_says_nothing_new(two, tmp_path):
    (tmp_path / "feeds.txt").write_text(f"# ours\n{two.url('/feed')}\n")
    words = ("watch", str(tmp_path / "feeds.txt"), "--once", "--allow-private")
    first, second = kg(tmp_path, *words), kg(tmp_path, *words)
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert len(first.stdout.splitlines()) == 2 and two.url("/a") in first.stdout and "2025-03-04" in first.stdout
    assert second.stdout == "" and "nothing new" in second.stderr


def test_without_permission_nothing_is_asked(two, tmp_path):
    done = kg(tmp_path, "fetch", two.url("/feed"))
    assert done.returncode == 1 and "--allow-private" in done.stderr
    assert two.asked == [] and not (tmp_path / "store").exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_stopped_in_the_middle_it_goes_on_from_there(two, tmp_path, number):
    """Six pages at one a second, written in rounds: stopped after some, the next run reads the rest, nothing twice."""
    names = [f"/{n}" for n in range(6)]
    for n, name in enumerate(names):
        two.pages[name] = answer(article(said("Latvia", 10 + n), f"2025-03-0{n + 1}"))
    two.pages["/feed"] = answer(feed(*(item(name, name) for name in names)), ETag='"1"')
    running = kg(tmp_path, "fetch", two.url("/feed"), "--allow-private", wait=False)
    until = time.monotonic() + 30
    while "/2" not in two.paths() and time.monotonic() < until:
        time.sleep(0.1)
    running.send_signal(number)
    _, told = running.communicate(timeout=30)
    assert running.returncode == (130 if number == signal.SIGINT else -number), told
    done = kg(tmp_path, "fetch", two.url("/feed"), "--allow-private")
    assert done.returncode == 0, done.stderr
    assert store.verify(tmp_path / "store").sound
    found = [each.name for each in workflow.publications(store.snapshot(tmp_path / "store"))]
    assert sorted(found) == sorted(two.url(name) for name in names)
    assert Visits(tmp_path / "store").get(two.url("/0")).outcome == "read"


@pytest.mark.parametrize(
    ("content", "words"),
    [("", "lists no address"), ("news.example/feed\n", "line 1"), ("# only\n", "lists no address")],
)
def test_a_list_of_feeds_that_is_none(tmp_path, content, words):
    (tmp_path / "feeds.txt").write_text(content)
    done = kg(tmp_path, "watch", str(tmp_path / "feeds.txt"), "--once")
    assert done.returncode == 1 and words in done.stderr and "Traceback" not in done.stderr


def test_watching_goes_on_until_it_is_stopped(tmp_path):
    (tmp_path / "feeds.txt").write_text("http://news.example/feed\n")
    rounds, waits = [], []

    def sleep(seconds):
        waits.append(seconds)
        if len(waits) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        workflow.watch(tmp_path / "feeds.txt", lambda found: found, every=1800.0, news=rounds.append, sleep=sleep)
    assert rounds == [["http://news.example/feed"]] * 3 and waits == [1800.0] * 3
    assert listed(tmp_path / "feeds.txt") == rounds[0]


def test_an_address_given_to_ingest_is_told_where_it_belongs(tmp_path):
    done = kg(tmp_path, "ingest", "https://news.example/feed.xml")
    assert done.returncode == 2 and "kg fetch https://news.example/feed.xml" in done.stderr
