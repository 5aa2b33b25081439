"""What period a figure covers: stated in its sentence, carried from a figure before, reckoned back, or none."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.extract.deciding import Candidate, Choice, Judge
from kg.extract.figures_drafts import Draft, Drafts
from kg.extract.figures_marks import Mark
from kg.extract.figures_reckoned import ahead, of_other_years, to_date, until_publication
from kg.extract.figures_seen import tenths
from kg.extract.figures_slots import dated, shifted
from kg.extract.figures_view import View, step
from kg.extract.figures_words import origin, worded
from kg.language import PeriodReading
from kg.language.calendar import Published, month_edtf
from kg.model import How, Period, Slot

_BACK = 4  # drafts that are looked back at
_NEXT = 6  # characters between two ends of a period
_ORIGINS = ("chunk", "clause", "ahead", "behind", "past", "last", "carried")
_LATELY = 2  # periods of the sentence before, and of the text
_SOON = 3  # months after publication that a figure may cover which is no forecast
_YEARS = 4  # years of a sentence whose months are offered


@dataclass(slots=True)
class _Option:
    slot: Slot[Period] | None
    clues: set[str] = field(default_factory=set)


def period(judge: Judge, view: View, draft: Draft, drafts: Drafts) -> Choice:
    """Decide the period of a draft; it is written into it."""
    fixed = draft.told.period if draft.told is not None else view.fixed.period
    found: dict[str, _Option] = {}
    _of(found, fixed).clues.update(("fixed", f"fixed/{fixed.how if fixed else '-'}/{bool(fixed and fixed.spans)}"))
    _of(found, fixed).clues.add(f"fixed/{draft.kind}/{view.sort}")
    _of(found, None)
    _stated(found, view, draft)
    _remembered(found, view, draft, drafts)
    _months_of_years(found, view)
    _until_told(found, view)
    _of_text(found, view)
    _reckoned(found, view, draft)
    _counted(found, view, drafts)
    options = list(found.values())
    for option in options:
        option.clues.update(_shape(option, view, draft))
    clues = [tuple(sorted(option.clues)) for option in options]
    words = view.words.said(draft.first.chunk if draft.first else None)
    candidates = [
        Candidate(
            o.slot, c, (worded(origin(c, _ORIGINS) if o.slot else "none", words),), under=f"{draft.kind}:", asked=c
        )
        for o, c in zip(options, clues, strict=True)
    ]
    choice = judge.choose("figure.period", draft.spot, candidates)
    draft.period = options[choice.index].slot
    return choice


def _of(found: dict[str, _Option], slot: Slot[Period] | None) -> _Option:
    held = found.setdefault(slot.value.edtf if slot else "", _Option(slot))
    if slot is not None and held.slot is not None and slot.spans and not held.slot.spans:
        held.slot = slot
    return held


def _stated(found: dict[str, _Option], view: View, draft: Draft) -> None:
    marks = [m for m in view.marks if m.scheme == "period"]
    chunk = draft.first.chunk if draft.first else None
    own = [m for m in marks if m.span in view.own]
    for mark in marks:
        where, beside_it = view.where(mark, chunk), view.around[mark.span]
        for option, extra in _readings(found, mark, view, draft):
            option.clues.update(_mention(view, draft, mark, where, extra, len(own)))
            option.clues.update(beside_it)
            option.clues.update(f"{where}/{extra}{clue}" for clue in beside_it[:2])
    if own:
        nearest = min(own, key=lambda m: abs(m.span.start - draft.spot.start))
        for option, extra in _readings(found, nearest, view, draft):
            option.clues.add(f"nearest/{extra}{nearest.period.sort}/{nearest.period.comparison}")
    for first, second in zip(marks, marks[1:], strict=False):
        both = _joined(first, second)
        if both is not None and second.span.start - first.span.stop <= _NEXT:
            _of(found, both).clues.add(f"joined/{view.where(first, chunk)}")
    for mark in [m for m in view.past.marks if m.scheme == "period"][-_LATELY:]:
        for option, extra in _readings(found, mark, view, draft):
            option.clues.add(f"past/{extra}{mark.period.sort}/{mark.period.comparison}/{bool(own)}")
    none = _of(found, None)
    none.clues.add(f"none/own={min(len(own), 2)}/all={min(len(marks), 2)}/{view.sort}/{view.gap}")
    none.clues.add(f"none/own={min(len(own), 2)}/{view.gap}")
    none.clues.update((f"none/{draft.indicator}", f"none/{draft.indicator}/own={min(len(own), 2)}"))
    none.clues.add(f"none/{draft.indicator}/{draft.kind}")
    none.clues.update(f"none/{m.period.sort}/{m.period.edtf is None}" for m in own)


def _readings(found: dict[str, _Option], mark: Mark, view: View, draft: Draft) -> Iterator[tuple[_Option, str]]:
    """What a period's words can mean here: as read, against the last figure, or the year around a month."""
    reading = mark.period
    slot = dated(mark, view.memory.focus.period)
    if slot is not None:
        yield _of(found, slot), ""
    if reading.edtf is not None and (slot is None or slot.value.edtf != reading.edtf):
        yield _of(found, Slot(Period(reading.edtf), (mark.span,), reading.how)), "plain/"
    if reading.alternative is not None and _thinkable(reading, view, draft):
        yield _of(found, Slot(Period(reading.alternative), (mark.span,), How.RESOLVED)), "other/"
    after = shifted(reading.edtf, 12) if reading.comparison and reading.edtf and reading.edtf[4:5] == "-" else None
    if after is not None and after[:7] <= str(view.analysis.document.published)[:7]:
        yield _of(found, Slot(Period(after), (mark.span,), How.RESOLVED)), "after/"
    if reading.edtf is not None and len(reading.edtf) > len("2020") and draft.kind == "base":
        yield _of(found, Slot(Period(reading.edtf[:4]), (mark.span,), How.RESOLVED)), "year/"


def _thinkable(reading: PeriodReading, view: View, draft: Draft) -> bool:
    """Whether the stretch in the other tense can be meant: what is reported is not far ahead of publication."""
    published = Published.of(view.analysis.document.published)
    if published is None or draft.status.value != "reported":
        return True
    soon = month_edtf(published.year, (published.month or 12) + _SOON)
    return str(reading.alternative)[: len(soon)] <= soon


def _months_of_years(found: dict[str, _Option], view: View) -> None:
    """The months of the last figure, or of the sentence, in years named alone: "in these months 3 (2012), 4 (2013)"."""
    held = [m for m in view.marks if m.scheme == "period" and m.period.edtf]
    years = [m for m in held if len(str(m.period.edtf)) == len("2020")]
    stretches = [("own", str(m.period.edtf)) for m in held if _of_months(m.period.edtf)][-_LATELY:]
    stretches += [("text", edtf) for edtf in view.whole.stretch]
    carried = view.memory.focus.period
    if carried is not None and _of_months(carried.value.edtf):
        stretches.append(("carried", carried.value.edtf))
    for mark in years[:_YEARS]:
        for name, edtf in stretches:
            moved = shifted(edtf, 12 * (int(str(mark.period.edtf)) - int(edtf[-7:-3])))
            if moved is not None:
                option = _of(found, Slot(Period(moved), (mark.span,), How.RESOLVED))
                option.clues.update((f"months_of/{name}", f"months_of/{name}/{min(len(years), 3)}"))


def _of_months(edtf: str | None) -> bool:
    return edtf is not None and len(edtf) in (len("2020-01"), len("2020-01/2020-02"))


def _until_told(found: dict[str, _Option], view: View) -> None:
    """From January to a month that a figure runs up to: "by the end of August", "since January", said of July."""
    own = [m.period for m in view.marks if m.scheme == "period" and m.span in view.own]
    since = any(reading.sort == "since" for reading in own)
    running = any(reading.edtf is None and reading.sort == "span" for reading in own)
    for month in view.whole.months[: since * _LATELY]:
        _until(found, month, "text/since")
    for reading in own:
        for edtf in (reading.edtf, reading.alternative):
            if (running or reading.sort == "deadline") and edtf is not None and len(edtf) == len("2020-01"):
                _until(found, edtf, f"told/{reading.sort}/{running}")


def _of_text(found: dict[str, _Option], view: View) -> None:
    """What the text names first and most often, its years that do not begin in January, and those beside them."""
    whole = view.whole
    for rank, edtf in enumerate(whole.dayless[:_LATELY]):
        _of(found, Slot(Period(edtf), (), How.INHERITED)).clues.add(f"text={rank}")
    if whole.often is not None:
        _of(found, Slot(Period(whole.often), (), How.INHERITED)).clues.add("text=often")
    for edtf in whole.years[-_LATELY:]:
        for name, months in (("year_of_text", 0), ("year_before_text", -12), ("year_after_text", 12)):
            moved = shifted(edtf, months)
            if moved is not None:
                _of(found, Slot(Period(moved), (), How.RESOLVED)).clues.update((name, f"{name}/{view.sort}"))


def _reckoned(found: dict[str, _Option], view: View, draft: Draft) -> None:
    """What nobody states: months up to publication or to a month, years that begin elsewhere, years to come."""
    published = Published.of(view.analysis.document.published)
    own = [m.period for m in view.marks if m.scheme == "period" and m.span in view.own]
    carried = view.memory.focus.period
    told = [("own", reading.edtf) for reading in own] + [("carried", carried.value.edtf if carried else None)]
    context = f"{view.sort}/{view.gap}/{min(len(own), 2)}"
    reckoned = [(*each, "now") for each in until_publication(published)]
    for name, edtf in told:
        if edtf is not None:
            reckoned += [(*each, name) for each in of_other_years(edtf, view.whole.begins, published)]
            reckoned += [(*each, name) for each in to_date(view.whole.begins, edtf)] if name == "own" else []
    for reading in own:
        reckoned += [(*each, draft.status.value) for each in ahead(reading, published)]
        if reading.edtf is not None and len(reading.edtf) == len("2020-01"):
            _until(found, reading.edtf, f"own/{reading.sort}")
    for edtf, name, source in reckoned:
        clues = _of(found, Slot(Period(edtf), (), How.RESOLVED)).clues
        clues.update((name, f"{name}/{source}", f"{name}/{context}", f"{name}/{draft.status.value}"))


def _joined(first: Mark, second: Mark) -> Slot[Period] | None:
    """From the one to the other: "July 2012 - February 2013"."""
    ends = (first.period.edtf, second.period.edtf)
    if None in ends or len(str(ends[0])) != len(str(ends[1])) or "/" in str(ends[0]) or str(ends[0]) >= str(ends[1]):
        return None
    return Slot(Period(f"{ends[0]}/{ends[1]}"), (first.span, second.span))


def _mention(view: View, draft: Draft, mark: Mark, where: str, extra: str, many: int) -> Iterator[str]:
    reading = mark.period
    told = f"{extra}{reading.sort}{'/compared' if reading.comparison else ''}"
    yield f"{where}/{told}"
    yield f"{where}/{step(mark.span, draft.spot)}"
    yield f"{where}/{told}/{step(mark.span, draft.spot)[:6]}/{min(many, 3)}"
    yield f"{told}/{draft.status.value}"
    yield f"{where}/{draft.indicator}/{told}"
    if many == 1 and where in ("chunk", "clause"):
        yield f"only/{told}"
    left = [m for m in view.marks if m.span.stop <= mark.span.start and mark.span.start - m.span.stop <= 3]
    if left:
        yield f"behind_a={left[-1].value if isinstance(left[-1].value, str) else left[-1].scheme}"
    compared = [m for m in view.marks if m.scheme == "comparison" and m.span.stop <= mark.span.start]
    if compared and compared[-1].span.stop > draft.spot.stop:
        yield f"{where}/behind_comparison"
    elif compared and mark.span.start - compared[-1].span.stop < 25:
        yield f"{where}/behind_comparison_ahead"


def _remembered(found: dict[str, _Option], view: View, draft: Draft, drafts: Drafts) -> None:
    focus = view.memory.focus
    own = sum(m.scheme == "period" and m.span in view.own for m in view.marks)
    context = f"{view.sort}/{view.gap}/{min(own, 2)}"
    for name, slot in (("carried", focus.period), ("lead", view.memory.lead), ("aim", focus.aim)):
        if slot is not None:
            _of(found, _bare(slot)).clues.update((name, f"{name}/{context}", f"{name}/{draft.status.value}"))
    _before(found, focus.period, "carried", f"{draft.kind}/{view.sort}")
    alike = next((past for past in reversed(drafts.recent) if past.indicator == draft.indicator), None)
    if alike is not None:
        _of(found, _bare(alike.period)).clues.update(("alike", f"alike/{draft.indicator}/{context}"))
    for rank, past in zip(range(_BACK), reversed(drafts.recent), strict=False):
        near = "clause" if past.clause is view.clause else "same" if past.number == view.number else "far"
        option = _of(found, _bare(past.period))
        option.clues.add(f"ago{rank}/{near}/{past.kind}")
        option.clues.add(f"ago/{near}/{min(own, 2)}/{past.status.value == draft.status.value}")
        if rank == 0:
            option.clues.add(f"last/{context}/{near}")
            option.clues.add(f"last/{draft.indicator}/{past.indicator == draft.indicator}/{near}")
            _before(found, past.period, "last", f"{near}/{past.kind}")
    if draft.twin is not None:
        _of(found, _bare(draft.twin.period)).clues.add("twin")
    _listed(found, view, draft, drafts)
    if focus.period is not None:
        _until(found, focus.period.value.edtf, "carried")
    published = (view.analysis.document.published or "")[:4]
    if published.isdigit():
        _until(found, str(view.analysis.document.published)[:7], "published")
        for back, name in ((0, "this_year"), (1, "last_year")):
            _of(found, Slot(Period(str(int(published) - back)), (), How.ASSUMED)).clues.add(name)


def _listed(found: dict[str, _Option], view: View, draft: Draft, drafts: Drafts) -> None:
    """The periods that the heading of its list names, and the one of the item above in its column."""
    cell, above = draft.cell, drafts.above(draft.cell)
    if cell is None:
        return
    held = [m for m in cell.heading.marks if m.scheme == "period"]
    for rank, mark in enumerate(reversed(held)):
        for option, extra in _readings(found, mark, view, draft):
            option.clues.add(f"head/{extra}{min(rank, 2)}/{cell.form}")
            option.clues.add(f"head/{extra}{mark.period.sort}/{mark.period.comparison}/{min(cell.column, 2)}")
    if above is not None:
        _of(found, _bare(above.period)).clues.update(("above", f"above/{cell.form}", f"above/{draft.kind}"))


def _counted(found: dict[str, _Option], view: View, drafts: Drafts) -> None:
    """How often the text names each period, and how many of the figures so far cover it."""
    own = min(sum(m.scheme == "period" and m.span in view.own for m in view.marks), 2)
    total, many = sum(drafts.periods.values()), min(len(view.whole.periods), 4)
    for edtf, option in found.items():
        if total:
            part = tenths(drafts.periods.get(edtf, 0.0) / total)
            option.clues.update((f"so_far={part}/{min(int(total), 3)}", f"so_far={part}/{view.sort}/{own}"))
        if edtf:
            often = min(view.whole.periods.get(edtf, 0), 3)
            option.clues.update((f"told={often}/{many}", f"told={often}/{own}"))
            rank = min(view.whole.ranks.get(edtf, 3), 3)
            option.clues.update((f"told_rank={rank}/{own}", f"told_rank={rank}/{view.gap}"))


def _until(found: dict[str, _Option], edtf: str, name: str) -> None:
    """From January to the last month of a period; and that month alone."""
    last = edtf.split("/")[-1][:7]
    if len(last) == len("2020-01"):
        _of(found, Slot(Period(last), (), How.RESOLVED)).clues.add(f"month_of_{name}")
        if last[5:] != "01":
            _of(found, Slot(Period(f"{last[:4]}-01/{last}"), (), How.RESOLVED)).clues.add(f"until_{name}")


def _before(found: dict[str, _Option], slot: Slot[Period] | None, name: str, context: str) -> None:
    """The same months a year before a period."""
    moved = shifted(slot.value.edtf, -12) if slot is not None else None
    if moved is not None:
        option = _of(found, Slot(Period(moved), (), How.RESOLVED))
        option.clues.update((f"before_{name}", f"before_{name}/{context}"))


def _bare(slot: Slot[Period] | None) -> Slot[Period] | None:
    return Slot(slot.value, (), How.INHERITED) if slot is not None else None


def _shape(option: _Option, view: View, draft: Draft) -> Iterator[str]:
    """What sort of period it is, and how it lies to the date of publication."""
    edtf = option.slot.value.edtf if option.slot is not None else ""
    shape = "none" if not edtf else "days" if len(edtf.split("/")[0]) > 7 else "span" if "/" in edtf else str(len(edtf))
    yield f"shape={shape}"
    yield f"shape={shape}/{draft.status.value}"
    published = view.analysis.document.published
    if edtf and published:
        last = edtf.split("/")[-1]
        year = int(last[:4]) - int(published[:4])
        ended = last < published[: len(last)]
        yield f"year={max(min(year, 1), -3)}"
        yield f"year={max(min(year, 1), -3)}/{draft.status.value}/{ended}"
