"""Stretches that are reckoned: from a year's first month or day, back from a day, or by years from another time."""

from kg.language.calendar import day_or_none, later, month_edtf, months_edtf, shifted
from kg.language.period_values import Context, Resolved, Values, resolution, unknown, year_of
from kg.model import How


def until_month(values: Values, context: Context) -> Resolved:
    """ "this year to July": from January on."""
    last = values.number("month")
    found, how = year_of(values, context, last, last)
    return unknown("until") if found is None else Resolved(months_edtf(found, 1, last), how, f"months=1..{last}")


def first_days(values: Values, context: Context) -> Resolved:
    """ "the first 20 days of February"."""
    count, month = values.number("n"), values.number("month")
    found, how = year_of(values, context, month, month)
    end = None if found is None else day_or_none(found, month, count)
    if end is None or count < 2:
        return unknown("days")
    return Resolved(f"{month_edtf(end.year, month)}-01/{end.isoformat()}", how, "days")


def months_to_date(values: Values, context: Context) -> Resolved:
    """ "the ten months to January 20": whole months back from a day; to the end of a month, the months."""
    count, day, month = values.number("n"), values.number("day"), values.number("month")
    found, how = year_of(values, context, month, month)
    end = None if found is None else day_or_none(found, month, day)
    if end is None:
        return unknown("days")
    if later(end, 1).day == 1:
        return Resolved(months_edtf(end.year, month - count + 1, month), how, "months")
    start = month_edtf(end.year, month - count)
    begin = day_or_none(int(start[:4]), int(start[5:]), min(day, 28))
    if begin is None:
        return unknown("days")
    return Resolved(f"{later(begin, 1).isoformat()}/{end.isoformat()}", how, "days")


def years_earlier(values: Values, context: Context) -> Resolved:
    """ "two years earlier": so long before the last stretch, else before the year of publication."""
    count, published = values.number("n"), context.published
    moved = shifted(context.last, -12 * count) if context.last else None
    if moved is not None:
        return Resolved(moved, How.INHERITED, f"same-{12 * count}")
    if published is None:
        return unknown(f"year-{count}")
    return Resolved(f"{published.year - count}", resolution(published), f"year-{count}")


def years_ahead(values: Values, context: Context) -> Resolved:
    """ "через пять лет": the year that far ahead of publication; `told`: only where the sentence looks ahead."""
    count, published = values.number("n"), context.published
    if published is None:
        return unknown(f"year+{count}")
    if values.given.get("told") and not context.future:
        return Resolved(f"{published.year - count}/{published.year}", resolution(published), f"years={count}")
    return Resolved(f"{published.year + count}", resolution(published), f"year+{count}")


def decade_end(values: Values, context: Context) -> Resolved:
    """ "by the end of the decade": the next round year."""
    published = context.published
    if published is None:
        return unknown("decade")
    return Resolved(f"{published.year // 10 * 10 + 10}", How.RESOLVED, "decade")
