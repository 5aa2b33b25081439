"""Organisations as records: each once, typed, with its country and its first sentence."""

from kg.extract.organisations import find
from kg.language import analyse
from kg.model import Document, Organisation, Rejection


def test_each_organisation_is_one_record_with_the_sentence_that_names_it_first() -> None:
    text = "Rice came from White Millstone Ltd. Later White Millstone Ltd sold flour to the Bank of Norway."
    found = [r for r in find(analyse(Document("s", text, "en"))) if isinstance(r, Organisation)]
    assert [(r.name.value.name, r.type.value if r.type else "") for r in found] == [
        ("White Millstone Ltd", "company"),
        ("Bank of Norway", "company"),
    ]
    assert found[0].evidence[0].of(text) == "Rice came from White Millstone Ltd."


def test_a_country_in_the_name_is_the_organisations() -> None:
    found = list(find(analyse(Document("s", "Ответил Комитет рыболовства Норвегии.", "ru"))))
    assert [r.country.value.name for r in found if isinstance(r, Organisation) and r.country] == ["NO"]


def test_a_commission_that_only_meets_is_no_organisation() -> None:
    text = "The Norwegian-Chilean Joint Economic Commission met in Oslo."
    found = list(find(analyse(Document("s", text, "en"))))
    assert not [r for r in found if isinstance(r, Organisation)]
    assert all(r.reason for r in found if isinstance(r, Rejection))


def test_a_long_sentence_is_quoted_in_part() -> None:
    text = "Rice came, " + "and more rice came, " * 30 + "from White Millstone Ltd, " + "and more came, " * 20 + "too."
    [record] = [r for r in find(analyse(Document("s", text, "en"))) if isinstance(r, Organisation)]
    assert len(record.evidence[0]) <= 400
    assert "White Millstone Ltd" in record.evidence[0].of(text)
