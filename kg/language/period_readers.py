"""What a period pattern means: from the values it matched and the date of publication to EDTF.

The rules are FACTS.md's and clue 5 of extraction.md, section 8: "8 months of this year" is January to August, months
without a year are the last such months unless the sentence looks ahead, and where only the year of publication is
known it is assumed to be the year. A reader that cannot tell gives None.
"""

from collections.abc import Callable, Mapping

from kg.language.calendar import lasts, month_edtf, months_edtf, shifted
from kg.language.day_readers import date, days, relative_day, week, weekday
from kg.language.period_values import Context, Reader, Resolved, Values, named_year, resolution, unknown, year_of
from kg.language.reckoned_readers import (
    decade_end,
    first_days,
    months_to_date,
    until_month,
    years_ahead,
    years_earlier,
)
from kg.language.season_readers import (
    fiscal_first_months,
    fiscal_quarter,
    harvest_season,
    months_to_day,
    relative_season,
    same_season,
    season_till,
    season_to_date,
    solar_year,
    spanned,
    the_fiscal,
    whole_year,
)
from kg.model import How

_MONTH_END = 25  # from this day on a text may count its own month among those that are over


def _months(year: int | None, how: How, first: int, last: int) -> Resolved:
    symbol = f"months={first}..{last}"
    return unknown(symbol) if year is None else Resolved(months_edtf(year, first, last), how, symbol)


def year(values: Values, context: Context) -> Resolved:
    """ "in 2015"."""
    return Resolved(f"{values.number('year'):04}", How.STATED, f"year={values.number('year')}")


def years(values: Values, context: Context) -> Resolved:
    """ "2015–2019"."""
    first, last = values.number("year"), values.last("year") or 0
    return Resolved(f"{first}/{last}", How.STATED, "years") if first < last else unknown("years")


def relative_year(values: Values, context: Context) -> Resolved:
    """ "last year"."""
    offset = values.first("rel") if "rel" in values.matched else values.number("offset")
    symbol = f"year{offset:+}"
    if context.published is None or offset is None:
        return unknown(symbol)
    return Resolved(f"{context.published.year + offset:04}", resolution(context.published), symbol)


def fiscal(values: Values, context: Context) -> Resolved:
    """ "2022-23", "2025/26 маркетинговый год"; where the second half is no next year, years from to."""
    first, short = values.number("year"), values.number("yy")
    if short != (first + 1) % 100:
        last = first // 100 * 100 + short
        return Resolved(f"{first}/{last}", How.STATED, "years") if last > first else unknown("fiscal")
    seasonal = values.given.get("seasonal") or (context.seasonal and not values.given.get("fiscal"))
    begin = values.first("start") or (context.marketing if seasonal else context.fiscal)
    covers = 12 if seasonal else context.covers
    return Resolved(months_edtf(first, begin, begin + covers - 1), How.STATED, f"fiscal={first}")


def fiscal_end(values: Values, context: Context) -> Resolved:
    """ "FY15" is the fiscal year that ends in 2015; in some countries the one that begins then."""
    first = _fiscal_first(values, context)
    return Resolved(context.fiscal_year(first), How.STATED, f"fiscal={first}")


def _fiscal_first(values: Values, context: Context) -> int:
    """The year in which a fiscal year begins that is named by one year."""
    return (values.first("year") or 2000 + values.number("short")) - (not context.first)


def fiscal_part(values: Values, context: Context) -> Resolved:
    """ "Q3 FY25", "the first half of 2024-25": a part of a fiscal year, `length` months long."""
    length, number = values.number("length"), values.number("ordinal")
    year = values.number("year") if "yy" in values.matched else _fiscal_first(values, context)
    first = context.fiscal + (number - 1) * length
    if not 1 <= number <= 12 // length:
        return unknown("part")
    return Resolved(months_edtf(year, first, first + length - 1), How.STATED, f"fiscal={year}")


def relative_fiscal(values: Values, context: Context) -> Resolved:
    """ "last fiscal year": the one before the one in which the text was published."""
    published, offset = context.published, values.number("rel")
    if published is None or published.month is None:
        return unknown(f"fiscal{offset:+}")
    running = published.year - (published.month < context.fiscal)
    return Resolved(context.fiscal_year(running + offset), How.RESOLVED, f"fiscal{offset:+}")


def fiscal_months(values: Values, context: Context) -> Resolved:
    """ "July-March 2019-20": months of a fiscal year."""
    first, last = values.number("month"), values.last("month") or 0
    year = values.number("year") if "yy" in values.matched else _fiscal_first(values, context)
    begin = first if first >= context.fiscal else first + 12
    end = last if last >= context.fiscal else last + 12
    return Resolved(months_edtf(year, begin, end), How.STATED, "months") if begin <= end else unknown("months")


def month(values: Values, context: Context) -> Resolved:
    """ "in July", "October 2010", "last April", "next July"."""
    number, rel, published = values.number("month"), values.first("rel"), context.published
    if values.given.get("near") and published is not None and published.month is not None:
        step = {-1: -(number >= published.month), 0: 0, 1: int(number <= published.month)}.get(rel or 0, 0)
        return Resolved(month_edtf(published.year + step, number), How.RESOLVED, f"month={number}")
    found, how = year_of(values, context, number, number)
    return unknown(f"month={number}") if found is None else Resolved(month_edtf(found, number), how, f"month={number}")


def months(values: Values, context: Context) -> Resolved:
    """ "January–August 2025", "from July 2020 to March 2021", "July–February" over the turn of a year."""
    first, last = values.number("month"), values.last("month") or 0
    named, relative = values.matched.get("year", ()), values.matched.get("rel", ())
    if len(relative) == 2 and context.published is not None:
        named = tuple(context.published.year + offset for offset in relative)
    if len(named) == 2:
        return Resolved(f"{month_edtf(named[0], first)}/{month_edtf(named[1], last)}", How.STATED, "months")
    if first > last:
        found, how = year_of(values, context, first, last)
        return _months(None if found is None else found - 1, how, first, last + 12)
    found, how = year_of(values, context, first, last)
    return _months(found, how, first, last)


def months_to(values: Values, context: Context) -> Resolved:
    """ "the nine months to the end of September"."""
    count, last = values.number("n"), values.number("month")
    found, how = year_of(values, context, last, last + _running(context, last))
    return _months(found, how, last - count + 1, last)


def first_months(values: Values, context: Context) -> Resolved:
    """ "за 8 месяцев текущего года", "first six months": from January on; without a year, the last that are over.

    Where so many months of a year that begins otherwise were told before, they are meant.
    """
    count = values.number("n") * (values.first("each") or 1)
    if not 1 <= count <= 12:
        return unknown("months")
    if {"year", "rel", "short"}.isdisjoint(values.matched) and lasts(context.last, count):
        return Resolved(context.last, How.INHERITED, f"months={count}")
    found, how = year_of(values, context, 1, count + _running(context, count))
    return _months(found, how, 1, count)


def _running(context: Context, month: int) -> bool:
    """Whether a month is that of publication and not nearly over."""
    published = context.published
    return published is not None and published.month == month and (published.day or 0) < _MONTH_END


def relative_month(values: Values, context: Context) -> Resolved:
    """ "last month"."""
    offset = values.first("rel") if "rel" in values.matched else values.number("offset")
    published = context.published
    if published is None or published.month is None or offset is None:
        return unknown(f"month{offset:+}")
    return Resolved(month_edtf(published.year, published.month + offset), How.RESOLVED, f"month{offset:+}")


def quarter(values: Values, context: Context) -> Resolved:
    """ "first quarter of last year", "Q1 2021", "1Q24"."""
    return _part(values, context, values.number("ordinal"), 3)


def half(values: Values, context: Context) -> Resolved:
    """ "first half of 2020", "1H17", "полугодие"."""
    return _part(values, context, values.number("ordinal"), 6)


def _part(values: Values, context: Context, number: int, length: int) -> Resolved:
    first, last = (number - 1) * length + 1, number * length
    if not 1 <= first <= 12 or last > 12:
        return unknown("part")
    found, how = year_of(values, context, first, first)
    return _months(found, how, first, last)


def shift(values: Values, context: Context) -> Resolved:
    """ "a year earlier": the last period moved; without one, counted from the date of publication."""
    months, published = values.number("months"), context.published
    symbol = f"same{months:+}"
    moved = shifted(context.last, months) if context.last else None
    if moved is not None:
        return Resolved(moved, How.INHERITED, symbol)
    if published is None or values.given.get("told"):  # "a year later" than what the text told
        return unknown(symbol)
    if published.month is None:
        return (
            Resolved(f"{published.year + months // 12}", How.ASSUMED, symbol) if months % 12 == 0 else unknown(symbol)
        )
    return Resolved(month_edtf(published.year, published.month + months), How.RESOLVED, symbol)


def previous(values: Values, context: Context) -> Resolved:
    """ "the previous year", "the previous month": the one before the last period, else before that of publication."""
    months, published = values.number("months"), context.published
    symbol = f"previous={months}"
    last = context.last if context.last and (months == 12 or len(context.last) == 7) else None
    moved = shifted(last, -months) if last else None
    if moved is not None:
        return Resolved(moved, How.INHERITED, symbol)
    if published is None or (months < 12 and published.month is None):
        return unknown(symbol)
    if months == 12:
        return Resolved(f"{published.year - 1:04}", resolution(published), symbol)
    return Resolved(month_edtf(published.year, (published.month or 1) - months), How.RESOLVED, symbol)


def same(values: Values, context: Context) -> Resolved:
    """ "the same period last year": the last period in another year; without a year, the last period itself."""
    target, _ = named_year(values, context)
    if context.last is None:
        return Resolved(None, How.INHERITED, "same", target is not None)
    if target is None:
        return Resolved(context.last, How.INHERITED, "same")
    end = int(context.last.rpartition("/")[2][:4])
    if (values.first("rel") or 0) < 0:  # the last year of a text about the year before
        target = min(target, end - 1)
    moved = shifted(context.last, (target - end) * 12)
    return Resolved(moved, How.INHERITED, f"same={target}", comparison=target != end)


def ago(values: Values, context: Context) -> Resolved:
    """ "five years ago"."""
    count = values.number("n")
    return _reckoned(context, f"year-{count}", lambda year: f"{year - count:04}")


def last_years(values: Values, context: Context) -> Resolved:
    """ "in the last 18 years", said in 2023: 2005/2023 (FACTS.md, loose spans)."""
    count = values.number("n")
    return _reckoned(context, f"years={count}", lambda year: f"{year - count}/{year}")


def next_years(values: Values, context: Context) -> Resolved:
    """ "in the next five years", said in 2023: 2023/2028."""
    count = values.number("n")
    return _reckoned(context, f"years=+{count}", lambda year: f"{year}/{year + count}")


def _reckoned(context: Context, symbol: str, edtf: Callable[[int], str]) -> Resolved:
    """What follows from the year of publication alone; unknown without it."""
    published = context.published
    return unknown(symbol) if published is None else Resolved(edtf(published.year), resolution(published), symbol)


def last_months(values: Values, context: Context) -> Resolved:
    """ "over the last six months": those that are over, counted back from the date of publication."""
    count, published = values.number("n"), context.published
    if published is None or published.month is None:
        return unknown(f"months=-{count}")
    last = published.month - _running(context, published.month)
    return Resolved(months_edtf(published.year, last - count + 1, last), How.RESOLVED, f"months=-{count}")


def season(values: Values, context: Context) -> Resolved:
    """ "in the spring of 2020", "осенью"."""
    first = values.number("season")
    found, how = year_of(values, context, first, first)
    return _months(found, how, first, first + 2)


def unresolved(values: Values, context: Context) -> Resolved:
    """ "since the start of the year": no end is told."""
    return unknown("open")


READERS: Mapping[str, Reader] = {
    reader.__name__: reader
    for reader in (
        *(year, years, relative_year, fiscal, fiscal_end, fiscal_part, relative_fiscal, fiscal_months, month),
        *(months, months_to, first_months, relative_month, quarter, half, date, days, relative_day, week, weekday),
        *(shift, previous, same, ago, last_years, next_years, last_months, season),
        *(whole_year, fiscal_first_months, spanned, season_to_date, relative_season, months_to_day, solar_year),
        *(the_fiscal, fiscal_quarter, season_till, same_season, harvest_season),
        *(until_month, first_days, months_to_date, years_earlier, years_ahead, decade_end),
    )
} | {"open": unresolved}
