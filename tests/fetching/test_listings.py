"""Lists are read for their addresses, whatever else is in them, and hostile ones quickly."""

import gzip
import time

import pytest

from kg.errors import Refused
from kg.fetching import sandboxed


def listing(content: bytes, base: str | None = None):
    return sandboxed.listing("x", content, None, base)


def urls(content: bytes, base: str | None = None) -> list[str]:
    return [each.url for each in listing(content, base).entries]


SITEMAP = b"""<?xml version="1.0"?><!-- made by hand --><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url><loc> http://news.example/a?x=1&amp;y=2 </loc><lastmod>2025-03-04</lastmod>
 <image:image><image:loc>http://news.example/p.jpg</image:loc></image:image></url><url><loc>/relative</loc></url></urlset>"""


def test_a_sitemap_plain_and_packed():
    for content in (SITEMAP, gzip.compress(SITEMAP), b"\xef\xbb\xbf" + SITEMAP):
        (entry,) = listing(content).entries
        assert (entry.url, entry.stamp) == ("http://news.example/a?x=1&y=2", "2025-03-04")


def test_feeds_that_a_reader_exported():
    opml = b'<opml version="2.0"><body><outline text="x"><outline xmlUrl="http://a.example/rss" type="rss"/></outline></body></opml>'
    assert (listing(opml).kind, urls(opml)) == ("feeds", ["http://a.example/rss"])


def test_addresses_one_a_line():
    assert urls(b"\xef\xbb\xbf# ours\r\nhttp://a.example/1#top\r\n\r\nhttps://b.example/2?utm_source=x&id=3\r\n") == [
        "http://a.example/1",
        "https://b.example/2?id=3",
    ]


def test_atom_with_relative_links():
    atom = b'<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><title>a</title><link href="/a"/></entry></feed>'
    assert urls(atom, "https://news.example/feeds/all") == ["https://news.example/a"]
    assert listing(atom).entries == () and "relative" in listing(atom).problems[0]


@pytest.mark.parametrize(
    "content",
    [b"", b"\0" * 99, b"Only words.", b"<html><body>x</body></html>", b"%PDF-1.7 x", b"http://a.example and more"],
)
def test_what_is_no_list(content):
    assert listing(content) is None


@pytest.mark.parametrize(
    "content",
    [
        gzip.compress(bytes(300_000_000), 1),
        b"<?xml ?>" + b"<!-- -->" * 50_000,
        b"<?a?>" * 50_000 + b"x",
        b"<!DOCTYPE a[]>" * 20_000,
        b"<urlset>" + b"<url>" * 200_000,
        b'<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY a SYSTEM "file:///etc/hostname">]><urlset><url><loc>http://x/&a;</loc></url></urlset>',
    ],
    ids=["bomb", "comments", "instructions", "doctypes", "depth", "entity"],
)
def test_hostile_lists_are_read_or_refused_soon(content):
    began = time.monotonic()
    try:
        found = listing(content)
    except Refused:
        found = None
    assert found is None or all(each.url == "http://x/" for each in found.entries)
    assert time.monotonic() - began < 8
