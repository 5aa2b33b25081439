"""A flat fact with some of its fields said anew, in the words of the command line."""

import json
from collections.abc import Mapping
from dataclasses import fields as dataclass_fields
from dataclasses import replace

from kg.errors import FactError
from kg.graph import outgoing
from kg.graph.fields import FIELDS, number, parties, whole
from kg.graph.flat import resting_on
from kg.model import CERTAIN, Record

_FIXED = {
    "kind": "a fact of another kind is another fact: retract this one and add that",
    "evidence": "a fact with other evidence is another fact: retract this one and add that",
}


def amended(record: Record, fact: Mapping[str, object], fields: Mapping[str, str]) -> Record:
    """The record with these fields of its flat fact said anew and everything else as it was; certain from now on.

    Values are JSON where the field wants numbers or lists, else text; an empty value is not stated. A list may also
    be its members joined by commas. FactError names the field that breaks FACTS.md.
    """
    said = {field: value(record.kind, field, words) for field, words in fields.items()}
    new = resting_on(record.evidence, {**fact, **said})
    return replace(_finer(record, new), speaker=record.speaker, confidence=CERTAIN)


def value(kind: str, field: str, words: str) -> object:
    """What a field is to hold.

    >>> value("figure", "value", "1.5e3"), value("figure", "period", "2015"), value("event", "organizers", "KZ, JP")
    (1500.0, '2015', ['KZ', 'JP'])
    """
    if field in _FIXED:
        raise FactError(_FIXED[field], field=field)
    reader = FIELDS[kind].get(field)
    if reader is parties and not words.lstrip().startswith("["):
        return [name.strip() for name in words.split(",") if name.strip()]
    if reader in (number, whole, parties) or words.strip() == "null" or words.startswith('"'):
        return _json(words)
    return words


def _json(words: str) -> object:
    try:
        return json.loads(words) if words.strip() else None
    except ValueError:
        return words


def _finer(old: Record, new: Record) -> Record:
    """The new record with the old one's slots where these say the same in a flat fact, only more finely."""
    wanted = outgoing.fields(new)
    for field in dataclass_fields(new):
        finer = replace(new, **{field.name: getattr(old, field.name)})
        if outgoing.fields(finer) == wanted:
            new = finer
    return new
