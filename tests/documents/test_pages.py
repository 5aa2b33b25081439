"""Web pages: the article and nothing around it, and what the page says about itself in all the usual forms."""

import json
from collections.abc import Callable

import pytest

from kg.model import Document

One = Callable[..., Document]
Why = Callable[..., str]
NEWS = "Экспорт пшеницы из Казахстана в Латвию вырос за год на четверть, сообщило министерство торговли."
MORE = "Через порты прошло два миллиона тонн зерна, следует из доклада, который ведомство издаёт раз в год."


def page(head: str = "", body: str = "", *, lang: str = "ru") -> str:
    return (
        f"<!doctype html><html lang='{lang}'><head><meta charset=utf-8>{head}</head><body>"
        f"<nav><a href='/'>Главная</a></nav>{body}<article><h1>Рост экспорта</h1><p>{NEWS}</p><p>{MORE}</p></article>"
        "<footer>© 2009–2024</footer></body></html>"
    )


def linked(**said: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(said, ensure_ascii=False)}</script>"


ARTICLE = {"@context": "https://schema.org", "@type": "NewsArticle"}


# Dates


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        (linked(**ARTICLE, datePublished="2015-07-30T10:00:00+05:00"), "", "2015-07-30"),
        (
            linked(**{"@graph": [{"@type": "WebPage"}, {"@type": ["Article"], "datePublished": "2015-07-30"}]}),
            "",
            "2015-07-30",
        ),
        (
            f"<script type='application/ld+json'>[{json.dumps(ARTICLE | {'datePublished': '2015-07-30'})}];</script>",
            "",
            "2015-07-30",
        ),
        ("<meta property='article:published_time' content='2015-07-30T23:59:00+06:00'>", "", "2015-07-30"),
        ("<meta name='DC.date.issued' content='2015-07-30'>", "", "2015-07-30"),
        ("<meta name='dcterms.created' content='30.07.2015'>", "", "2015-07-30"),
        ("<meta name='date' content='Thu, 30 Jul 2015 10:00:00 GMT'>", "", "2015-07-30"),
        ("<meta name='pubdate' content='20150730'>", "", "2015-07-30"),
        ("", "<time datetime='2015-07-30T10:00'>вчера</time>", "2015-07-30"),
        ("", "<span itemprop='datePublished' content='2015-07-30'>вчера</span>", "2015-07-30"),
        ("", "<meta itemprop='datePublished' content='2015-07-30'>", "2015-07-30"),
        ("<link rel='canonical' href='https://news.example/2015/07/30/grain'>", "", "2015-07-30"),
        ("", "<div class='date'>30 Июля 2015, 14:05</div>", "2015-07-30"),
        ("", "<div class='date'>2015 жылғы 1 қыркүйек</div>", "2015-09-01"),
        ("", "<p>5 қазан 2025</p>", "2025-10-05"),
        ("", "<p>Астана, 5 марта 2025 года</p>", "2025-03-05"),
        ("", "<p class='news-date'>05.03.2025 | 14:05</p>", "2025-03-05"),
        ("", "<p class='published'>March 5th, 2025</p>", "2025-03-05"),
        ("", "<p class='published'>5. März 2025</p>", "2025-03-05"),
        ("", "<p class='published'>03/04/2016</p>", "2016"),
        ("", "", None),
        ("<meta name='date' content='0001-01-01'>", "", None),
        (linked(**ARTICLE, dateModified="2019-01-01"), "", None),
        ("<script type='application/ld+json'>{broken</script>", "<p>5 марта 2025</p>", "2025-03-05"),
    ],
)
def test_the_date_is_found_where_the_page_has_it(document: One, head: str, body: str, published: str | None) -> None:
    read = document("page.html", page(head, body))
    assert read.published == published
    assert bool(read.remarks) == (published is None)


@pytest.mark.parametrize(
    ("seen", "published"),
    [
        ("Сегодня, 20:01", "2025-03-04"),
        ("Вчера, 09:15", "2025-03-03"),
        ("Бүгін, 20:01", "2025-03-04"),
        ("Кеше", "2025-03-03"),
        ("2 hours ago", "2025-03-04"),
        ("3 дня назад", "2025-03-01"),
        ("2 күн бұрын", "2025-03-02"),
        ("2 недели назад", "2025-02-18"),
    ],
)
def test_relative_dates_count_from_the_day_of_retrieval(document: One, seen: str, published: str) -> None:
    body = f"<span class='date'>{seen}</span>"
    assert document("page.html", page(body=body), retrieved="2025-03-04").published == published
    unplaced = document("page.html", page(body=body))
    assert unplaced.published is None
    assert any(seen in remark and "--retrieved" in remark for remark in unplaced.remarks)


@pytest.mark.parametrize(
    "around",
    [
        "<div class='header-date'>16 апреля 2025</div>" + "<div><span>x</span></div>" * 20 + "{0}",
        "<span class='updated'>Обновлено: 16 апреля 2025</span>{0}",
        "{0}<div class='last-modified date'>16.04.2025</div>",
    ],
)
def test_the_day_of_the_visit_or_of_a_change_is_not_the_day_of_publication(document: One, around: str) -> None:
    article = f"<article><h1>Рост</h1><span class='date'>5 марта 2025</span><p>{NEWS}</p><p>{MORE}</p></article>"
    markup = f"<html><body>{around.format(article)}</body></html>"
    assert document("page.html", markup).published == "2025-03-05"


def test_what_a_page_states_as_data_goes_before_what_it_shows(document: One) -> None:
    head = "<meta property='article:published_time' content='2025-02-11'><meta property='article:modified_time' content='2025-02-13'>"
    assert document("page.html", page(head, "<div class='date'>16 апреля 2025</div>")).published == "2025-02-11"


# Title, publisher, language, address


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ("<meta property='og:site_name' content='Вестник торговли'>", "Вестник торговли"),
        (linked(**ARTICLE, publisher={"@type": "Organization", "name": "Вестник торговли"}), "Вестник торговли"),
        ("<meta name='DC.publisher' content='Вестник торговли'>", "Вестник торговли"),
        ("<meta name='application-name' content='Вестник торговли'>", "Вестник торговли"),
        ("", None),
    ],
)
def test_the_publisher_is_found(document: One, head: str, publisher: str | None) -> None:
    assert document("page.html", page(head)).publisher == publisher


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Рост экспорта - Вестник</title>", "Рост экспорта"),
        ("<meta property='og:title' content='Экспорт растёт'>", "Экспорт растёт"),
        (
            "<meta property='og:title' content='Экспорт растёт | Вестник'><meta property='og:site_name' content='Вестник'>",
            "Экспорт растёт",
        ),
        (linked(**ARTICLE, headline="Экспорт растёт"), "Экспорт растёт"),
    ],
)
def test_the_title_is_found_without_the_site(document: One, head: str, title: str) -> None:
    assert document("page.html", page(head)).title == title


@pytest.mark.parametrize(
    ("head", "url"),
    [
        (
            "<link rel='canonical' href='https://news.example/a'><meta property='og:url' content='https://m.example/a'>",
            "https://news.example/a",
        ),
        ("<meta property='og:url' content='https://news.example/a b'>", "https://news.example/a%20b"),
        (linked(**ARTICLE, mainEntityOfPage={"@id": "https://news.example/a"}), "https://news.example/a"),
        ("<base href='https://news.example/x/'><link rel='canonical' href='../a'>", "https://news.example/a"),
        ("<!-- saved from url=(0022)https://news.example/a -->", "https://news.example/a"),
        ("<link rel='canonical' href='/a'>", None),
        ("<link rel='canonical' href='javascript:alert(1)'>", None),
        ("<link rel='canonical' href='http://[broken'>", None),
    ],
)
def test_the_address_is_found_and_absolute(document: One, head: str, url: str | None) -> None:
    assert document("page.html", page(head)).url == url


def test_a_language_that_the_letters_belie_is_not_believed(document: One) -> None:
    assert document("page.html", page(lang="en")).language == "ru"
    assert document("page.html", page(lang="ru-RU")).language == "ru"


# Text


def test_the_title_is_not_in_the_text_and_headings_lists_and_tables_are(document: One) -> None:
    body = (
        f"<html><body><article><h1>Рост экспорта</h1><p>{NEWS}</p><h2>По странам</h2><ul><li>Латвия получила половину</li>"
        f"<li>Эстония получила четверть</li></ul><table><tr><th>Страна</th><th>Экспорт, млн долл.</th></tr><tr><td>Латвия</td>"
        f"<td>120,5</td></tr><tr><td>Эстония</td><td>7</td></tr></table><p>{MORE}</p></article></body></html>"
    )
    assert document("page.html", body).text == (
        f"{NEWS}\n\nПо странам\n\n- Латвия получила половину\n- Эстония получила четверть\n\n"
        f"Латвия: Экспорт, млн долл. 120,5.\nЭстония: Экспорт, млн долл. 7.\n\n{MORE}"
    )


@pytest.mark.parametrize(
    "around",
    [
        "<div class='related'><h3>Подборка</h3><ul><li><a href='/1'>Япония подписала меморандум на $9 млрд</a></li></ul></div>",
        "<div><h3>Читайте также</h3><ul><li><a href='/1'>Япония подписала меморандум на $9 млрд</a></li></ul></div>",
        "<div><p><strong>Читайте также:</strong> <a href='/1'>Япония подписала меморандум на $9 млрд</a></p></div>",
        "<div><b>Тағы оқыңыз:</b><br><a href='/1'>Япония подписала меморандум на $9 млрд</a></div>",
        "<section><h4>Материалы по теме</h4><div><a href='/1'>Япония подписала меморандум на $9 млрд</a></div></section>",
        "<aside><p>Япония подписала меморандум на $9 млрд, сообщают источники.</p></aside>",
        "<div id='cookie-consent'><p>Япония использует cookie. Продолжая, вы соглашаетесь.</p></div>",
        "<p>Мы используем файлы cookie, Япония тоже. Продолжая работу с сайтом, вы соглашаетесь с этим.</p>",
        "<div class='comments'><p>Япония подписала меморандум, пишет читатель в комментариях.</p></div>",
    ],
)
def test_what_surrounds_the_article_is_left_out(document: One, around: str) -> None:
    inside = f"<html><body><article><h1>Рост</h1><p>{NEWS}</p>{around}<p>{MORE}</p></article></body></html>"
    behind = f"<html><body><article><h1>Рост</h1><p>{NEWS}</p><p>{MORE}</p></article>{around}</body></html>"
    for markup in (inside, behind):
        assert document("page.html", markup).text == f"{NEWS}\n\n{MORE}"


def test_a_short_article_is_one(document: One) -> None:
    assert (
        document("page.html", f"<html><body><nav><a href='/'>Главная</a></nav><p>{NEWS}</p></body></html>").text == NEWS
    )


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body>"
        + "".join(f"<h3><a href='/{n}'>Япония подписала меморандум номер {n}</a></h3>" for n in range(12))
        + "</body></html>",
        "<html><body><ul>"
        + "".join(f"<li><a href='/{n}'>Экспорт вырос на {n} %</a></li>" for n in range(12))
        + "</ul></body></html>",
        "<html><body><h1>404</h1><p>Not found</p></body></html>",
    ],
)
def test_a_page_without_an_article_is_refused(reason: Why, markup: str) -> None:
    assert "no article was found" in reason("page.html", markup)


def test_a_page_with_a_broken_byte_outside_its_article_is_read(document: One, reason: Why) -> None:
    good = page("<title>Рост</title>").encode() * 1
    assert NEWS in document("page.html", good.replace(b"<footer>", b"<footer>\xff")).text
    assert "broken" in reason("bad.html", good.replace("вырос".encode(), b"\xff\xd1"))


def test_an_element_with_a_hundred_thousand_attributes_is_refused_at_once(reason: Why) -> None:
    attributes = " ".join(f"a{number}=1" for number in range(100_000))
    assert "attributes" in reason("page.html", f"<html><body><p {attributes}>{NEWS}</p></body></html>")
