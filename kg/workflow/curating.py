"""An analyst's word over the reader's: corrections, confirmations, retractions."""

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path

from kg import curation, store
from kg.workflow import derived

Told = Callable[[str], None]


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC).replace(microsecond=0)


def correct(
    folder: Path, fact: str, fields: Mapping[str, str], *, because: str, who: str, when: datetime.datetime | None = None
) -> list[str]:
    """Put a corrected fact in the place of one that was read wrongly; say what it is called and what it says now."""
    told: list[str] = []
    with derived.writer(folder) as writer:
        corrected = curation.correct(writer.source(), fact, fields, because=because, who=who, when=when or _now())
        writer.replace([store.Change(corrected.graph)])
        derived.refresh(writer, told.append)
    return [*corrected.told, *told]


def retract(folder: Path, fact: str, *, because: str, who: str, when: datetime.datetime | None = None) -> list[str]:
    """Withhold a fact that the text does not state."""
    told: list[str] = []
    with derived.writer(folder) as writer:
        retracted = curation.retract(writer.source(), fact, because=because, who=who, when=when or _now())
        writer.replace([store.Change(retracted.graph)])
        derived.refresh(writer, told.append)
    return [*retracted.told, *told]
