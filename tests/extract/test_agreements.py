"""Agreements: who binds himself, how far it has come, how many and for how much."""

from decimal import Decimal

import pytest

from kg.extract.agreements import find
from kg.extract.deciding import LinearJudge
from kg.language import analyse
from kg.model import Agreement, Document, Rejection, Slot

RULES = LinearJudge({})  # every decision as the rules propose


def told(text: str, language: str) -> list[Agreement]:
    """The agreements of a text published on 20 May 2020."""
    document = Document("s", text, language, published="2020-05-20")
    return [r for r in find(analyse(document), RULES) if isinstance(r, Agreement)]


def brief(agreement: Agreement) -> tuple[str | None, str | None, list[str]]:
    """Kind, status and parties."""
    kind, status = agreement.type, agreement.status
    return (
        kind.value if kind else None,
        status.value if status else None,
        sorted(slot.value.name for slot in agreement.parties),
    )


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "ru",
            "ООО «Синий Кит» подписало контракт с ООО «Белый Жернов».",
            ("contract", "signed", ["Белый Жернов", "Синий Кит"]),
        ),
        ("ru", "Норвегия и Чили подписали меморандум о рыболовстве.", ("memorandum", "signed", ["CL", "NO"])),
        ("ru", "Норвегия и Чили подпишут соглашение о рыболовстве осенью.", ("cooperation", "proposed", ["CL", "NO"])),
        (
            "ru",
            "Норвегия ведёт переговоры с Чили о поставке лосося.",
            ("cooperation", "underNegotiation", ["CL", "NO"]),
        ),
        (
            "en",
            "Blue Whale Ltd signed a contract with White Millstone Ltd.",
            ("contract", "signed", ["Blue Whale Ltd", "White Millstone Ltd"]),
        ),
        ("en", "Norway and Chile concluded a free trade agreement.", ("treaty", "signed", ["CL", "NO"])),
        (
            "en",
            "Blue Whale Ltd and White Millstone Ltd initialled a contract for rice.",
            ("contract", "agreedInPrinciple", ["Blue Whale Ltd", "White Millstone Ltd"]),
        ),
    ],
)
def test_an_agreement_has_kind_status_and_parties(
    language: str, text: str, expected: tuple[str, str, list[str]]
) -> None:
    assert [brief(a) for a in told(text, language)] == [expected]


def test_number_and_sum_belong_to_the_agreements() -> None:
    [agreement] = told("Норвегия и Чили подписали 13 контрактов на сумму более 2 млн долларов.", "ru")
    assert isinstance(agreement.count, Slot) and agreement.count.value.value == 13
    assert agreement.value is not None
    assert (agreement.value.value.value, agreement.value.value.unit, agreement.value.value.hedge) == (
        Decimal(2_000_000),
        "USD",
        "over",
    )


def test_a_plural_without_a_number_is_several() -> None:
    [agreement] = told("Норвегия и Чили подписали коммерческие соглашения на 2 млн долларов.", "ru")
    assert agreement.count == "several"


def test_a_second_pair_after_a_comma_is_an_agreement_of_its_own() -> None:
    text = "ООО «Синий Кит» заключило соглашение с ООО «Белый Жернов», а ООО «Рысь» – с ООО «Лось»."
    assert [brief(a)[2] for a in told(text, "ru")] == [["Белый Жернов", "Синий Кит"], ["Лось", "Рысь"]]


def test_headline_and_body_are_one_agreement() -> None:
    text = "Норвегия и Чили подписали меморандум\n\nНорвегия и Чили подписали в Осло меморандум о рыболовстве."
    [agreement] = told(text, "ru")
    assert len(agreement.evidence) == 2


def test_a_goal_for_trade_is_no_agreement() -> None:
    text = "Норвегия и Чили договорились довести товарооборот до 2 млрд долларов к 2030 году."
    assert told(text, "ru") == []


def test_an_agreement_named_with_both_parties_is_one_that_exists() -> None:
    [agreement] = told("Соглашение Норвегии и Чили длинное.", "ru")
    assert brief(agreement) == ("cooperation", "signed", ["CL", "NO"])


def test_a_contract_in_pieces_has_their_number_as_its_value() -> None:
    [agreement] = told("Blue Whale Ltd signed a contract for 40 tractors with White Millstone Ltd.", "en")
    assert agreement.value is not None
    assert (agreement.value.value.value, agreement.value.value.unit) == (Decimal(40), "unit")


def test_an_agreement_without_a_word_on_its_state_is_rejected() -> None:
    found = list(find(analyse(Document("s", "Соглашение с Норвегией оказалось длинным.", "ru")), RULES))
    assert [r.reason for r in found if isinstance(r, Rejection)] == ["nobody says how far it has come"]
