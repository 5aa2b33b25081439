"""Periods that nobody states and that news lean on: months up to publication, years counted from another month.

"Exports rose by 7 %" of November 2024 may be those of January to October, or of the last quarter that is over; "in the
first seven months" those of a fiscal year, where the text or a country in it counts such; "within five years" ends five
years from now. Which of them is meant is learned.
"""

from collections.abc import Iterator, Sequence

from kg.language import PeriodReading
from kg.language.calendar import Published, month_edtf, months_edtf, shifted

_QUARTER, _HALF, _YEAR = 3, 6, 12
_NEW_YEAR = 3  # in Iran and Afghanistan years turn on 21 March: nine months touch ten


def until_publication(published: Published | None) -> Iterator[tuple[str, str]]:
    """Stretches that were over when the text appeared, as EDTF with a name each; none without a month."""
    if published is None or published.month is None:
        return
    year, over = published.year, published.month - 1
    yield month_edtf(year, over), "last_month"
    yield months_edtf(year, over - _YEAR + 1, over), "last_twelve"
    if over > 1:
        yield months_edtf(year, 1, over), "months_over"
        yield months_edtf(year, 1, over - 1), "months_but_one"
    for length, name in ((_QUARTER, "last_quarter"), (_HALF, "last_half")):
        end = over - over % length
        yield months_edtf(year, end - length + 1, end), name


def of_other_years(edtf: str, begins: Sequence[int], published: Published | None) -> Iterator[tuple[str, str]]:
    """Months counted from January, or a year that does not begin there, counted from the months in `begins`.

    >>> list(of_other_years("2022-01/2022-07", [7], Published(2023, 2)))
    [('2022-07/2023-01', 'counted')]
    >>> list(of_other_years("2010-04/2011-03", [7, 4], Published(2011, 11)))
    [('2010-07/2011-06', 'turned')]
    """
    first, _, last = edtf.partition("/")
    if len(first) != len("2020-01") or len(last) != len(first):
        return
    begun, year = int(first[5:]), int(first[:4])
    length = (int(last[:4]) - year) * _YEAR + int(last[5:]) - begun + 1
    for month in begins:
        if begun == 1 and month != 1:
            yield _latest(year, month, length, published), "counted"
            if month == _NEW_YEAR:
                yield _latest(year, month, length + 1, published), "counted_from_within"
        elif begun != month and length == _YEAR:
            yield months_edtf(year, month, month + length - 1), "turned"


def _latest(year: int, month: int, length: int, published: Published | None) -> str:
    """So many months from the first of a year on, of the last year of which they are over."""
    after = f"{published.year:04}-{published.month or 12:02}" if published is not None else ""
    following = months_edtf(year, month, month + length - 1)
    return following if not after or following[-7:] <= after else str(shifted(following, -_YEAR))


def to_date(begins: Sequence[int], last: str) -> Iterator[tuple[str, str]]:
    """From the first month of a year that begins there to a month, `2020-01` or longer.

    >>> list(to_date([9], "2024-02"))
    [('2023-09/2024-02', 'to_date')]
    """
    end = last.split("/")[-1][:7]
    if len(end) != len("2020-01"):
        return
    year, month = int(end[:4]), int(end[5:])
    for begin in begins:
        first = year - (month < begin)
        if begin != 1 and (first, begin) != (year, month):
            yield f"{month_edtf(first, begin)}/{end}", "to_date"


def ahead(reading: PeriodReading, published: Published | None) -> Iterator[tuple[str, str]]:
    """Where a stretch of years to come ends: "within five years", read as the five that are over.

    >>> from kg.model import How
    >>> list(ahead(PeriodReading("2019/2024", How.RESOLVED, "span"), Published(2024, 4)))
    [('2029', 'ahead')]
    """
    first, _, last = (reading.edtf or "").partition("/")
    if published is None or reading.sort != "span" or not (len(first) == len(last) == len("2020")):
        return
    yield f"{published.year + int(last) - int(first) + (int(last) < published.year):04}", "ahead"
