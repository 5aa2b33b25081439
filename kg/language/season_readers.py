"""Stretches that are counted in fiscal years, seasons of the harvest, or whole years: the readers of such patterns."""

from kg.language.calendar import day_or_none, months_edtf
from kg.language.period_values import Context, Resolved, Values, resolution, unknown, year_of
from kg.model import How

_SOLAR = 621  # years between the solar calendar of Iran and Afghanistan and ours
_EARLY, _LATE = 4, 10  # months of publication in which "the year's results" are those of the year before, of this one


def whole_year(values: Values, context: Context) -> Resolved:
    """ "по итогам года", "for the full year": the running year, in the first months the one before unless ahead."""
    published = context.published
    if published is None:
        return unknown("year+0")
    over = not context.future and published.month is not None and published.month <= _EARLY
    return Resolved(f"{published.year - over:04}", resolution(published), f"year-{int(over)}")


def fiscal_first_months(values: Values, context: Context) -> Resolved:
    """ "the first seven months of the fiscal year 2024/25", "first three quarters of 2020-21"."""
    count = values.number("n") * (values.first("each") or 1)
    first = _fiscal_year(values, context)
    if first is None or not 1 <= count <= 12:
        return unknown("fiscal months")
    named = "year" in values.matched
    how = How.STATED if named else How.RESOLVED
    return Resolved(months_edtf(first, context.fiscal, context.fiscal + count - 1), how, f"fiscal={first}")


def _fiscal_year(values: Values, context: Context) -> int | None:
    """The year in which the fiscal year begins: by figures, or "this", "last" at the date of publication."""
    year, short, rel, published = values.first("year"), values.first("yy"), values.first("rel"), context.published
    if year is not None:
        return year if short is None or short == (year + 1) % 100 else None
    if published is None or published.month is None:
        return None
    return published.year - (published.month < context.fiscal) + (rel or 0)


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
    if end is None:
        return unknown("season")
    return Resolved(f"{begin:04}-{context.marketing:02}-01/{end.isoformat()}", How.RESOLVED, "season")


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
    return Resolved(f"{year - (first > last):04}-{first:02}-01/{end.isoformat()}", how, "days")


def solar_year(values: Values, context: Context) -> Resolved:
    """ "the solar year 1402" of Iran and Afghanistan, March 2023 to March 2024."""
    year = values.number("solar") + _SOLAR
    return Resolved(f"{year:04}-03/{year + 1:04}-03", How.STATED, f"solar={year - _SOLAR}")
