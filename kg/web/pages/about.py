"""About: versions, limits, licences of data and of what is bundled."""

import json
from functools import cache
from pathlib import Path

import kg
from kg.web.configuration import Limits
from kg.web.desk import Desk
from kg.web.orders import Order, Reply
from kg.web.rendering import page

_NOTICES = Path(__file__).parents[1] / "static" / "built" / "licences.json"


def view(desk: Desk, order: Order) -> Reply:
    """The page."""
    return page(order, "about.html", version=kg.__version__, limits=Limits(), notices=_notices(), digest=desk.digest)


@cache
def _notices() -> list[dict[str, str]]:
    """Name, version, licence and its text of each script that the build has bundled."""
    if not _NOTICES.exists():
        return []
    found: list[dict[str, str]] = json.loads(_NOTICES.read_text(encoding="utf-8"))
    return found
