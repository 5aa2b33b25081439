"""When the years of a text begin that need not begin in January: as the text tells, else as its countries have them."""

from collections import Counter
from collections.abc import Mapping

from kg.language.annotations import PeriodReading, PlaceMention
from kg.language.calendar import Published, months_edtf
from kg.language.draft import Draft
from kg.language.period_grammar import Beginning, Grammar, found
from kg.language.period_values import Context, Values
from kg.language.tokens import folded

_FISCAL, _MARKETING = 7, 9  # the months in which they begin where nothing says otherwise
_AHEAD, _WEIGHT = 3, 3  # sentences whose countries weigh more: the news is theirs
_MIDDLE = 16  # a year that begins or ends before this day of a month begins in that month


def years(draft: Draft, known: Grammar, published: Published | None) -> Context:
    """What readings of a document have in common: publication, first months of its years, whether it has seasons."""
    text = folded(draft.document.text)
    named = _countries(draft)
    fiscal, country = _by_country(named, known.fiscal, _FISCAL)
    told = {of: told_month(text, [b for b in known.begins if b.of == of], published) for of in ("fiscal", "marketing")}
    return Context(
        published,
        fiscal=abs(told["fiscal"]) or fiscal,
        marketing=abs(told["marketing"]) or _by_country(named, known.marketing, _MARKETING)[0],
        seasonal=bool(known.seasonal.search(text)),
        first=country in known.first,
        counted=bool(known.counted.search(text)),
        covers=12 + (told["fiscal"] < 0),
    )


def _countries(draft: Draft) -> Counter[str]:
    """How often the document names each country or a place in it; in the first sentences a name counts for several."""
    sentences = draft.words[:_AHEAD]
    ahead = sentences[-1].sentence.span.stop if sentences else 0
    named: Counter[str] = Counter()
    for annotation in draft.of_type("place"):
        mention = annotation.value
        if isinstance(mention, PlaceMention) and mention.country is not None:
            named[mention.country] += _WEIGHT if annotation.span.start < ahead else 1
    return named


def _by_country(named: Counter[str], months: Mapping[str, int], default: int) -> tuple[int, str]:
    """The month for the country that is named most of those that have one, and the country."""
    country = next((country for country, _ in named.most_common() if country in months), "default")
    return months.get(country, default), country


def told_month(text: str, begins: list[Beginning], published: Published | None) -> int:
    """The month that the text's first words about it tell, 0 without any; negative where years turn in its middle."""
    held = [(match.start(), n, match) for n, begin in enumerate(begins) if (match := begin.regex.search(text))]
    for _, number, match in sorted(held, key=lambda one: one[:2]):
        month = _month(found(match, begins[number].groups, {}), begins[number].tells, published)
        if month is not None:
            return month
    return 0


def _month(values: Values, tells: str, published: Published | None) -> int | None:
    """The month in which years begin, by the month in which they begin or end; negative where they end within it."""
    first, last, day = values.first("month"), values.last("month"), values.last("day")
    if tells == "last_month":
        return published.month if published is not None else None
    if first is None or last is None:
        return None
    if tells == "span":
        return {0: -first, 11: first}.get((last - first) % 12)
    if tells == "begin":
        return first
    return -first if tells == "middle" or (day is not None and day < _MIDDLE) else first % 12 + 1


def year_around(reading: PeriodReading) -> str | None:
    """The fiscal or marketing year that a stretch counted in such years begins; None for other stretches.

    >>> from kg.model import How
    >>> year_around(PeriodReading("2018-07/2019-01", How.STATED, "stated", False, "fiscal=2018"))
    '2018-07/2019-06'
    """
    edtf, counted = reading.edtf or "", reading.symbol.startswith(("fiscal", "season"))
    if not counted or not edtf[5:7].isdigit() or edtf[5:7] == "01":
        return None
    month = int(edtf[5:7])
    return months_edtf(int(edtf[:4]), month, month + 11)
