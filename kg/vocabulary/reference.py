"""Reference data: economies, units, places and registered organisations, with names in three languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from kg import iris, resources
from kg.vocabulary.table import table

LANGUAGES = ("en", "ru", "kk")
_LINKS = {
    "eu_country": "http://publications.europa.eu/resource/authority/country/",
    "eu_currency": "http://publications.europa.eu/resource/authority/currency/",
    "geonames": "https://sws.geonames.org/",
    "qudt": "http://qudt.org/vocab/unit/",
}

Names = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a code and names by language (`en`, `ru`, `kk`): the usual one first, other spellings after it.

    `links` are IRIs of the same thing elsewhere.
    """

    code: str
    kind: str
    names: Names = field(repr=False)
    links: tuple[str, ...] = field(default=(), repr=False)

    def label(self, language: str = "en") -> str:
        """The usual name in that language, in English where there is none."""
        return (self.names.get(language) or self.names["en"])[0]


@dataclass(frozen=True, slots=True)
class Economy(Named):
    """A country (`kind` `country`), a bloc (`bloc`) or all partners together (`world`)."""

    @property
    def iri(self) -> str:
        """Its name under the base of data."""
        return iris.iri("economy" if self.kind == "world" else self.kind, self.code)


@dataclass(frozen=True, slots=True)
class Unit(Named):
    """A currency (`kind` `currency`) or a word of measure (`unit`)."""

    @property
    def iri(self) -> str:
        """Its name under the base of data."""
        return iris.iri("unit", self.code)


@dataclass(frozen=True, slots=True)
class Place(Named):
    """A city or region (`kind` `city` or `region`) of a country; `code` is its slug."""

    country: str = ""

    @property
    def iri(self) -> str:
        """Its name under the base of data."""
        return iris.iri("place", self.code)


@dataclass(frozen=True, slots=True)
class Registered(Named):
    """An organisation; `code` is its slug, `kind` a code of `organisationType`, `country` may be empty."""

    country: str = ""

    @property
    def iri(self) -> str:
        """Its name under the base of data."""
        return iris.iri("org", self.code)


def _names(row: Mapping[str, str]) -> Names:
    return MappingProxyType({language: tuple(row[language].split("|")) for language in LANGUAGES if row[language]})


def _links(row: Mapping[str, str], **prefixes: str) -> tuple[str, ...]:
    ends = {"geonames": "/"}
    return tuple(
        f"{_LINKS[prefix]}{row[column]}{ends.get(column, '')}" for column, prefix in prefixes.items() if row[column]
    )


@cache
def _countries() -> Mapping[str, Economy]:
    path = resources.ontology() / "reference" / "countries.csv"
    rows = table(path, ("code", "eu", "geonames", *LANGUAGES))
    return {
        row["code"]: Economy(row["code"], "country", _names(row), _links(row, eu="eu_country", geonames="geonames"))
        for row in rows
    }


@cache
def _blocs() -> Mapping[str, Economy]:
    path = resources.ontology() / "reference" / "blocs.csv"
    rows = table(path, ("code", "kind", "eu", *LANGUAGES))
    return {row["code"]: Economy(row["code"], row["kind"], _names(row), _links(row, eu="eu_country")) for row in rows}


@cache
def _units() -> Mapping[str, Unit]:
    path = resources.ontology() / "reference" / "units.csv"
    rows = table(path, ("code", "kind", "eu", "qudt", *LANGUAGES))
    return {
        row["code"]: Unit(row["code"], row["kind"], _names(row), _links(row, eu="eu_currency", qudt="qudt"))
        for row in rows
    }


@cache
def countries() -> tuple[Economy, ...]:
    """All countries and territories, by code."""
    return tuple(_countries().values())


@cache
def blocs() -> tuple[Economy, ...]:
    """All blocs, by code, and WORLD."""
    return tuple(_blocs().values())


@cache
def units() -> tuple[Unit, ...]:
    """All currencies, then all words of measure, each by code."""
    return tuple(_units().values())


@cache
def places() -> tuple[Place, ...]:
    """The cities and regions that the table knows, by slug."""
    rows = table(resources.ontology() / "places.csv", ("slug", "country", "kind", "geonames", *LANGUAGES))
    return tuple(
        Place(row["slug"], row["kind"], _names(row), _links(row, geonames="geonames"), row["country"]) for row in rows
    )


@cache
def registry() -> tuple[Registered, ...]:
    """The organisations whose names the registry knows, by slug."""
    rows = table(resources.ontology() / "registry.csv", ("slug", "country", "type", *LANGUAGES))
    return tuple(Registered(row["slug"], row["type"], _names(row), (), row["country"]) for row in rows)


def economy(code: str) -> Economy | None:
    """The country, bloc or WORLD with that code.

    >>> economy("EAEU").label("ru")
    'ЕАЭС'
    """
    return _countries().get(code) or _blocs().get(code)


def is_iso_country(code: str) -> bool:
    """Whether a code is a country's ISO 3166-1 alpha-2 code (or XK)."""
    return code in _countries()


def unit(code: str) -> Unit | None:
    """The currency or word of measure with that code."""
    return _units().get(code)
