"""Days: "7 November", "24–26 April", "yesterday", "on Wednesday"."""

from kg.language.calendar import day_or_none, later, months_edtf
from kg.language.period_values import Context, Resolved, Values, named_year, unknown, year_of
from kg.model import How

_SOON = 45  # a day without a year this close ahead is ahead, not a year back


def date(values: Values, context: Context) -> Resolved:
    """ "7 November", "July 5, 2011", "31.07.2023"."""
    day, number = values.number("day"), values.number("month")
    found, how = _day_year(values, context, day, number)
    valid = found is not None and day_or_none(found, number, day) is not None
    return Resolved(f"{found:04}-{number:02}-{day:02}", how, "day") if valid else unknown("day")


def days(values: Values, context: Context) -> Resolved:
    """ "24–26 April", "28 February to 6 March"."""
    first, last = values.number("day"), values.last("day") or 0
    begin, end = values.number("month"), values.last("month") or 0
    found, how = _day_year(values, context, last, end)
    if found is None:
        return unknown("days")
    start, stop = day_or_none(found - (begin > end), begin, first), day_or_none(found, end, last)
    if start is None or stop is None or start >= stop:
        return unknown("days")
    if start.day == 1 == later(stop, 1).day:
        return Resolved(months_edtf(start.year, begin, 12 * (stop.year - start.year) + end), how, "months")
    return Resolved(f"{start.isoformat()}/{stop.isoformat()}", how, "days")


def _day_year(values: Values, context: Context, day: int, number: int) -> tuple[int | None, How]:
    """The year of a day: named, or that of the nearest such day that fits the sentence."""
    named, how = named_year(values, context)
    published = context.published
    if named is not None or values.first("rel") is not None or published is None:
        return named, how
    today = published.date
    ahead = day_or_none(published.year, number, day)
    if today is None or ahead is None:
        return year_of(values, context, number, number)
    if ahead <= today:
        coming = context.future and (today - ahead).days > 180
        return published.year + coming, How.RESOLVED
    return published.year - (not context.future and (ahead - today).days > _SOON), How.RESOLVED


def relative_day(values: Values, context: Context) -> Resolved:
    """ "today", "yesterday"."""
    offset, today = values.number("offset"), context.published.date if context.published else None
    if today is None:
        return unknown(f"day{offset:+}")
    return Resolved(later(today, offset).isoformat(), How.RESOLVED, f"day{offset:+}")


def weekday(values: Values, context: Context) -> Resolved:
    """ "on Wednesday": the last one, the day of publication included; ahead where the sentence looks ahead."""
    number, rel, week = values.number("weekday"), values.first("rel"), values.first("relweek")
    today = context.published.date if context.published else None
    if today is None:
        return unknown(f"weekday={number}")
    behind = (today.isoweekday() - number) % 7
    if week is not None:
        offset = number - today.isoweekday() + 7 * week
    elif rel == 1 or (rel is None and context.future and behind):
        offset = 7 - behind
    else:
        offset = -(behind or (7 if rel == -1 else 0))
    return Resolved(later(today, offset).isoformat(), How.RESOLVED, f"weekday={number}")


def week(values: Values, context: Context) -> Resolved:
    """ "this week": Monday to Sunday of the week of publication, or of the one before or after."""
    today = context.published.date if context.published else None
    offset = values.first("relweek") if "relweek" in values.matched else values.number("rel")
    if today is None or offset is None:
        return unknown("week")
    monday = later(today, 7 * offset + 1 - today.isoweekday())
    return Resolved(f"{monday.isoformat()}/{later(monday, 6).isoformat()}", How.RESOLVED, f"week{offset:+}")
