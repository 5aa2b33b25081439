"""Periods of a document: the patterns of its pack, matched where a word can begin one, resolved to EDTF.

A pattern is a regular expression in which a blank is any white space and `{name}` a part or a group of words with
values (see the packs). It is tried only at the start of a token, so the text is walked once; the longest match wins.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.language.annotations import Annotation, PeriodReading, Sentence
from kg.language.calendar import Published, month_edtf
from kg.language.draft import Draft
from kg.language.fiscal_years import years
from kg.language.lexicon import Hit
from kg.language.period_grammar import Grammar, Pattern, found, grammar
from kg.language.period_values import Context, Resolved, Values
from kg.language.tokens import folded
from kg.language.words import Words
from kg.model import How, Span

_LAYER = "periods"
_TENSED = frozenset(
    {
        *("month", "months", "months_to", "date", "days", "quarter", "half", "season", "weekday"),
        *("whole_year", "the_fiscal", "years_ahead"),
    }
)
_WHOLE = frozenset({"whole_year", "relative_year"})
_MOMENTS = frozenset({"weekday", "relative_day"})  # days on which something was said: no stretch is measured from them
_BASES = frozenset({"year", "relative_year", "previous", "month"})
_PARTS = frozenset({"quarter", "half", "months", "first_months"})
_AHEAD = frozenset({"planned", "present", "postponed"})
_AGAINST = 9  # tokens of an amount between "against" and its period
_MONTH_END = 25  # from this day on a text may count its own month among those that are over
_DAY = len("2020-01-01")
_DATELINE = 12  # tokens from a sentence's start within which the date of publication only dates the text


def periods(draft: Draft) -> Iterator[Annotation]:
    """Every period of the document, in order."""
    known = grammar(draft.pack)
    if known is None:
        return
    published = Published.of(draft.document.published)
    kept = years(draft, known, published)
    last: str | None = None
    for number, words in enumerate(draft.words):
        sentence, future = words.sentence, None
        for first, span, pattern, values in _matches(words, known):
            future = _looks_ahead(words, known) if future is None else future
            over = words.lower(first) in known.past or words.lower(first - 1) in known.past
            context = replace(kept, future=future and not over, last=last)
            resolved = pattern.reader(values, context)
            reading = replace(
                _reading(words, first, pattern, resolved, context),
                alternative=_other(pattern, values, context, resolved),
            )
            if number < 4 and first < _DATELINE and _dates(draft, sentence, reading, span):
                reading = PeriodReading(reading.edtf, reading.how, "dateline", False, reading.symbol)
            elif pattern.reads not in _MOMENTS and _counts(reading, last):
                last = reading.edtf
            yield Annotation(span, "period", reading, _LAYER)


def _counts(reading: PeriodReading, last: str | None) -> bool:
    """Whether later stretches are told from this one; from one that is compared with only if it is the first."""
    if reading.comparison and (last is not None or reading.sort == "same_period"):
        return False
    return reading.edtf is not None and reading.sort in ("stated", "relative", "same_period")


def _other(pattern: Pattern, values: Values, context: Context, resolved: Resolved) -> str | None:
    """The stretch in the other tense, where the words leave it to the tense; "this year" as a fiscal year."""
    if resolved.how is not How.RESOLVED or resolved.edtf is None:
        return None
    if context.counted and pattern.reads in _WHOLE:
        return _fiscal_too(resolved.edtf, context)
    if pattern.reads not in _TENSED:
        return None
    other = pattern.reader(values, replace(context, future=not context.future)).edtf
    return other if other != resolved.edtf else None


def _fiscal_too(edtf: str, context: Context) -> str | None:
    """The fiscal year that is meant by the year of a text that counts in them: the running one for the running one."""
    published = context.published
    if published is None or published.month is None or len(edtf) != len("2020"):
        return None
    return context.fiscal_year(int(edtf) - (published.month < context.fiscal))


def _looks_ahead(words: Words, known: Grammar) -> bool:
    """Whether a sentence speaks of what is to come: a future tense, or a word that plans or expects."""
    if any(hit.entry.notation in _AHEAD for hit in words.of_scheme("eventStatus")):
        return True
    return any(
        token.lower in known.future or any(r.lemma in known.future or "future" in r.traits for r in token.readings[:1])
        for token in words.tokens
        if token.kind == "word"
    )


def _matches(words: Words, known: Grammar) -> Iterator[tuple[int, Span, Pattern, Values]]:
    """The longest match at each token that begins one, left to right, without overlaps."""
    base, text = words.sentence.span.start, words.sentence.span.of(words.text)
    lower = folded(text)
    free = 0
    for number, token in enumerate(words.tokens):
        at = token.span.start - base
        if at < free or not known.starts.match(lower, at):
            continue
        best = _longest(known, lower, at)
        if best is None or not _capitals(text, best[1], best[0], known):
            continue
        match, pattern = best
        free = match.end()
        if known.behind is not None and known.behind.match(lower, free):
            pattern = replace(pattern, given={**pattern.given, "comparison": True})
        given = found(match, pattern.groups, pattern.given)
        yield number, Span(base + match.start(), base + match.end()), pattern, given


def _longest(known: Grammar, lower: str, at: int) -> tuple[re.Match[str], Pattern] | None:
    best: tuple[re.Match[str], Pattern] | None = None
    for pattern in known.patterns:
        match = pattern.regex.match(lower, at)
        if match is not None and (best is None or match.end() > best[0].end()):
            best = match, pattern
    return best


def _capitals(text: str, pattern: Pattern, match: re.Match[str], known: Grammar) -> bool:
    """Whether words that a language writes with a capital have one: "May", not "may"."""
    return all(
        text[match.start(group)].isupper() or text[match.start(group)].isdigit()
        for group, (name, _) in pattern.groups.items()
        if name in known.capital and match[group]
    )


def _reading(words: Words, first: int, pattern: Pattern, resolved: Resolved, context: Context) -> PeriodReading:
    """The annotation's value: what stands before the words decides between deadline, start and base."""
    published = context.published
    before = words.ending(first, "before") or _reaching(words, first, "before")
    notation = before.entry.notation if before else ""
    compared = bool(pattern.given.get("comparison")) or resolved.comparison or notation == "compared"
    measured = _measured_from(words, first, pattern.reads)
    compared = compared or measured or (not notation and _against(words, first))
    sort = str(pattern.given.get("sort") or _sort(pattern, resolved))
    if notation in ("deadline", "towards") and resolved.edtf:
        ahead = notation == "deadline" or published is None or resolved.edtf[:4] > f"{published.year:04}"
        sort, compared = ("deadline", compared) if ahead or sort == "deadline" else (sort, True)
    elif "since" in (notation, sort) and not measured and pattern.reads in ("year", "month", "date", "relative_year"):
        edtf = _until_day(resolved.edtf, context) or _until_published(resolved.edtf, published)
        return PeriodReading(edtf, resolved.how, "since", False, resolved.symbol)
    return PeriodReading(resolved.edtf, resolved.how, sort, compared, resolved.symbol)


def _reaching(words: Words, first: int, scheme: str) -> Hit | None:
    """What stands before a period and takes its article along: "than in the" before "the whole of 2024"."""
    hit = words.ending(first + 1, scheme)
    return hit if hit is not None and hit.start < first and (hit.stop - hit.start > 2 or scheme != "before") else None


def _measured_from(words: Words, first: int, reads: str) -> bool:
    """Whether a percent and what ties it to its base stand right before: "7 % over 2023", "7 % from July"."""
    tie = words.ending(first, "percentBase") or _reaching(words, first, "percentBase")
    if tie is None or not (reads in _BASES or (tie.entry.notation == "from" and reads in _PARTS)):
        return False
    unit = words.ending(tie.start, "unit")
    return unit is not None and unit.entry.notation == "percent"


def _against(words: Words, first: int) -> bool:
    """Whether only an amount stands between a word of comparison and the period: "against 5 tonnes in 2019"."""
    for number in range(first - 1, max(-1, first - _AGAINST), -1):
        hit = words.ending(number + 1, "against")
        if hit is not None:
            return hit.entry.notation != "amount" or _figures(words, number + 1)
        if words.lower(number) in {",", ";", ".", ":", "(", ")"}:
            return False
    return False


def _figures(words: Words, number: int) -> bool:
    """Whether figures stand at a token, or behind a currency sign there."""
    return any(token.kind == "number" for token in words.tokens[number : number + 2])


def _until_day(edtf: str | None, context: Context) -> str | None:
    """From 1 January to the day that the last stretch of days ends on, else of a named day to that of publication."""
    if edtf is None or edtf[4:] not in ("-01", "-01-01"):
        return None
    last = (context.last or "").rpartition("/")[2]
    if len(last) == _DAY and "/" in str(context.last) and last[:4] == edtf[:4]:
        return f"{edtf[:4]}-01-01/{last}"
    today = context.published.date if context.published else None
    return f"{edtf}/{today.isoformat()}" if len(edtf) == _DAY and today and edtf < today.isoformat() else None


def _until_published(edtf: str | None, published: Published | None) -> str | None:
    """From a year to that of publication, from a month to the last that is over: "since 1993", said in 2023."""
    if edtf is None or published is None or len(edtf) not in (4, 7):
        return edtf
    if len(edtf) == 7 and published.month is None:
        return edtf
    running = (published.day or 0) < _MONTH_END
    end = f"{published.year:04}" if len(edtf) == 4 else month_edtf(published.year, (published.month or 1) - running)
    return f"{edtf}/{end}" if edtf < end else edtf


def _sort(pattern: Pattern, resolved: Resolved) -> str:
    if pattern.reads in ("same", "shift", "previous", "same_season", "years_earlier"):
        return "same_period"
    if pattern.reads in ("last_years", "next_years", "last_months", "open"):
        return "span"
    if pattern.reads == "years_ahead":
        return "span" if "/" in str(resolved.edtf) else "deadline"
    return "stated" if resolved.how is How.STATED else "relative"


def _dates(draft: Draft, sentence: Sentence, reading: PeriodReading, span: Span) -> bool:
    """Whether a day is that of publication and stands where news is dated: ahead of the sentence, by figures."""
    own = draft.document.published
    if own is None or reading.edtf != own[:10] or len(own) < 10 or reading.symbol != "day":
        return False
    ahead = draft.document.text[sentence.span.start : span.start]
    return len(ahead.split()) < 7
