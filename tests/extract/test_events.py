"""Happenings: kind, whether it has been, place, time, who took part. Expected answers follow the flat facts' rules."""

from collections.abc import Mapping

import pytest
from effort import calls

from kg.extract.deciding import LinearJudge
from kg.extract.event_clues import Around
from kg.extract.event_lists import continued
from kg.extract.events import find
from kg.extract.scenes import scenes
from kg.language import analyse
from kg.model import Document, Happening, Rejection

PUBLISHED = "2020-05-20"
RULES = LinearJudge({})  # every decision as the rules propose


def told(text: str, language: str) -> list[Happening]:
    """The happenings of a text published on 20 May 2020."""
    document = Document("s", text, language, published=PUBLISHED)
    return [r for r in find(analyse(document), RULES) if isinstance(r, Happening)]


def brief(event: Happening) -> Mapping[str, object]:
    """What a happening says, without spans."""
    return {
        "type": event.type.value,
        "status": event.status.value if event.status else None,
        "city": event.city.value.name if event.city else None,
        "country": event.country.value.name if event.country else None,
    }


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "В Осло прошла торговая миссия чилийских виноделов.", ("TradeMission", "held", "Осло", "NO")),
        ("ru", "Бизнес-форум в Осло перенесли на осень.", ("BusinessForum", "postponed", "Осло", "NO")),
        ("ru", "Выставка игрушек откроется в Осло в июне.", ("Exhibition", "planned", "Осло", "NO")),
        (
            "ru",
            "Следующее заседание норвежско-чилийской межправкомиссии примет Осло в июне.",
            ("CommissionSession", "planned", "Осло", "NO"),
        ),
        ("ru", "Президент Чили Анна Волкова прибыла с официальным визитом в Норвегию.", ("Visit", "held", None, "NO")),
        ("ru", "Конференцию пчеловодов в Осло отменили из-за бури.", ("Conference", "cancelled", "Осло", "NO")),
        ("en", "A trade mission of Chilean winemakers closed in Oslo.", ("TradeMission", "held", "Oslo", "NO")),
        (
            "en",
            "The Norwegian-Chilean intergovernmental commission met in Oslo.",
            ("CommissionSession", "held", "Oslo", "NO"),
        ),
        (
            "en",
            "President Anna Wolkow of Chile will pay a state visit to Norway in June.",
            ("Visit", "planned", None, "NO"),
        ),
        (
            "en",
            "The business forum in Oslo was called off because of a storm.",
            ("BusinessForum", "cancelled", "Oslo", "NO"),
        ),
        ("en", "Oslo will host the conference of beekeepers in June.", ("Conference", "planned", "Oslo", "NO")),
    ],
)
def test_a_happening_has_kind_status_and_place(
    language: str, text: str, expected: tuple[str, str, str | None, str]
) -> None:
    [event] = told(text, language)
    assert tuple(brief(event).values()) == expected


def test_missions_to_several_countries_are_one_happening_each() -> None:
    found = told("В этом году палата планирует провести торговые миссии в Норвегии, Чили и Непале.", "ru")
    assert [(brief(e)["country"], brief(e)["status"]) for e in found] == [
        ("NO", "planned"),
        ("CL", "planned"),
        ("NP", "planned"),
    ]


def test_one_happening_of_two_kinds_is_two_records() -> None:
    text = "В Осло в формате норвежско-чилийского бизнес-форума прошло заседание межправительственной комиссии."
    assert sorted(e.type.value for e in told(text, "ru")) == ["BusinessForum", "CommissionSession"]


def test_one_happening_told_twice_is_one_record_with_two_passages() -> None:
    text = "A business forum was held in Oslo on Monday. The forum in Oslo drew 40 companies."
    [event] = told(text, "en")
    assert len(event.evidence) == 2
    assert event.companies is not None and event.companies.value.value == 40


def test_a_hedge_on_the_number_of_companies_is_kept() -> None:
    [event] = told("В Осло прошёл бизнес-форум с участием около 40 компаний.", "ru")
    assert event.companies is not None
    assert (event.companies.value.value, event.companies.value.hedge) == (40, "about")


def test_people_are_the_participants_of_a_meeting() -> None:
    [event] = told("President Anna Wolkow of Chile met Prime Minister Peter Simin of Norway in Oslo.", "en")
    assert [slot.value.name for slot in event.participants] == ["Anna Wolkow", "Peter Simin"]


def test_a_visit_to_nowhere_is_rejected_with_its_reason() -> None:
    found = list(find(analyse(Document("s", "Его визит был коротким.", "ru", published=PUBLISHED)), RULES))
    assert [r.reason for r in found if isinstance(r, Rejection)] == ["a visit to nowhere"]


def test_a_heading_that_puts_off_speaks_for_its_list() -> None:
    text = "Postponed:\n- business forum, Oslo\n- toy exhibition, Bergen"
    assert [e.status.value for e in told(text, "en") if e.status] == ["postponed", "postponed"]


def test_a_month_without_a_year_lies_where_the_words_say() -> None:
    [coming] = told("A trade fair will open in Oslo in February.", "en")
    [gone] = told("В Осло 27 декабря торжественно открыли мост.", "ru")
    assert coming.period is not None and coming.period.value.edtf == "2021-02"
    assert gone.period is not None and gone.period.value.edtf == "2019-12-27"


def test_missions_to_cities_of_several_countries_are_one_happening_each() -> None:
    found = told("В апреле в Осло, Сантьяго и Катманду отправятся торговые миссии пивоваров.", "ru")
    missions = [brief(e) for e in found if e.type.value == "TradeMission"]
    assert [(m["city"], m["country"]) for m in missions] == [("Осло", "NO"), ("Сантьяго", "CL"), ("Катманду", "NP")]


def test_a_place_with_a_date_goes_on_telling_of_what_was_told_before() -> None:
    found = told("A trade mission of brewers will go to Oslo in June 2020. In July 2020 Kathmandu follows.", "en")
    assert [(e.type.value, brief(e)["country"]) for e in found] == [("TradeMission", "NO"), ("TradeMission", "NP")]


def test_a_place_with_a_date_tells_of_nothing_where_nothing_was_told() -> None:
    assert told("Beer sold well in Oslo in June 2019.", "en") == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The agency plans trade missions to Norway (May), Chile (June) and Peru (July).", ["NO", "CL", "PE"]),
        ("en", "Trade missions of the year: Oslo in April, Lima in June.", ["NO", "PE"]),
        ("ru", "Торговые миссии виноделов поедут в Осло в апреле, в Лиму – в мае.", ["NO", "PE"]),
        ("kk", "Палата екі сауда миссиясын жібереді: маусымда Осло, шілдеде Лима.", ["NO", "PE"]),
        ("en", "A trade mission went to Oslo. Exports to Chile and Peru grew by 5 %.", ["NO"]),
    ],
)
def test_each_place_of_a_dated_list_is_a_mission_of_its_own(language: str, text: str, expected: list[str]) -> None:
    assert sorted({str(brief(event)["country"]) for event in told(text, language)}) == sorted(expected)


def test_a_list_of_a_thousand_dates_takes_no_longer_for_each() -> None:
    def looking(times: int) -> int:
        """Calls that one sentence with so many dated places takes."""
        sentence = "Missions: " + ", ".join(["Oslo in May", "Lima in June"] * times) + "."
        [scene] = scenes(analyse(Document("s", sentence, "en", published=PUBLISHED)))
        assert len(scene.places) == len(scene.periods) == 2 * times
        return calls(lambda: continued(scene, []))

    assert looking(200) < 20 * looking(20)


def test_the_town_of_a_dateline_says_where_the_news_is_from() -> None:
    text = "Rye of Peru\n\nOSLO, 14 May. Sales grew."
    assert Around.of(analyse(Document("s", text, "en"))).sources["dateline"] == ["NO"]
    assert Around.of(analyse(Document("s", "Rye of Peru\n\nOslo sold rye.", "en"))).sources["dateline"] == []
