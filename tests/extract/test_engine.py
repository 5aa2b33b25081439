"""The engine: order, merging, confidence, and what becomes of amounts that were not read."""

from dataclasses import replace
from decimal import Decimal

import pytest
from effort import calls

from kg.extract import Extraction, extract
from kg.extract.confidence import weighed
from kg.extract.merge import merged
from kg.model import Document, Figure, How, Party, PartyKind, Period, Quantity, Slot, Span, Tenure

TEXT = "Exports of Georgia to Armenia rose by 8 percent in 2023. Imports from Armenia fell by 3 percent."


def read(text: str, language: str = "en", **given: str) -> Extraction:
    return extract(Document(name="case", text=text, language=language, published="2024-06-10", **given))  # type: ignore[arg-type]


def figure(**slots: object) -> Figure:
    given = Figure(
        evidence=(Span(0, 5),),
        indicator=Slot("exports"),
        reporter=Slot(Party("GE", PartyKind.ECONOMY), (Span(0, 1),)),
        partner=Slot(Party("AM", PartyKind.ECONOMY), (Span(1, 2),)),
        period=Slot(Period("2023"), (Span(2, 3),)),
    )
    return replace(given, **slots)  # type: ignore[arg-type]


def percent(value: int) -> Slot[Quantity]:
    return Slot(Quantity(Decimal(value), "percent"), (Span(3, 4),))


def dollars(value: int) -> Slot[Quantity]:
    return Slot(Quantity(Decimal(value), "USD"), (Span(4, 5),))


def test_equal_documents_give_equal_extractions() -> None:
    assert read(TEXT) == read(TEXT)


def test_records_stand_in_the_order_of_their_kinds_then_of_the_text() -> None:
    records = read(TEXT).records
    kinds = [record.kind for record in records]
    assert kinds == sorted(
        kinds, key=["figure", "event", "agreement", "project", "position", "organization", "place"].index
    )
    starts = [record.evidence[0].start for record in records if record.kind == "figure"]
    assert starts == sorted(starts)


def test_a_text_without_a_pack_gives_nothing() -> None:
    assert read("Mga luwas ng bansa: 5 milyon.", language="tl").records == ()
    assert read("", language="und") == Extraction((), ())


def test_headline_and_body_that_tell_one_figure_are_one_record_with_two_pieces_of_evidence() -> None:
    text = "Exports of Georgia to Armenia up 8 percent\n\nExports of Georgia to Armenia rose by 8 percent in 2023."
    figures = [record for record in read(text).records if isinstance(record, Figure)]
    assert [len(f.evidence) for f in figures] == [2]
    assert figures[0].period is not None and figures[0].period.value == Period("2023")


def test_level_and_change_told_apart_become_one_figure() -> None:
    level, change = figure(value=dollars(5000)), figure(change=percent(8), evidence=(Span(6, 9),))
    (one,) = merged([level, change])
    assert isinstance(one, Figure)
    assert (one.value, one.change, one.evidence) == (level.value, change.change, (Span(0, 5), Span(6, 9)))


def test_figures_of_two_periods_two_partners_or_two_amounts_stay_two() -> None:
    first = figure(value=dollars(5000))
    others = [
        figure(value=dollars(6000)),
        figure(value=dollars(5000), period=Slot(Period("2022"), (Span(2, 3),))),
        figure(value=dollars(5000), partner=Slot(Party("TR", PartyKind.ECONOMY), (Span(1, 2),))),
        figure(value=dollars(5000), measure=Slot("share")),
    ]
    for other in others:
        assert merged([first, other]) == (first, other)


@pytest.mark.parametrize(
    ("how", "confidence"),
    [(How.STATED, "1"), (How.RESOLVED, "0.95"), (How.ASSUMED, "0.8"), (How.INHERITED, "0.7")],
)
def test_a_record_is_as_sure_as_its_weakest_slot(how: How, confidence: str) -> None:
    person, state = Party("A. Person", PartyKind.PERSON), Party("GE", PartyKind.ECONOMY)
    told = Tenure(evidence=(Span(0, 5),), person=Slot(person), organization=Slot(state, (), how))
    assert weighed(told).confidence == Decimal(confidence)


def test_a_probability_that_was_learned_stays() -> None:
    period = Slot(Period("2023"), (), How.INHERITED)
    told = replace(figure(value=dollars(5000), period=period), confidence=Decimal("0.9"))
    assert weighed(told).confidence == Decimal("0.9")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("A tonne of wheat costs 240 dollars.", "price"),
        ("Trade was lively, and the tenge was quoted at 480 to the dollar.", "rate"),
        ("Firms of Georgia and Armenia signed contracts worth 40 million dollars.", "deal"),
    ],
)
def test_an_amount_that_is_no_figure_is_rejected_with_its_reason(text: str, reason: str) -> None:
    extraction = read(text)
    assert not [record for record in extraction.records if record.kind == "figure"]
    reasons = [r.reason for r in extraction.rejections if r.kind == "figure"]
    assert reasons and all(reason in told or "word of trade" in told for told in reasons)


def test_work_grows_with_the_text_and_hardly_faster() -> None:
    """Ten times the text takes at most twenty times the calls; a quadratic reader would make a hundred."""

    def work(times: int) -> int:
        return calls(lambda: read("\n\n".join([TEXT] * times)))

    work(5)
    assert work(200) < 20 * work(20)


FLAT = ["wheat 5 tonnes ", "Poland 5 tonnes, ", "exports 5 tonnes, ", "zero duty, ", "Poland: 5 tonnes: "]


@pytest.mark.parametrize("unit", FLAT)
def test_a_table_that_lost_its_lines_is_read_in_hardly_more_than_its_length(unit: str) -> None:
    few, many = ("Exports: " + unit * (size // len(unit)) for size in (500, 2000))
    read(many)  # words are remembered once they were read
    assert calls(lambda: read(many)) < 10 * calls(lambda: read(few))
