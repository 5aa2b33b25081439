"""A text as a whole: whom and what it names most, in its title, and in which periods; the same for all its figures."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from kg.extract.figures_course import LABEL, Course
from kg.extract.opening import covers
from kg.extract.state import WORLD
from kg.language import Analysis, Marker, PeriodReading, PlaceMention, Sentence, analyse
from kg.language.fiscal_years import year_around
from kg.language.packs import pack
from kg.model import Document, Party, PartyKind, Span

_MEASURES = ("indicator/", "weak/")
_OWNING = (Marker.OWN, Marker.SUBJECT, Marker.ORIGIN)
_DEALT = (Marker.TO, Marker.FROM, Marker.WITH)
_MARK = 3  # characters that a bullet, or a blank and a colon, take
_RANKED = 4  # parties that a text speaks of most
_BEGINS = 3  # months in which its years may begin


@dataclass(frozen=True)
class Whole:
    """A text as a whole: the parties it names most, with their part of all mentions, and those of its headline.

    `owners` and `others` count the mentions that own (`OWN`, a subject) or are dealt with (`TO FROM WITH`), all those
    in sentences with a measure of trade, as parts of all such. `main` are the two sides of most figures,
    as decided before any is read, `sure` clues that say how probable each is, `homes` how probable each party is to be
    the first of them, `aways` the second. `lands` is the country of each place in it, `schemes` what sort of place it
    is, `title` the places of the title, which count as the headline's; `periods` counts those that figures can cover,
    in their order; `begins` are the months in which its years may begin, `course` says where parties were named.
    """

    ranked: tuple[Party, ...]
    headline: tuple[Party, ...]
    parts: dict[Party, float]
    owners: dict[Party, float]
    others: dict[Party, float]
    main: tuple[Party | None, Party | None] = (None, None)
    sure: tuple[str, ...] = ()
    lands: dict[Party | None, Party] = field(default_factory=dict)
    schemes: dict[Party | None, str] = field(default_factory=dict)
    title: tuple[PlaceMention, ...] = ()
    periods: dict[str, int] = field(default_factory=dict)
    years: tuple[str, ...] = ()
    begins: tuple[int, ...] = ()
    homes: dict[Party | None, float] = field(default_factory=dict)
    aways: dict[Party | None, float] = field(default_factory=dict)
    course: Course[Party] = field(default_factory=Course)

    @classmethod
    def of(cls, analysis: Analysis) -> "Whole":
        """What an analysis says of the whole text."""
        counts = Counter(standing_for(a.value) for a in analysis.annotations if isinstance(a.value, PlaceMention))
        counts.pop(WORLD, None)
        ranked = [party for party, _ in counts.most_common(_RANKED)]
        first = analysis.sentences[0].span if analysis.sentences else Span(0, 0)
        named = [standing_for(a.value) for a in analysis.within(first, "place") if isinstance(a.value, PlaceMention)]
        owners, others = Counter[Party](), Counter[Party]()
        for sentence in analysis.sentences:
            held = list(analysis.within(sentence.span))
            if any(str(a.value).startswith(_MEASURES) for a in held if a.type == "cue"):
                for place in (a.value for a in held if isinstance(a.value, PlaceMention)):
                    kin = owners if place.marker in _OWNING else others if place.marker in _DEALT else None
                    if kin is not None:
                        kin[standing_for(place)] += 1
        title = tuple(places_in(analysis.document.title or "", analysis.document.language))
        every = [*title, *(a.value for a in analysis.annotations if isinstance(a.value, PlaceMention))]
        lands: dict[Party | None, Party] = {
            place.party: Party(place.country, PartyKind.ECONOMY)
            for place in every
            if place.country and place.party.name != place.country
        }
        schemes: dict[Party | None, str] = {place.party: place.scheme for place in every}
        parts = (_parts(counts), _parts(owners), _parts(others))
        heads = dict.fromkeys([*map(standing_for, title), *named])
        told = [a.value for a in analysis.annotations if isinstance(a.value, PeriodReading) and covers(a.value)]
        periods = Counter(str(reading.edtf) for reading in told)
        years = tuple(dict.fromkeys(str(year_around(reading)) for reading in told if year_around(reading)))
        return cls(
            tuple(ranked),
            tuple(heads),
            *parts,
            lands=lands,
            schemes=schemes,
            title=title,
            periods=dict(periods),
            years=years,
            begins=_begins(years, ranked, analysis.document.language),
            course=_course(analysis),
        )

    @cached_property
    def months(self) -> tuple[str, ...]:
        """The single months it names, in order; asked for at each figure, as the next three are."""
        return tuple(edtf for edtf in self.periods if len(edtf) == len("2020-01"))

    @cached_property
    def stretch(self) -> tuple[str, ...]:
        """The first stretch of months it names, if one."""
        return tuple(edtf for edtf in self.periods if len(edtf) == len("2020-01/2020-02") and "/" in edtf)[:1]

    @cached_property
    def dayless(self) -> tuple[str, ...]:
        """The periods it names that are no days, in order."""
        return tuple(edtf for edtf in self.periods if len(edtf) != len("2020-01-01"))

    @cached_property
    def often(self) -> str | None:
        """The one of them that it names most."""
        return max(self.dayless, key=lambda one: self.periods[one], default=None)

    @cached_property
    def ranks(self) -> dict[str, int]:
        """The place of each period among all, by which came up first."""
        return {edtf: rank for rank, edtf in enumerate(self.periods)}

    def sort(self, one: Party | None) -> str:
        """What a party is: `nobody world country bloc region city area`."""
        if one is None or one == WORLD:
            return "nobody" if one is None else "world"
        if one.kind is PartyKind.ECONOMY:
            return "country" if len(one.name) == 2 and one.name != "EU" else "bloc"
        return self.schemes.get(one, "place")


def _begins(years: Sequence[str], ranked: Sequence[Party], language: str) -> tuple[int, ...]:
    """The months other than January in which years begin: those of the text, those of the countries it names most."""
    months: Mapping[str, int] = pack(language).sections.get("fiscal", {})
    of_countries = [months[party.name] for party in ranked if party.name in months]
    return tuple(dict.fromkeys([*(int(edtf[5:7]) for edtf in years), *of_countries]))[:_BEGINS]


def _course(analysis: Analysis) -> Course[Party]:
    """Where each party is named, tied by its marker or form, or as what a colon stands behind."""
    told = []
    for sentence in analysis.sentences:
        held = [(a.span, a.value) for a in analysis.within(sentence.span, "place")]
        names = [(span, place) for span, place in held if isinstance(place, PlaceMention)]
        told.append([(standing_for(place), _tied(analysis, sentence, span, place)) for span, place in names])
    return Course.of(analysis.sentences, told)


def _tied(analysis: Analysis, sentence: Sentence, span: Span, place: PlaceMention) -> str:
    first = span.start - sentence.span.start < _MARK
    label = first and analysis.document.text[span.stop : span.stop + _MARK].lstrip().startswith(":")
    return LABEL if label else str(place.marker or place.form)


@lru_cache(maxsize=1024)
def places_in(words: str, language: str) -> tuple[PlaceMention, ...]:
    """The places that a title or a publisher's name holds, in order."""
    if not words.strip():
        return ()
    held = analyse(Document(name="title", text=words, language=language)).annotations
    return tuple(a.value for a in held if isinstance(a.value, PlaceMention))


def _parts(counts: Counter[Party]) -> dict[Party, float]:
    total = sum(counts.values())
    return {party: count / total for party, count in counts.items()}


def standing_for(place: PlaceMention) -> Party:
    """The party of a mention: a capital's country."""
    if (place.government or place.form == "capital") and place.country:
        return Party(place.country, PartyKind.ECONOMY)
    return place.party
