"""The map and the time axis of a country or a pair: with whom, how often, when; the table behind them for everybody."""

import csv
import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg import resources
from kg.search import Index
from kg.web.api import asked
from kg.web.desk import Desk
from kg.web.orders import Mistake, Order, Reply
from kg.web.pages.names import economy, economy_iri
from kg.web.pages.tallies import Tally
from kg.web.rendering import link, page

KINDS = ("figure", "event", "agreement", "project")
_FIRST = "KZ"  # whose map is shown where none is asked for and the graph tells of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner(Tally):
    """A country that records name beside the one in the middle."""

    code: str
    numeric: str
    label: str


def view(desk: Desk, order: Order) -> Reply:
    """The page at `/map`: `one` in the middle (and `other`), `kinds`, `since` and `until` as in the explorer."""
    index = asked.index_of(desk)
    middle = _middle(order, index)
    partners = _partners(index, order, middle)
    if order.value("format") == "csv":
        return _file(partners)
    other = order.value("other").upper()
    years = _years(index, order, middle, economy_iri(other) if other else None)
    return page(
        order,
        "map.html",
        one=middle.rpartition("/")[2],
        label=economy(middle, order.language),
        other=other,
        other_label=economy(economy_iri(other) or "", order.language) if other else "",
        partners=partners,
        years=years,
        kinds=KINDS,
        chosen=asked.listed(order, "kinds"),
        data={
            "one": {
                "code": middle.rpartition("/")[2],
                "numeric": _numeric().get(middle.rpartition("/")[2], ""),
                "label": economy(middle, order.language),
            },
            "other": other,
            "partners": [_plain(each, order) for each in partners if each.numeric],
        },
    )


def _middle(order: Order, index: Index) -> str:
    code = order.value("one")
    if not code:
        told = index.leading(order.language, "country", 1)
        return told[0].iri if told and told[0].weight else str(economy_iri(_FIRST))
    found = economy_iri(code)
    if found is None:
        raise Mistake(f"one={code[:40]!r} is no code of a country or bloc (KZ, LV, EU …)", 404)
    return found


def _partners(index: Index, order: Order, middle: str) -> list[Partner]:
    """The countries beside it, the most told of first."""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    spans: defaultdict[str, list[str]] = defaultdict(list)
    for each in index.pairs([middle], None, asked.filters(order)):
        if "/country/" in each.b and each.kind in KINDS:
            found[each.b][each.kind] = each.records
            spans[each.b] += [year for year in (each.first, each.last) if year]
    told = [_partner(iri, kinds, spans[iri], order.language) for iri, kinds in found.items()]
    return sorted(told, key=lambda partner: (-partner.records, partner.code))


def _partner(iri: str, kinds: Mapping[str, int], years: Sequence[str], language: str) -> Partner:
    code = iri.rpartition("/")[2]
    return Partner(
        code=code,
        numeric=_numeric().get(code, ""),
        label=economy(iri, language),
        kinds=kinds,
        first=min(years, default=""),
        last=max(years, default=""),
    )


def _years(index: Index, order: Order, middle: str, other: str | None) -> Sequence[tuple[str, Mapping[str, int]]]:
    """How many records of each kind tell of each year, of the middle or of the pair, every year between the ends."""
    counts = index.years(middle, other, asked.filters(order))
    told: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for year, kind, number in counts:
        if year.isdecimal() and kind in KINDS:
            told[int(year)][kind] = number
    if not told:
        return ()
    return [(str(year), told.get(year, {})) for year in range(min(told), max(told) + 1)]


def _plain(partner: Partner, order: Order) -> dict[str, object]:
    return {
        "code": partner.code,
        "numeric": partner.numeric,
        "label": partner.label,
        "records": partner.records,
        "kinds": dict(partner.kinds),
        "address": link(order, order.address.partition("?")[0], one=order.value("one"), other=partner.code),
    }


@cache
def _numeric() -> Mapping[str, str]:
    """ISO 3166-1 numeric codes by alpha-2, as shapes of maps are numbered."""
    path = resources.ontology() / "reference" / "numeric.csv"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {row["code"]: row["numeric"] for row in csv.DictReader(lines)}


def _file(partners: Sequence[Partner]) -> Reply:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["code", "country", *KINDS, "records", "first", "last"])
    for each in partners:
        counts = [each.kinds.get(kind, 0) for kind in KINDS]
        writer.writerow([each.code, each.label, *counts, each.records, each.first, each.last])
    content = b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")
    return Reply(content, "text/csv", headers={"Content-Disposition": 'attachment; filename="map.csv"'})
