"""One happening told twice is one record: when two tellings agree, and what each adds."""

from dataclasses import replace

from kg.model import Happening, PartyKind, Period, Slot


def tell(events: list[Happening], event: Happening) -> None:
    """Add a happening to those told, or complete the one it is."""
    for number, other in enumerate(events):
        if _same(other, event):
            events[number] = _joined(other, event)
            return
    events.append(event)


def _same(a: Happening, b: Happening) -> bool:
    """Type, status and country alike, and nothing else at odds."""
    return (
        a.type.value == b.type.value
        and _value(a.status) == _value(b.status)
        and _value(a.country) == _value(b.country)
        and _agree(a.city, b.city)
        and _overlap(a.period, b.period)
        and _agree(a.name, b.name)
        and _meet(a, b)
    )


def _value(slot: Slot[object] | None) -> object:
    return slot.value if slot else None


def _agree(a: Slot[object] | None, b: Slot[object] | None) -> bool:
    return a is None or b is None or a.value == b.value


def _overlap(a: Slot[Period] | None, b: Slot[Period] | None) -> bool:
    if a is None or b is None:
        return True
    return a.value.edtf.startswith(b.value.edtf) or b.value.edtf.startswith(a.value.edtf)


def _meet(a: Happening, b: Happening) -> bool:
    """Whether meetings share a person, where both name people."""
    one, two = ({s.value.name for s in e.participants if s.value.kind is PartyKind.PERSON} for e in (a, b))
    return not one or not two or bool(one & two)


def _joined(a: Happening, b: Happening) -> Happening:
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
