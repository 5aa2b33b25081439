"""The one place that reads settings: the environment, with the defaults of the documentation.

| variable                 | meaning                                              | default                     |
|--------------------------|------------------------------------------------------|-----------------------------|
| TRADEGRAPH_STORE         | folder of the store                                  | ./tradegraph                |
| TRADEGRAPH_BASE          | base of the IRIs of data (the terms' IRIs are fixed) | https://data.example.org/   |
| TRADEGRAPH_ENDPOINT_USER, TRADEGRAPH_ENDPOINT_PASSWORD, TRADEGRAPH_ENDPOINT_AUTH (basic or digest)  | none |
| TRADEGRAPH_ENDPOINT_PASSWORD_FILE | a file with that password, in place of the variable | none               |
| TRADEGRAPH_CACHE         | folder of tables that are made again where it lacks  | the user's caches           |
| TRADEGRAPH_CONTACT       | address that sites which are read can write to       | none                        |
| TRADEGRAPH_LLM_URL       | OpenAI-compatible server, up to and with `/v1`       | none: no text leaves here   |
| TRADEGRAPH_LLM_KEY       | its key, sent as a bearer token                      | none                        |
| TRADEGRAPH_LLM_MODEL     | the model to ask                                     | none                        |
| TRADEGRAPH_LLM_PRICE     | price of a million tokens read, and written: `2.5,10`| none                        |
| TRADEGRAPH_LLM_DEADLINE  | seconds for one answer, all attempts together        | 600                         |
| TRADEGRAPH_LLM_AT_ONCE   | calls at the same time                               | 4                           |
| TRADEGRAPH_LLM_TEMPERATURE | temperature that is asked for                      | 0 for servers, none in batch files |
| TRADEGRAPH_LLM_PART      | characters of an article that are asked about at once| 8000                        |
"""

import os
import sys
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

from kg.errors import UsageError

EXAMPLE_BASE = "https://data.example.org/"


@dataclass(frozen=True, slots=True)
class Credentials:
    """Name, password and scheme (`basic` or `digest`, empty for that of the server's make) for an endpoint;
    the password is never printed."""

    user: str
    password: str = field(repr=False)
    scheme: str = "basic"


def store_folder() -> Path:
    """The store's folder when the command line names none."""
    return Path(os.environ.get("TRADEGRAPH_STORE") or "tradegraph")


def base() -> str:
    """The base of all IRIs of data; it ends with a slash."""
    given = os.environ.get("TRADEGRAPH_BASE") or EXAMPLE_BASE
    return given if given.endswith("/") else given + "/"


def cache_folder() -> Path:
    """Where tables that follow from our files are kept between runs: among the user's caches, as each platform has
    them. It may be deleted at any time."""
    if given := os.environ.get("TRADEGRAPH_CACHE"):
        return Path(given)
    home = Path(os.path.expanduser("~"))  # noqa: PTH111  Path.home() raises where nobody is at home
    home = home if home.is_absolute() else Path(os.devnull)  # nothing is kept then
    if sys.platform == "win32":
        caches = Path(os.environ.get("LOCALAPPDATA") or home)
    elif sys.platform == "darwin":
        caches = home / "Library" / "Caches"
    else:
        caches = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return caches / "tradegraph"


def contact() -> str | None:
    """Where the owner of a site that we read can reach whoever reads it: a mail or web address."""
    return (os.environ.get("TRADEGRAPH_CONTACT") or "").strip() or None


def credentials() -> Credentials | None:
    """What the environment says for endpoints that ask who is there, or None."""
    user = os.environ.get("TRADEGRAPH_ENDPOINT_USER")
    if not user:
        return None
    scheme = os.environ.get("TRADEGRAPH_ENDPOINT_AUTH", "").lower()
    if scheme not in ("", "basic", "digest"):
        raise UsageError(f"TRADEGRAPH_ENDPOINT_AUTH is {scheme!r}; it can be basic or digest")
    return Credentials(user, _password(), scheme)


def _password() -> str:
    """From the environment, or the first line of a file that only its owner has to be able to read."""
    file = os.environ.get("TRADEGRAPH_ENDPOINT_PASSWORD_FILE")
    if not file:
        return os.environ.get("TRADEGRAPH_ENDPOINT_PASSWORD", "")
    try:
        return Path(file).read_text(encoding="utf-8").split("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"TRADEGRAPH_ENDPOINT_PASSWORD_FILE cannot be read: {type(error).__name__}") from None


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A server of language models and how it is asked; `price` is of a million tokens read and written. The key is
    never printed."""

    url: str | None = None
    key: str | None = field(default=None, repr=False)
    model: str | None = None
    price: tuple[Decimal, Decimal] | None = None
    deadline: float = 600.0
    at_once: int = 4
    temperature: float | None = None
    part: int = 8000


def language_model() -> LanguageModel:
    """What the environment says about the model that may read along; without a URL none can be asked."""
    temperature = os.environ.get("TRADEGRAPH_LLM_TEMPERATURE")
    return LanguageModel(
        url=(os.environ.get("TRADEGRAPH_LLM_URL") or "").rstrip("/") or None,
        key=os.environ.get("TRADEGRAPH_LLM_KEY") or None,
        model=os.environ.get("TRADEGRAPH_LLM_MODEL") or None,
        price=_price(os.environ.get("TRADEGRAPH_LLM_PRICE")),
        deadline=float(_number("TRADEGRAPH_LLM_DEADLINE", "600", least=1)),
        at_once=int(_number("TRADEGRAPH_LLM_AT_ONCE", "4", least=1)),
        temperature=float(_number("TRADEGRAPH_LLM_TEMPERATURE", "0", least=0)) if temperature else None,
        part=int(_number("TRADEGRAPH_LLM_PART", "8000", least=1000)),
    )


def _number(name: str, otherwise: str, *, least: int) -> Decimal:
    given = os.environ.get(name) or otherwise
    try:
        number = Decimal(given)
    except InvalidOperation:
        raise UsageError(f"{name} is {given!r}; a number is expected") from None
    if not number.is_finite() or number < least:
        raise UsageError(f"{name} is {given!r}; it is at least {least}")
    return number


def _price(given: str | None) -> tuple[Decimal, Decimal] | None:
    if not given:
        return None
    try:
        read, written = (Decimal(part) for part in given.split(","))
    except (ValueError, InvalidOperation):
        raise UsageError(
            f"TRADEGRAPH_LLM_PRICE is {given!r}; two prices are expected, of reading and writing"
        ) from None
    return read, written
