"""What one record, or one publication, adds to the counts: nothing where it is withheld or not there."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import permutations
from typing import TypeAlias

from kg import iris
from kg.summaries.datasets import KINDS, Key, band, is_economy, kind
from kg.summaries.views import View
from kg.vocabulary import expand

Tally: TypeAlias = Counter[tuple[Key, str]]  # by observation and counting property
Rank: TypeAlias = tuple[str, bool, str]
TYPE = expand("rdf:type")
ECONOMIES = tuple(iris.term(name) for name in ("reporter", "partner", "hostEconomy", "betweenEconomies"))
STATED_IN, WITHHELD, CHANGE_OF = (iris.term(name) for name in ("statedIn", "withheld", "changeOf"))
PARTICIPANT, PARTICIPATION_IN = iris.term("participant"), iris.term("participationIn")
CONFIDENCE, QUANTITY, KEY = iris.term("confidence"), iris.term("quantity"), iris.term("figureKey")
UNIT, HEDGE, VALUE = iris.term("unit"), iris.term("hedge"), iris.term("value")
ISSUED, PUBLISHER, LANGUAGE = (expand(f"dcterms:{name}") for name in ("issued", "publisher", "language"))
TIER, PUBLICATION = iris.term("sourceTier"), iris.term("Publication")
INDICATOR, MEASURE, STATUS, PERIOD, PRODUCT, REPORTER, PARTNER = (
    iris.term(name) for name in ("indicator", "measure", "figureStatus", "period", "product", "reporter", "partner")
)
OF_RECORDS = frozenset(
    (*ECONOMIES, STATED_IN, WITHHELD, CHANGE_OF, CONFIDENCE, QUANTITY, KEY, INDICATOR, MEASURE, STATUS, PERIOD, PRODUCT)
)
_NUMBER = "trd:number"
_EXACT = iris.code("hedge", "exact")
_TURNOVER = (  # what a figure says that may be the turnover of a pair
    (INDICATOR, iris.code("indicator", "turnover")),
    (MEASURE, iris.code("measure", "level")),
    (STATUS, iris.code("figureStatus", "reported")),
)

About: TypeAlias = Mapping[str, set[str]]


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure as one that states a pair's turnover: by which observation, under which key, and how it ranks there.

    The last published comes first, of a day's the exact before the hedged.
    """

    key: Key
    figure_key: str
    rank: Rank


def of_record(view: View, record: str) -> tuple[Tally, Stated | None]:
    """What a record adds, and the turnover it states if it does."""
    about: defaultdict[str, set[str]] = defaultdict(set)
    for predicate, value in view.about(record):
        about[predicate].add(value)
    tally: Tally = Counter({(("withheld", reason), _NUMBER): 1 for reason in about[WITHHELD]})
    if not about[STATED_IN] or about[WITHHELD]:
        return tally, None
    stated = _stated(view, record, about)
    if stated:
        tally[stated.key, _NUMBER] = 1
    sort = kind(record)
    if sort and not about[CHANGE_OF]:
        sure = max(about[CONFIDENCE], key=float, default="")
        tally[("records", iris.code("recordKind", sort), band(sure)), _NUMBER] = 1
        tally.update(_of_economies(_economies(view, record, about), KINDS.get(sort)))
    return tally, stated


def _economies(view: View, record: str, about: About) -> set[str]:
    named = set().union(*(about.get(role, ()) for role in ECONOMIES))
    for participation in set(view.having(PARTICIPATION_IN, record)):
        named.update(view.values(participation, PARTICIPANT))
    return {each for each in named if is_economy(each)}


def _of_economies(named: set[str], counting: str | None) -> Tally:
    if counting is None:
        return Counter()
    each: Tally = Counter({(("economies", one), counting): 1 for one in named})
    return each + Counter({(("partners", *pair), counting): 1 for pair in permutations(named, 2)})


def _stated(view: View, record: str, about: About) -> Stated | None:
    """The turnover that a figure states: a reported level of all goods, with a number, of a period."""
    if any(code not in about.get(name, ()) for name, code in _TURNOVER) or about.get(PRODUCT):
        return None
    needed = [about.get(name) for name in (REPORTER, PARTNER, PERIOD, QUANTITY, KEY)]
    if not all(needed):
        return None
    reporter, partner, period, quantity, figure_key = (min(each or ()) for each in needed)
    amount = defaultdict(set)
    for predicate, value in view.about(quantity):
        amount[predicate].add(value)
    if not amount[VALUE] or not amount[HEDGE]:
        return None
    key = ("turnover", reporter, partner, period, min(amount[UNIT], default=""))
    days = [day for source in about[STATED_IN] for day in view.values(source, ISSUED)]
    return Stated(key, figure_key, (max(days, default=""), _EXACT in amount[HEDGE], record))


def of_publication(view: View, publication: str) -> Tally:
    """What a publication adds."""
    about: defaultdict[str, set[str]] = defaultdict(set)
    for predicate, value in view.about(publication):
        about[predicate].add(value)
    if PUBLICATION not in about[TYPE]:
        return Counter()
    day, publisher, tier, language = (min(about[name], default="") for name in (ISSUED, PUBLISHER, TIER, LANGUAGE))
    tally: Tally = Counter({(("sources", day[:4], publisher, tier, language), _NUMBER): 1})
    return tally + Counter({(("days", day), _NUMBER): 1}) if day else tally
