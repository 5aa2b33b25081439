"""Each kind of record as quads, exactly as `docs/model.md` draws it."""

from collections.abc import Mapping
from typing import Any, Protocol, cast

from kg import iris
from kg.graph import figures, things
from kg.graph.page import Page
from kg.model import (
    Agreement,
    Happening,
    Mention,
    Organisation,
    PartyKind,
    Project,
    Quantity,
    Record,
    Several,
    Slot,
    Tenure,
)


class Writer(Protocol):
    """Writes what is particular to one kind."""

    def __call__(self, page: Page, record: Any) -> None: ...


def write(page: Page, record: Record) -> None:
    """The record and all that belongs to it."""
    WRITERS[record.kind](page, record)
    page.provenance(page.iri, record)


def _event(page: Page, event: Happening) -> None:
    page.quads.a(page.iri, "trd:Event", f"trd:{event.type.value}")
    page.coded("eventStatus", event.status)
    page.words("rdfs:label", event.name)
    page.party(page.iri, "trd:place", event.city)
    page.party(page.iri, "trd:hostEconomy", event.country)
    page.period(page.iri, event.period)
    page.participants(event, "organiser", event.organizers)
    page.participants(event, "participant", event.participants)
    if event.companies is not None:
        _companies(page, event, event.companies)


def _companies(page: Page, event: Happening, companies: Slot[Quantity]) -> None:
    group = iris.hashed("group", page.iri, "companies")
    page.quads.a(group, "trd:AgentGroup")
    page.quads.code(group, "trd:memberKind", "memberKind", "company")
    page.quantity(group, "trd:count", companies.value)
    page.participation(event, "participant", group, group)


def _several(count: Slot[Quantity] | Several | None) -> bool:
    """Whether an undertaking is a group: a count left open, or other than exactly one."""
    if isinstance(count, Slot):
        return count.value.value != 1 or count.value.hedge != "exact"
    return count is not None


def _undertaking(page: Page, record: Agreement | Project, name: str) -> None:
    """What agreements and projects share; `name` is the class of a single one."""
    page.quads.a(page.iri, f"trd:{name}Group" if _several(record.count) else f"trd:{name}")
    if isinstance(record.count, Slot):
        page.quantity(page.iri, "trd:count", record.count.value)
    if record.value is not None:
        page.quantity(page.iri, "trd:totalValue", record.value.value)
    page.words("trd:subject", record.subject)
    page.participants(record, "party", record.parties)
    for slot in record.parties:
        if slot.value.kind is PartyKind.ECONOMY:
            page.quads.link(page.iri, "trd:betweenEconomies", things.party(page.quads, slot.value))


def _agreement(page: Page, agreement: Agreement) -> None:
    _undertaking(page, agreement, "Agreement")
    page.coded("agreementType", agreement.type)
    page.coded("agreementStatus", agreement.status)
    page.period(page.iri, agreement.period)


def _project(page: Page, project: Project) -> None:
    _undertaking(page, project, "Project")
    page.coded("projectType", project.type)
    page.coded("projectStatus", project.status)
    page.party(page.iri, "trd:location", project.place)
    page.words("rdfs:label", project.name)


def _tenure(page: Page, tenure: Tenure) -> None:
    page.quads.a(page.iri, "trd:Tenure")
    page.party(page.iri, "org:member", tenure.person)
    page.party(page.iri, "org:organization", tenure.organization)
    if tenure.post is not None:
        holder = "" if tenure.organization is None else tenure.organization.value.iri
        post = page.named(page.iri, "trd:post", tenure.post.value, holder)
        if holder:
            page.quads.link(post, "org:postIn", holder)


def _organisation(page: Page, organisation: Organisation) -> None:
    page.quads.a(page.iri, "trd:Mention")
    page.party(page.iri, "trd:mentions", organisation.name)
    page.coded("organisationType", organisation.type)
    page.party(page.iri, "trd:jurisdiction", organisation.country)
    if organisation.type is not None:
        things.organisation(page.quads, organisation.name.value.iri, organisation.type.value)


def _mention(page: Page, mention: Mention) -> None:
    page.quads.a(page.iri, "trd:Mention")
    page.party(page.iri, "trd:mentions", mention.code)


WRITERS = cast(
    Mapping[str, Writer],
    {
        "figure": figures.write,
        "event": _event,
        "agreement": _agreement,
        "project": _project,
        "position": _tenure,
        "organization": _organisation,
        "place": _mention,
    },
)
