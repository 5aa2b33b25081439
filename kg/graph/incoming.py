"""Checked fields of a flat fact → a record of the model, one builder a kind.

Everything a flat fact says is `given`: it was found by somebody else, who alone knows the words behind each slot.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, TypeVar, cast

from kg.model import (
    Agreement,
    Figure,
    Happening,
    How,
    Mention,
    Organisation,
    Party,
    Project,
    Quantity,
    Record,
    Several,
    Slot,
    Span,
    Tenure,
)

T = TypeVar("T")
Values: TypeAlias = Mapping[str, Any]
SEVERAL: Several = "several"


def given(value: T) -> Slot[T]:
    """A slot whose value somebody else found."""
    return Slot(value, (), How.GIVEN)


def stated(values: Values, field: str) -> Slot[Any] | None:
    """The slot of a field, None where it is absent."""
    return given(values[field]) if field in values else None


def amount(values: Values) -> Slot[Quantity] | None:
    """Value, upper end, unit, hedge and rate."""
    if "value" not in values:
        return None
    value, upper, unit = values["value"], values.get("value_to"), values.get("unit")
    return given(Quantity(value, unit, values.get("bound", "exact"), upper, per=values.get("per")))


def number(values: Values, field: str) -> Slot[Quantity] | None:
    """A number of things with its hedge."""
    if field not in values:
        return None
    return given(Quantity(values[field], "count", values.get(f"{field}_bound", "exact")))


def count(values: Values, *, open_ended: bool) -> Slot[Quantity] | Several | None:
    """How many: None where nothing is said (one), `several` for a number left open."""
    return SEVERAL if open_ended else number(values, "count")


def slots(values: Values, field: str) -> tuple[Slot[Party], ...]:
    """One slot for everybody named."""
    return tuple(given(party) for party in values.get(field, ()))


def figure(values: Values, evidence: tuple[Span, ...], *, open_ended: bool) -> Figure:
    """A share is a measure of turnover; `change_bound` hedges the relative change, or the absolute if it is alone."""
    share = values["indicator"] == "share"
    hedge = values.get("change_bound", "exact")
    change = given(Quantity(values["change"], "percent", hedge)) if "change" in values else None
    absolute = None
    if "change_value" in values:
        absolute = given(Quantity(values["change_value"], values.get("unit"), "exact" if change else hedge))
    return Figure(
        evidence=evidence,
        indicator=given("turnover" if share else values["indicator"]),
        measure=given("share" if share else "level"),
        reporter=stated(values, "reporter"),
        partner=stated(values, "partner"),
        product=stated(values, "product"),
        period=stated(values, "period"),
        value=amount(values),
        change=change,
        change_value=absolute,
        change_base=stated(values, "change_base"),
        sign=None if "value" in values else stated(values, "sign"),
        status=given(values.get("modality", "reported")),
    )


def event(values: Values, evidence: tuple[Span, ...], *, open_ended: bool) -> Happening:
    """One class an event: two kinds are two facts."""
    return Happening(
        evidence=evidence,
        type=given(values["type"]),
        status=stated(values, "status"),
        name=stated(values, "name"),
        city=stated(values, "city"),
        country=stated(values, "country"),
        period=stated(values, "period"),
        organizers=slots(values, "organizers"),
        participants=slots(values, "participants"),
        companies=number(values, "companies"),
    )


def agreement(values: Values, evidence: tuple[Span, ...], *, open_ended: bool) -> Agreement:
    """One agreement, or a group of them."""
    return Agreement(
        evidence=evidence,
        type=stated(values, "type"),
        status=stated(values, "status"),
        parties=slots(values, "parties"),
        count=count(values, open_ended=open_ended),
        value=amount(values),
        period=stated(values, "period"),
        subject=stated(values, "subject"),
    )


def project(values: Values, evidence: tuple[Span, ...], *, open_ended: bool) -> Project:
    """One project, or a group of them."""
    return Project(
        evidence=evidence,
        type=stated(values, "type"),
        status=stated(values, "status"),
        parties=slots(values, "parties"),
        count=count(values, open_ended=open_ended),
        value=amount(values),
        place=stated(values, "place"),
        name=stated(values, "name"),
        subject=stated(values, "subject"),
    )


def position(values: Values, evidence: tuple[Span, ...], *, open_ended: bool) -> Tenure:
    """A person in a post."""
    return Tenure(
        evidence=evidence,
        person=given(values["person"]),
        post=stated(values, "post"),
        organization=stated(values, "organization"),
    )


def organization(values: Values, evidence: tuple[Span, ...], *, open_ended: bool) -> Organisation:
    """An organisation that the document names."""
    return Organisation(
        evidence=evidence,
        name=given(values["name"]),
        type=stated(values, "type"),
        country=stated(values, "country"),
    )


def place(values: Values, evidence: tuple[Span, ...], *, open_ended: bool) -> Mention:
    """An economy that the document names."""
    return Mention(evidence=evidence, code=given(values["code"]))


BUILDERS = cast(
    Mapping[str, Callable[..., Record]],
    {
        "figure": figure,
        "event": event,
        "agreement": agreement,
        "project": project,
        "position": position,
        "organization": organization,
        "place": place,
    },
)
