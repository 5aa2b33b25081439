"""Templates filled: every word of data is escaped, every word of ours comes from the catalogue of the language."""

from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from babel.numbers import format_decimal, format_percent
from babel.support import NullTranslations
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg import iris, network, settings, vocabulary
from kg.web import shapes
from kg.web.languages import LANGUAGES, catalogue
from kg.web.orders import Order, Reply

_FOLDER = Path(__file__).parent / "templates"
_PERCENT = {"en": "#,##0%", "ru": "#,##0\u00a0%", "kk": "#,##0\u00a0%"}


def page(order: Order, template: str, status: int = 200, **values: object) -> Reply:
    """A page made of a template and values."""
    return Reply(html(order, template, **values).encode("utf-8"), "text/html", status)


def html(order: Order, template: str, **values: object) -> str:
    """The template filled. It sees `order`, `languages`, `link`, `here`, `local` and the values."""
    environment = _environment(order.language)
    frame = {
        "order": order,
        "languages": LANGUAGES,
        "link": lambda path, **query: link(order, path, **query),
        "here": lambda **query: here(order, **query),
        "local": lambda iri: local(order, iri),
    }
    return environment.get_template(template).render(**frame, **values)


def link(order: Order, path: str, **query: object) -> str:
    """An address of ours in the language the reader has chosen; values that are None or empty are left out."""
    pairs = [(name, str(value)) for name, value in query.items() if value not in (None, "")]
    if order.chosen:
        pairs.append(("lang", order.language))
    return f"{path}?{urlencode(pairs)}" if pairs else path


def local(order: Order, iri: str) -> str:
    """Where an IRI leads from a page of ours: things and terms to pages here, whatever the base, others out."""
    things, terms = f"{settings.base()}id/", (iris.TERMS, iris.CODES)
    if iri.startswith(things):
        name, mark, passage = iri.removeprefix(things).partition("#")
        return link(order, f"/page/{name}") + mark + passage
    if iri.startswith(terms):
        return link(order, "/ns" if iri.startswith(iris.TERMS) else "/codes") + "#" + iri.rpartition("#")[2]
    return iri


def here(order: Order, **changes: object) -> str:
    """The address of this page with some parameters changed (None takes one away)."""
    parts = urlsplit(order.address)
    pairs = [(name, value) for name, value in parse_qsl(parts.query) if name not in changes]
    pairs += [(name, str(value)) for name, value in changes.items() if value not in (None, "")]
    return f"{parts.path}?{urlencode(pairs)}" if pairs else parts.path


def ready() -> None:
    """Compile every template in every language and open the vocabulary: once, for all workers that come of this one."""
    for language in LANGUAGES:
        environment = _environment(language)
        for name in environment.list_templates():
            environment.get_template(name)
        vocabulary.label(iris.term("TradeMission"), language)
    vocabulary.economy("KZ")
    network.in_words("2024", "en")


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["short"] = vocabulary.compact
    environment.filters["number"] = lambda value: format_decimal(value, "#,##0.######", locale=language)
    environment.filters["percent"] = lambda share: format_percent(share, _PERCENT[language], locale=language)
    environment.filters["period"] = lambda edtf: network.in_words(edtf, language)
    environment.filters["first_sides"] = shapes.first_sides
    environment.filters["initial"] = shapes.initial
    environment.filters["values"] = lambda counts: counts.values()
    environment.filters["spaced"] = shapes.spaced
    environment.filters["together"] = shapes.together
    environment.globals["most"] = lambda years: max(sum(counts.values()) for counts in years.values())
    environment.globals["bars"] = shapes.bars
    words: NullTranslations = catalogue(language)
    environment.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined]
    return environment
