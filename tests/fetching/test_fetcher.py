"""Pages come whole and in bounds, or there is a reason; no test takes longer than its server may."""

import gzip
import ipaddress
import socket
import time
import zlib

import pytest
from fetching_servers import answer, in_turn, moved

from kg.errors import Refused
from kg.fetching import Fetcher, Known, Pace, Postponed
from kg.fetching.destinations import is_public

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.fixture(autouse=True)
def bounded():
    """Every test has ten seconds, whatever its server does."""
    began = time.monotonic()
    yield
    assert time.monotonic() - began < 10


def refused(fetcher, url, words, kind=Refused):
    with pytest.raises(kind) as caught:
        fetcher.get(url)
    assert words in caught.value.reason, caught.value.reason
    assert "\n" not in caught.value.reason
    return caught.value


def test_a_page_comes_with_what_the_server_said_of_it(site, fetcher):
    site.pages["/a"] = answer("Сталь".encode("cp1251"), kind='text/html; charset="windows-1251"', ETag='"1"')
    page = fetcher.get(site.url("/a"))
    assert (page.content, page.charset, page.known.etag) == ("Сталь".encode("cp1251"), "windows-1251", '"1"')
    assert site.asked[-1].headers["user-agent"].startswith("tradegraph/")
    assert site.asked[-1].headers["host"] == site.base.removeprefix("http://")


def test_whoever_runs_it_can_be_reached(site, pauses):
    site.pages["/a"] = answer("x")
    Fetcher(allow_private=True, contact="desk@news.example", pace=Pace(sleep=pauses.append)).get(site.url("/a"))
    assert all("desk@news.example" in each.headers["user-agent"] for each in site.asked)


def test_a_wrong_charset_is_handed_on_and_the_bytes_are_as_they_were(site, fetcher):
    site.pages["/a"] = answer("Экспорт вырос".encode("cp1251"), kind="text/html; charset=utf-8")
    page = fetcher.get(site.url("/a"))
    assert page.content == "Экспорт вырос".encode("cp1251") and page.charset == "utf-8"


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, lambda b: zlib.compress(b)[2:-4]])
def test_packed_pages_are_unpacked(site, fetcher, pack):
    encoding = "gzip" if pack is gzip.compress else "deflate"
    site.pages["/a"] = answer(pack(b"grain " * 5000), Content_Encoding=encoding)
    assert fetcher.get(site.url("/a")).content == b"grain " * 5000


def test_a_packed_page_of_two_members_comes_whole(site, fetcher):
    site.pages["/a"] = answer(gzip.compress(b"one ") + gzip.compress(b"two"), Content_Encoding="gzip")
    assert fetcher.get(site.url("/a")).content == b"one two"


# Bounds


def test_a_bomb_goes_off_in_the_limit(site, fetcher):
    site.pages["/a"] = answer(gzip.compress(bytes(300_000_000), 1), Content_Encoding="gzip")
    refused(fetcher, site.url("/a"), "more than 1,000,000 bytes unpacked")


@pytest.mark.parametrize(
    ("content", "encoding", "words"),
    [
        (gzip.compress(b"grain" * 900)[:-12], "gzip", "breaks off"),
        (b"\x1f\x8b" + b"\x99" * 90, "gzip", "damaged"),
        (b"plain", "br", "not asked for"),
    ],
    ids=["cut", "no gzip", "another packing"],  # packed bytes hold the time, and every worker has to name a test alike
)
def test_damaged_packing_is_said(site, fetcher, content, encoding, words):
    site.pages["/a"] = answer(content, Content_Encoding=encoding)
    refused(fetcher, site.url("/a"), words)


def test_what_never_ends_ends(site, fetcher):
    def endless(_, write):
        write(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
        while not site.stopping.is_set():
            write(b"400\r\n" + b"x" * 1024 + b"\r\n")

    site.pages["/a"] = endless
    refused(fetcher, site.url("/a"), "more than 1,000,000 bytes")


@pytest.mark.parametrize("head", [HEAD + b"Content-Length: 100000\r\n\r\n", HEAD, b""], ids=["body", "headers", "line"])
def test_a_slow_drip_ends_in_time(site, fetcher, head):
    def drip(_, write):
        write(head)
        letters = b"x" if head.endswith(b"\r\n\r\n") else b"X-A: " if head else b"H"
        while not site.stopping.wait(0.2):
            write(letters[:1])

    site.pages["/a"] = drip
    began = time.monotonic()
    refused(fetcher, site.url("/a"), "", Postponed)
    assert time.monotonic() - began < 4


def test_silence_ends_in_time(site, fetcher):
    site.pages["/a"] = lambda _, write: site.stopping.wait(8)
    refused(fetcher, site.url("/a"), "did not answer in time", Postponed)


def test_less_than_was_said_is_no_page(site, fetcher):
    site.pages["/a"] = lambda _, write: write(HEAD + b"Content-Length: 500\r\n\r\nonly this")
    refused(fetcher, site.url("/a"), "shorter than the server said", Postponed)


def test_two_lengths_are_no_length(site, fetcher):
    site.pages["/a"] = lambda _, write: write(HEAD + b"Content-Length: 5\r\nContent-Length: 9\r\n\r\n123456789")
    refused(fetcher, site.url("/a"), "no proper HTTP", Postponed)


def test_headers_have_a_limit(site, fetcher):
    site.pages["/a"] = lambda _, write: write(b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 500_000 + b"\r\n\r\nx")
    refused(fetcher, site.url("/a"), "no proper HTTP", Postponed)


def test_nobody_there(fetcher):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{probe.getsockname()[1]}/a"
    refused(fetcher, url, "nobody answers", Postponed)


# Where it may go


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "10.0.0.8",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "[fe80::1]",
        "[fd00::1]",
        "0.0.0.0",
        "[64:ff9b::7f00:1]",
        "224.0.0.1",
    ],
)
def test_own_networks_are_not_read(host):
    refused(Fetcher(pace=Pace(sleep=lambda _: None)), f"http://{host}:9/a", "--allow-private permits it")


@pytest.mark.parametrize("address", ["2002:7f00:1::", "::ffff:10.0.0.1", "64:ff9b::a9fe:a9fe"])
def test_addresses_inside_addresses(address):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1:9/", "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/"]
)
def test_no_redirect_leads_inside(site, monkeypatch, target):
    """The first host counts as public here, so that what it leads to is what is refused."""
    port = int(site.base.rsplit(":", 1)[1])
    real = socket.getaddrinfo

    def names(host, *args, **more):
        return real("127.0.0.1" if host == "news.example" else host, *args, **more)

    monkeypatch.setattr(socket, "getaddrinfo", names)
    monkeypatch.setattr(
        "kg.fetching.destinations.is_public", lambda a: (str(a) == "127.0.0.1" and own()) or is_public(a)
    )
    asked = []
    own = lambda: not asked  # noqa: E731
    site.pages["/robots.txt"] = answer("", "404 Not Found")
    site.pages["/a"] = lambda a, write: (asked.append(a), moved(target)(a, write))
    error = refused(
        Fetcher(pace=Pace(sleep=lambda _: None)), f"http://news.example:{port}/a", "--allow-private permits it"
    )
    assert target in error.reason
    assert site.paths() == ["/a"]


def test_the_connection_goes_to_the_address_that_was_checked(site, monkeypatch):
    """A name that stands for something else at the second look is looked up once for a connection."""
    port = int(site.base.rsplit(":", 1)[1])
    looked = []

    def names(host, *_, **__):
        looked.extend([host] if host == "news.example" else [])
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    site.pages["/a"] = answer("x")
    monkeypatch.setattr(socket, "getaddrinfo", names)
    fetcher = Fetcher(allow_private=True, pace=Pace(sleep=lambda _: None))
    connected = []
    real = socket.create_connection
    monkeypatch.setattr(
        socket, "create_connection", lambda address, *a, **m: (connected.append(address), real(address, *a, **m))[1]
    )
    assert fetcher.get(f"http://news.example:{port}/a").content == b"x"
    assert looked == ["news.example"] * 2  # robots.txt and the page
    assert connected == [("127.0.0.1", port)] * 2


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/hostname",
        "ftp://news.example/a",
        "gopher://x/",
        "http://u:p@news.example/",
        "http://",
        "http://[::1",
        "news.example/a",
    ],
)
def test_only_web_addresses(fetcher, url):
    with pytest.raises(Refused):
        fetcher.get(url)


@pytest.mark.parametrize("target", ["file:///etc/hostname", "data:text/html,x", "javascript:alert(1)"])
def test_no_redirect_leads_out_of_the_web(site, fetcher, target):
    site.pages["/a"] = moved(target)
    refused(fetcher, site.url("/a"), "only http and https")


def test_redirects_are_followed_a_few_times(site, fetcher):
    for step in range(4):
        site.pages[f"/{step}"] = moved(f"/{step + 1}")
    site.pages["/4"] = answer("there")
    page = fetcher.get(site.url("/0"))
    assert (page.content, page.url) == (b"there", site.url("/4"))


def test_redirects_without_end(site, fetcher):
    site.pages |= {"/a": moved("/b"), "/b": moved("/a")}
    refused(fetcher, site.url("/a"), "in a circle")
    for step in range(20):
        site.pages[f"/{step}"] = moved(f"/{step + 1}")
    refused(fetcher, site.url("/0"), "more than 5 times")


# Manners


def test_robots_are_asked_once_and_obeyed(site, fetcher):
    site.pages |= {
        "/robots.txt": answer("User-agent: *\nDisallow: /closed\nDisallow: /*?print=", kind="text/plain"),
        "/a": answer("x"),
        "/closed/b": answer("y"),
        "/a?print=1": answer("z"),
    }
    assert fetcher.get(site.url("/a")).content == b"x"
    refused(fetcher, site.url("/closed/b"), "robots.txt")
    refused(fetcher, site.url("/a?print=1"), "robots.txt")
    assert [each.path for each in site.asked] == ["/robots.txt", "/a"]


def test_our_own_name_in_robots_counts(site, fetcher):
    site.pages |= {
        "/robots.txt": answer("User-agent: tradegraph\nDisallow: /\n\nUser-agent: *\nAllow: /"),
        "/a": answer("x"),
    }
    refused(fetcher, site.url("/a"), "robots.txt")


def test_a_site_that_cannot_say_its_rules_is_left_alone(site, fetcher):
    site.pages |= {"/robots.txt": answer("", "500 Oops"), "/a": answer("x")}
    refused(fetcher, site.url("/a"), "rules for programs cannot be read", Postponed)
    assert site.paths() == []


def test_a_redirect_asks_the_rules_of_where_it_leads(site, fetcher):
    site.pages |= {
        "/robots.txt": answer("User-agent: *\nDisallow: /closed"),
        "/a": moved("/closed/b"),
        "/closed/b": answer("x"),
    }
    refused(fetcher, site.url("/a"), "robots.txt")
    assert site.paths() == ["/a"]


def test_one_request_a_second(site):
    for name in "abc":
        site.pages[f"/{name}"] = answer(name)
    fetcher = Fetcher(allow_private=True)
    for name in "abc":
        fetcher.get(site.url(f"/{name}"))
    assert all(later - before > 0.95 for before, later in zip(site.times, site.times[1:], strict=False))


def test_a_site_may_ask_for_more_time(site, fetcher, pauses):
    site.pages |= {"/robots.txt": answer("User-agent: *\nCrawl-delay: 7"), "/a": answer("x"), "/b": answer("y")}
    fetcher.get(site.url("/a"))
    fetcher.get(site.url("/b"))
    assert 7 < pauses[-1] < 8.1  # the clock of this test stands still while it waits for its first turn


def test_what_did_not_change_is_not_sent_again(site, fetcher):
    def page(asked, write):
        same = (
            asked.headers.get("if-none-match") == '"7"'
            and asked.headers.get("if-modified-since") == "Tue, 04 Mar 2025 10:00:00 GMT"
        )
        (
            answer("", "304 Not Modified")
            if same
            else answer("x", ETag='"7"', Last_Modified="Tue, 04 Mar 2025 10:00:00 GMT")
        )(asked, write)

    site.pages["/a"] = page
    first = fetcher.get(site.url("/a"))
    again = fetcher.get(site.url("/a"), first.known)
    assert first.content == b"x" and again.content is None and again.known == first.known


def test_a_page_that_changed_comes_again(site, fetcher):
    site.pages["/a"] = in_turn(answer("old", ETag='"1"'), answer("new", ETag='"2"'))
    first = fetcher.get(site.url("/a"))
    again = fetcher.get(site.url("/a"), first.known)
    assert (first.content, again.content, again.known) == (b"old", b"new", Known('"2"', None))


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Busy"])
def test_a_short_pause_is_kept_and_a_long_one_is_said(site, fetcher, pauses, status):
    site.pages["/a"] = in_turn(answer("", status, Retry_After="3"), answer("x"))
    assert fetcher.get(site.url("/a")).content == b"x"
    assert 3.0 in pauses
    site.pages["/b"] = answer("", status, Retry_After="7200")
    assert refused(fetcher, site.url("/b"), "try again after 7,200 s", Postponed).after == 7200
    assert site.paths().count("/b") == 1


def test_busy_without_end_is_tried_three_times(site, fetcher):
    site.pages["/a"] = answer("", "429 Too Many Requests", Retry_After="1")
    refused(fetcher, site.url("/a"), "status 429", Postponed)
    assert site.paths() == ["/a"] * 3


@pytest.mark.parametrize(
    ("status", "words"),
    [("404 No", "no such page"), ("403 No", "does not give it to programs"), ("410 Gone", "taken away")],
)
def test_a_page_that_is_not_there(site, fetcher, status, words):
    site.pages["/a"] = answer("<html>sorry</html>", status)
    assert not isinstance(refused(fetcher, site.url("/a"), words), Postponed)
