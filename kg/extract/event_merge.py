"""One happening told twice is one record: when two tellings agree, and what each adds."""

from dataclasses import replace

from kg.model import Happening, PartyKind, Period, Slot


def same(a: Happening, b: Happening) -> bool:
    """By the rules: status and country alike, and nothing else at odds."""
    return (
        a.type.value == b.type.value
        and _value(a.status) == _value(b.status)
        and _value(a.country) == _value(b.country)
        and agree(a.city, b.city)
        and overlap(a.period, b.period)
        and agree(a.name, b.name)
        and meet(a, b)
    )


def _value(slot: Slot[object] | None) -> object:
    return slot.value if slot else None


def agree(a: Slot[object] | None, b: Slot[object] | None) -> bool:
    """Whether two slots say the same, or one says nothing."""
    return a is None or b is None or a.value == b.value


def overlap(a: Slot[Period] | None, b: Slot[Period] | None) -> bool:
    """Whether one period is the other or a part of it, or one is not stated."""
    if a is None or b is None:
        return True
    return a.value.edtf.startswith(b.value.edtf) or b.value.edtf.startswith(a.value.edtf)


def meet(a: Happening, b: Happening) -> bool:
    """Whether meetings share a person, where both name people."""
    one, two = ({s.value.name for s in e.participants if s.value.kind is PartyKind.PERSON} for e in (a, b))
    return not one or not two or bool(one & two)


def joined(a: Happening, b: Happening) -> Happening:
    """One happening with the evidence of both tellings, and what only the second says."""
    return replace(
        a,
        evidence=tuple(dict.fromkeys((*a.evidence, *b.evidence))),
        city=a.city or b.city,
        period=a.period or b.period,
        name=a.name or b.name,
        companies=a.companies or b.companies,
        organizers=a.organizers or b.organizers,
        participants=a.participants or b.participants,
    )
