"""Periods of a document: the patterns of its pack, matched where a word can begin one, resolved to EDTF.

A pattern is a regular expression in which a blank is any white space and `{name}` a part or a group of words with
values (see the packs). It is tried only at the start of a token, so the text is walked once; the longest match wins.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from kg.errors import DefectiveFile
from kg.language.annotations import Annotation, PeriodReading, PlaceMention, Sentence
from kg.language.calendar import Published, month_edtf
from kg.language.draft import Draft
from kg.language.lexicon import Hit
from kg.language.packs import Pack
from kg.language.period_readers import READERS
from kg.language.period_values import Context, Reader, Resolved, Values
from kg.language.tokens import fold
from kg.language.words import Words
from kg.model import How, PartyKind, Span

_LAYER = "periods"
_NUMBERS = {
    "year": r"(?:19|20)\d\d",
    "day": r"3[01]|[12]\d|0?[1-9]",
    "monthnumber": r"1[0-2]|0?[1-9]",
    "yy": r"\d\d",
    "short": r"\d\d",
    "solar": r"1[34]\d\d",
}
_ALIAS = {"thisyear": "rel", "monthnumber": "month", "monthly": "month", "digit": "ordinal"}
_NAME = re.compile(r"\{([a-z]+)\d?\}")
_TENSED = frozenset({"month", "months", "date", "days", "quarter", "half", "season", "weekday", "whole_year"})
_BASES = frozenset({"year", "relative_year", "previous", "month"})
_PARTS = frozenset({"quarter", "half", "months", "first_months"})
_AHEAD = frozenset({"planned", "present", "postponed"})
_AGAINST = 9  # tokens of an amount between "against" and its period
_MONTH_END = 25  # from this day on a text may count its own month among those that are over
_DATELINE = 12  # tokens from a sentence's start within which the date of publication only dates the text


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern, its reader and what it gives; `groups` are the names and values of its groups."""

    regex: re.Pattern[str]
    reader: Reader
    reads: str
    given: Mapping[str, Any]
    groups: Mapping[str, tuple[str, Mapping[str, int] | None]]


@dataclass(frozen=True)
class Grammar:
    """The period patterns of one language. `behind`: what behind a period makes it one that is compared with."""

    starts: re.Pattern[str]
    patterns: tuple[Pattern, ...]
    future: frozenset[str]
    past: frozenset[str]
    capital: frozenset[str]
    fiscal: Mapping[str, int]
    marketing: Mapping[str, int]
    seasonal: re.Pattern[str]
    behind: re.Pattern[str] | None = None


def periods(draft: Draft) -> Iterator[Annotation]:
    """Every period of the document, in order."""
    known = grammar(draft.pack)
    if known is None:
        return
    published = Published.of(draft.document.published)
    begin, marketing = _begins(draft, known.fiscal, 7), _begins(draft, known.marketing, 9)
    seasonal = bool(known.seasonal.search(folded(draft.document.text)))
    last: str | None = None
    for number, words in enumerate(draft.words):
        sentence, future = words.sentence, None
        for first, span, pattern, values in _matches(words, known):
            future = _looks_ahead(words, known) if future is None else future
            over = words.lower(first) in known.past or words.lower(first - 1) in known.past
            context = Context(published, future and not over, last, begin, marketing, seasonal)
            resolved = pattern.reader(values, context)
            reading = replace(
                _reading(words, first, pattern, resolved, published),
                alternative=_other(pattern, values, context, resolved),
            )
            if number < 4 and first < _DATELINE and _dates(draft, sentence, reading, span):
                reading = PeriodReading(reading.edtf, reading.how, "dateline", False, reading.symbol)
            elif reading.edtf and not reading.comparison and reading.sort in ("stated", "relative", "same_period"):
                last = reading.edtf
            yield Annotation(span, "period", reading, _LAYER)


def _other(pattern: Pattern, values: Values, context: Context, resolved: Resolved) -> str | None:
    """The stretch in the other tense, where the words leave it to the tense."""
    if resolved.how is not How.RESOLVED or resolved.edtf is None or pattern.reads not in _TENSED:
        return None
    other = pattern.reader(values, replace(context, future=not context.future)).edtf
    return other if other != resolved.edtf else None


def _begins(draft: Draft, months: Mapping[str, int], default: int) -> int:
    """The month in which a fiscal or marketing year begins for the country that the document names most."""
    named = Counter(
        mention.party.name
        for annotation in draft.of_type("place")
        if isinstance(mention := annotation.value, PlaceMention) and mention.party.kind is PartyKind.ECONOMY
    )
    country = next((country for country, _ in named.most_common() if country in months), "default")
    return months.get(country, default)


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
        yield number, Span(base + match.start(), base + match.end()), pattern, _values(match, pattern)


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


def _values(match: re.Match[str], pattern: Pattern) -> Values:
    found: dict[str, tuple[int, ...]] = {}
    for group, (name, table) in pattern.groups.items():
        words = match[group]
        if words is None:
            continue
        value = int(words) if table is None else _value(words, table)
        if value is not None:
            found[name] = (*found.get(name, ()), value)
    return Values(found, pattern.given)


def _value(words: str, table: Mapping[str, int]) -> int | None:
    return next((value for regex, value in table.items() if re.fullmatch(regex, words)), None)


def folded(text: str) -> str:
    """A sentence as patterns see it; as long as it was, so that offsets hold."""
    lower = fold(text)
    return lower if len(lower) == len(text) else "".join(fold(c) if len(fold(c)) == 1 else c for c in text)


def _reading(
    words: Words, first: int, pattern: Pattern, resolved: Resolved, published: Published | None
) -> PeriodReading:
    """The annotation's value: what stands before the words decides between deadline, start and base."""
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
        return PeriodReading(_until_published(resolved.edtf, published), resolved.how, "since", False, resolved.symbol)
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
    if pattern.reads in ("same", "shift", "previous"):
        return "same_period"
    if pattern.reads in ("last_years", "next_years", "last_months", "open"):
        return "span"
    return "stated" if resolved.how is How.STATED else "relative"


def _dates(draft: Draft, sentence: Sentence, reading: PeriodReading, span: Span) -> bool:
    """Whether a day is that of publication and stands where news is dated: ahead of the sentence, by figures."""
    own = draft.document.published
    if own is None or reading.edtf != own[:10] or len(own) < 10 or reading.symbol != "day":
        return False
    ahead = draft.document.text[sentence.span.start : span.start]
    return len(ahead.split()) < 7


@cache
def grammar(pack: Pack) -> Grammar | None:
    """The compiled period patterns of a pack, or None where it has none. Raises DefectiveFile."""
    given = pack.sections.get("periods")
    if given is None:
        return None
    tables = {name: _table(words) for name, words in given["words"].items()}
    patterns = tuple(_pattern(item, given["parts"], tables) for item in given["patterns"])
    future, past, capital = (frozenset(given.get(key, ())) for key in ("future", "past", "capital"))
    fiscal, marketing = pack.sections.get("fiscal", {}), pack.sections.get("marketing", {})
    seasonal = re.compile(given.get("seasonal", r"(?!)"))
    behind = re.compile(given["compared_behind"]) if "compared_behind" in given else None
    return Grammar(re.compile(given["starts"]), patterns, future, past, capital, fiscal, marketing, seasonal, behind)


def _table(words: Mapping[Any, str]) -> dict[str, int]:
    return {str(regex): int(value) for value, regex in words.items()}


def _pattern(item: Mapping[str, Any], parts: Mapping[str, str], tables: Mapping[str, dict[str, int]]) -> Pattern:
    reads = str(item["reads"])
    if reads not in READERS:
        raise DefectiveFile("periods.yaml", f"no reader {reads!r}: expected one of {sorted(READERS)}")
    groups: dict[str, tuple[str, Mapping[str, int] | None]] = {}
    source = _expanded(str(item["pattern"]), parts, tables, groups)
    given = {key: value for key, value in item.items() if key not in ("reads", "pattern", "examples")}
    regex = re.compile(f"(?:{source})(?![^\\W_])".replace(" ?", r"\s?").replace(" ", r"\s+"))
    return Pattern(regex, READERS[reads], reads, given, groups)


def _expanded(
    source: str,
    parts: Mapping[str, str],
    tables: Mapping[str, dict[str, int]],
    groups: dict[str, tuple[str, Mapping[str, int] | None]],
) -> str:
    """A pattern with its parts put in and its groups numbered in order."""

    def put(match: re.Match[str]) -> str:
        name = match[1]
        if name in parts:
            return _expanded(parts[name], parts, tables, groups)
        table = tables.get(name)
        words = "|".join(table) if table is not None else _NUMBERS[name]
        group = f"g{len(groups)}"
        groups[group] = (_ALIAS.get(name, name), table)
        return f"(?P<{group}>{words})"

    return _NAME.sub(put, source)
