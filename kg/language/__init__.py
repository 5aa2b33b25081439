"""Words of a language into annotations that name concepts: what a text says, before anybody asks what it means.

    analyse(Document) -> Analysis(sentences, annotations)

Engine code holds no words; they stand in `packs/<language>/*.yaml`. Importing this room loads no pack and no
dictionary.
"""

from kg.language.analysis import analyse
from kg.language.annotations import (
    Amount,
    Analysis,
    Annotation,
    Marker,
    OrganisationMention,
    PeriodReading,
    PlaceMention,
    PostMention,
    Quote,
    Reading,
    Sentence,
    Token,
)

__all__ = [
    "Amount",
    "Analysis",
    "Annotation",
    "Marker",
    "OrganisationMention",
    "PeriodReading",
    "PlaceMention",
    "PostMention",
    "Quote",
    "Reading",
    "Sentence",
    "Token",
    "analyse",
]
