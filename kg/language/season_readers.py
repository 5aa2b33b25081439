"""Stretches that are counted in fiscal years, seasons of the harvest, or whole years: the readers of such patterns."""

from kg.language.calendar import day_or_none, month_edtf, months_edtf, shifted
from kg.language.period_values import Context, Resolved, Values, resolution, unknown, year_of
from kg.model import How

_SOLAR = 621  # years between the solar calendar of Iran and Afghanistan and ours
_FRESH = 2  # months in which "the fiscal year" of a report is still the one before
_JUNE = 6
_MONTH_END = 25  # from this day on a text may count its own month among those that are over
_EARLY, _LATE = 4, 10  # months of publication in which "the year's results" are those of the year before, of this one


def whole_year(values: Values, context: Context) -> Resolved:
    """ "по итогам года", "for the full year": the running year, in the first months the one before unless ahead."""
    published = context.published
    if published is None:
        return unknown("year+0")
    over = not context.future and published.month is not None and published.month <= _EARLY
    return Resolved(f"{published.year - over:04}", resolution(published), f"year-{int(over)}")


def the_fiscal(values: Values, context: Context) -> Resolved:
    """ "finish the fiscal year": the running one, in its first months the one before unless a sentence looks ahead."""
    published = context.published
    if published is None or published.month is None:
        return unknown("fiscal+0")
    over = not context.future and (published.month - context.fiscal) % 12 < _FRESH
    year = published.year - (published.month < context.fiscal) - over
    return Resolved(context.fiscal_year(year), How.RESOLVED, f"fiscal-{int(over)}")


def fiscal_first_months(values: Values, context: Context) -> Resolved:
    """ "the first seven months of the fiscal year 2024/25", "first three quarters of 2020-21", "of fiscal 2021"."""
    return _fiscal_stretch(values, context, 1, values.number("n") * (values.first("each") or 1))


def fiscal_quarter(values: Values, context: Context) -> Resolved:
    """ "the first quarter of the fiscal year": of the one named, else the last such that is over."""
    number, length = values.number("ordinal"), values.first("length") or 3
    return _fiscal_stretch(values, context, (number - 1) * length + 1, number * length)


def _fiscal_stretch(values: Values, context: Context, begin: int, end: int) -> Resolved:
    """From month to month of a fiscal year, counted from its first."""
    first = _fiscal_year(values, context, end)
    if first is None or not 1 <= begin <= end <= 12:
        return unknown("fiscal months")
    how = How.STATED if "year" in values.matched else How.RESOLVED
    offset = context.fiscal - 1
    return Resolved(months_edtf(first, offset + begin, offset + end), how, f"fiscal={first}")


def _fiscal_year(values: Values, context: Context, months: int) -> int | None:
    """The year in which the fiscal year begins: by figures, "this", "last", or the last whose `months` are over."""
    year, short, rel, published = values.first("year"), values.first("yy"), values.first("rel"), context.published
    if year is not None and short is None:
        return year - (not context.first)
    if year is not None:
        return year if short == (year + 1) % 100 else None
    if published is None or published.month is None:
        return None
    running = published.year - (published.month < context.fiscal) + (rel or 0)
    passed = (published.month - context.fiscal) % 12 + ((published.day or 0) >= _MONTH_END)
    return running - (rel is None and passed < months)


def spanned(values: Values, context: Context) -> Resolved:
    """ "сезон 2021/22 (июль – июнь)", "FY 2020/21 (July to April)": months over the turn of a year."""
    first, last, year = values.number("month"), values.last("month") or 0, values.number("year")
    if values.first("yy") is not None and values.number("yy") != (year + 1) % 100:
        return unknown("spanned")
    return Resolved(months_edtf(year, first, last + 12 * (last <= first)), How.STATED, f"fiscal={year}")


def season_to_date(values: Values, context: Context) -> Resolved:
    """ "с начала сезона": from its first day to that of publication; `rel` -1 is the same stretch of the last one."""
    today = context.published.date if context.published else None
    if today is None:
        return unknown("season")
    begin = today.year - (today.month < context.marketing) + (values.first("rel") or 0)
    end = day_or_none(today.year + (values.first("rel") or 0), today.month, today.day)
    named = values.first("year")
    if end is None or (named is not None and named != begin):
        return unknown("season")
    return Resolved(f"{begin:04}-{context.marketing:02}-01/{end.isoformat()}", How.RESOLVED, "season")


def season_till(values: Values, context: Context) -> Resolved:
    """ "с начала 2017/18 маркетингового года (1 июля) по 10 января": from the first day of a season to a day."""
    named = values.matched.get("month", ())
    first, last = named[0] if len(named) == 2 else context.marketing, values.last("month") or 0
    year = values.first("year")
    if year is None:
        found, _ = year_of(values, context, last, last)
        year = None if found is None else found - (last < first)
    end = None if year is None else day_or_none(year + (last < first), last, values.last("day") or 0)
    if year is None or end is None:
        return unknown("season")
    return Resolved(f"{year:04}-{first:02}-01/{end.isoformat()}", How.STATED, "season")


def same_season(values: Values, context: Context) -> Resolved:
    """ "at the same point last season": the last stretch a year before; without one, the last season up to this day."""
    moved = shifted(context.last, -12) if context.last else None
    if moved is not None:
        return Resolved(moved, How.INHERITED, "same-12")
    return season_to_date(Values(values.matched, {**values.given, "rel": -1}), context)


def harvest_season(values: Values, context: Context) -> Resolved:
    """ "былтырғы маусымда": the season where the text counts in seasons, else June, which has the same name."""
    if context.seasonal:
        return relative_season(values, context)
    found, how = year_of(values, context, _JUNE, _JUNE)
    return unknown("month=6") if found is None else Resolved(month_edtf(found, _JUNE), how, "month=6")


def relative_season(values: Values, context: Context) -> Resolved:
    """ "в прошлом сезоне": the marketing year before the running one."""
    published, offset = context.published, values.number("rel")
    if published is None or published.month is None:
        return unknown(f"season{offset:+}")
    begin = published.year - (published.month < context.marketing) + offset
    return Resolved(months_edtf(begin, context.marketing, context.marketing + 11), How.RESOLVED, f"season{offset:+}")


def months_to_day(values: Values, context: Context) -> Resolved:
    """ "с сентября по 27 апреля": from the first of a month to a day."""
    first, last, day = values.number("month"), values.last("month") or 0, values.number("day")
    year, how = year_of(values, context, last, last)
    end = None if year is None else day_or_none(year, last, day)
    if year is None or end is None:
        return unknown("days")
    named = values.matched.get("year", ())
    begin = named[0] if len(named) == 2 else year - (first > last)
    return Resolved(f"{begin:04}-{first:02}-01/{end.isoformat()}", how, "days")


def solar_year(values: Values, context: Context) -> Resolved:
    """ "the solar year 1402" of Iran and Afghanistan, March 2023 to March 2024."""
    year = values.number("solar") + _SOLAR
    return Resolved(f"{year:04}-03/{year + 1:04}-03", How.STATED, f"solar={year - _SOLAR}")
