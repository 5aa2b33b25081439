"""What earlier sentences have told: where the text is, what was told last, which heading speaks."""

from dataclasses import dataclass, field

from kg.extract.event_clues import Around
from kg.extract.event_slots import Where
from kg.extract.opening import opening
from kg.extract.scenes import Scene
from kg.language import Analysis, Marker, PlaceMention
from kg.model import Happening, Party, PartyKind, Rejection, Slot

FIRM = ("cancelled", "postponed")


@dataclass(slots=True)
class Told:
    """What earlier sentences told: where the text is, the last sort of session, the happenings themselves with how sure
    the words were that gave their slots.

    `number` is that of the sentence, `recent` the number of the last that told a happening, with its kind.
    """

    around: Around
    base: Where | None = None
    where: Where | None = None
    paragraph: int = -1
    session: str | None = None
    heading: Slot[str] | None = None
    before: str | None = None
    number: int = 0
    recent: tuple[int, str] | None = None
    events: list[Happening] = field(default_factory=list)
    sure: list[float] = field(default_factory=list)
    doubtful: list[Happening] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)

    def sources(self, kind: str) -> dict[str, str | None]:
        """The countries that earlier sentences speak for, by how."""
        alike = [_code(event) for event in self.events if event.type.value == kind]
        return {
            "where": _of(self.where),
            "base": _of(self.base),
            "kind": alike[-1] if alike else None,
            "last": _code(self.events[-1]) if self.events else None,
            "before": self.before,
        }


def _of(where: Where | None) -> str | None:
    return where.country.value.name if where is not None and where.country is not None else None


def _code(event: Happening) -> str | None:
    return event.country.value.name if event.country is not None else None


def _current(event: Happening, published: str | None) -> bool:
    """Whether a happening is of the days the text is about: not planned, and of no earlier year or month."""
    if event.status is None or event.status.value != "held":
        return False
    if event.period is None or not published:
        return True
    return event.period.value.edtf[: len(published[:7])] >= published[:7][: len(event.period.value.edtf)]


def remember(told: Told, event: Happening, published: str | None) -> None:
    told.recent = (told.number, event.type.value)
    if event.country is not None and event.country.spans and _current(event, published):
        told.where = Where(event.city, event.country)
    if event.type.value in ("CommissionSession", "Meeting", "BusinessForum"):
        told.session = event.type.value


def arrive(scene: Scene, told: Told) -> None:
    """A city that a line or paragraph begins with is where what follows happens."""
    new = scene.sentence.paragraph != told.paragraph
    told.paragraph = scene.sentence.paragraph
    first = scene.places[0] if scene.places else None
    if first is None or not isinstance(first.value, PlaceMention) or not first.value.country:
        return
    text, span = scene.analysis.document.text, first.span
    following = text[span.stop : span.stop + 2].strip()[:1]
    town = first.value.party.kind is PartyKind.PLACE
    dateline = span.of(text).isupper() and len(span) > 3 and (town or following in ",–—-/(.")
    if new and span.start - scene.sentence.span.start < 3 and (dateline or (town and following in "–—-/(.")):
        city = Slot(first.value.party, (span,)) if town else None
        told.base = Where(city, Slot(Party(first.value.country, PartyKind.ECONOMY), (span,)))


def head(scene: Scene, told: Told) -> None:
    """A heading or colon that puts off what follows, or calls it off, speaks until other words do."""
    if scene.sentence.sort == "item" or (told.heading and not scene.of("eventStatus")):
        return
    opens = scene.sentence.sort == "heading" or scene.sentence.tokens[-1].text == ":"
    firm = next((a for a in scene.of("eventStatus") if str(a.value).partition("/")[2] in FIRM), None)
    told.heading = Slot(str(firm.value).partition("/")[2], (firm.span,)) if opens and firm else None


def leave(scene: Scene, told: Told) -> None:
    """Remember the country that a sentence was in last."""
    told.number += 1
    inside = [a.value for a in scene.places if isinstance(a.value, PlaceMention) and a.value.marker is Marker.IN]
    told.before = next((place.country for place in reversed(inside) if place.country), told.before)


def home(analysis: Analysis) -> Where | None:
    """The document's country, until a sentence says more."""
    focus = opening(analysis)
    return Where(None, Slot(focus.home, ())) if focus.home and focus.home.kind is PartyKind.ECONOMY else None
