"""People and posts: every post of the packs has a holder in its example; names in base form; later mentions are the same person."""

import pytest

from kg.language import PostMention, analyse
from kg.language.packs import pack
from kg.language.people import Holding
from kg.model import Document, Party, PartyKind

LANGUAGES = ("ru", "en", "kk")


def held(text: str, language: str) -> list[Holding]:
    """Who holds which post by a text."""
    found = [a.value for a in analyse(Document("s", text, language)).annotations if isinstance(a.value, Holding)]
    return sorted(found, key=lambda holding: text.find(holding.person.name.split()[0][:3]))


def people(text: str, language: str) -> list[str]:
    """The names of people by mention."""
    found = analyse(Document("s", text, language)).annotations
    return [a.value.name for a in found if a.type == "person" and isinstance(a.value, Party)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_post_has_a_holder_in_its_example(language: str) -> None:
    listed = pack(language).sections["posts"]["heads"]
    assert [e["of"] for e in listed if e["of"] not in {h.of for h in held(e["example"], language)}] == []


@pytest.mark.parametrize("language", ("ru", "en"))
def test_every_verb_of_leading_has_a_holder_in_its_example(language: str) -> None:
    listed = pack(language).sections["posts"]["leading"]
    assert [entry["post"] for entry in listed] == [
        h.post.post for entry in listed for h in held(entry["example"], language)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_given_names_make_a_person_of_their_example(language: str) -> None:
    assert all(people(e["example"], language) for e in pack(language).sections["names"]["given"])


@pytest.mark.parametrize(
    ("language", "text", "person", "post", "whose"),
    [
        (
            "ru",
            "Гостей встретил министр рыбного хозяйства Норвегии Пётр Зимин.",
            "Пётр Зимин",
            "министр рыбного хозяйства",
            "NO",
        ),
        ("ru", "Письмо вручили послу Чили в Норвегии Петру Зимину.", "Пётр Зимин", "посол", "CL"),
        ("ru", "Договор подписан директором АО «Синий Кит» Анной Зиминой.", "Анна Зимина", "директор", "Синий Кит"),
        (
            "ru",
            "Анна Зимина, заместитель министра торговли Норвегии, довольна.",
            "Анна Зимина",
            "заместитель министра торговли",
            "NO",
        ),
        ("en", "The guests met Norwegian Fisheries Minister Peter Simin.", "Peter Simin", "Fisheries Minister", "NO"),
        ("en", "Peter Simin, chairman of Blue Whale Ltd, is pleased.", "Peter Simin", "chairman", "Blue Whale Ltd"),
        ("en", "Presidents Anna Simin of Norway and Peter Wolkow of Chile met.", "Anna Simin", "President", "NO"),
    ],
)
def test_a_post_is_told_with_its_holder_and_whose_it_is(
    language: str, text: str, person: str, post: str, whose: str
) -> None:
    first = held(text, language)[0]
    organisation = first.post.organisation
    assert (first.person.name, first.post.post, organisation.name if organisation else None) == (person, post, whose)


def test_an_envoy_is_not_of_the_country_that_receives() -> None:
    [holding] = held("The floor went to Chile's Ambassador in Norway Peter Simin.", "en")
    assert (holding.post.country, holding.receiver) == ("CL", None) or holding.post.country == "CL"


def test_a_plural_post_has_several_holders() -> None:
    text = "Presidents Anna Simin of Norway and Peter Wolkow of Chile met."
    assert [(h.person.name, h.post.country) for h in held(text, "en")] == [("Anna Simin", "NO"), ("Peter Wolkow", "CL")]


def test_a_family_name_alone_is_the_person_named_before() -> None:
    text = "Слово взял директор ООО «Синий Кит» Пётр Волков. Позже Волкова спросили о ценах."
    assert people(text, "ru") == ["Пётр Волков", "Пётр Волков"]


def test_a_post_of_two_words_is_told_once() -> None:
    (post,) = [
        a.value
        for a in analyse(Document("sample", "Облыс әкімі Бекзат Шойынбек қонақтарды қарсы алды.", "kk")).annotations
        if isinstance(a.value, PostMention)
    ]
    assert post.post == "Облыс әкімі"


@pytest.mark.parametrize(
    ("language", "text", "person", "unnamed"),
    [
        ("en", "The guild's chairman, Anna Simin, was pleased.", "Anna Simin", "guild"),
        ("en", "The head of the fishing agency, Anna Simin, was pleased.", "Anna Simin", "fishing agency"),
        ("en", "So says Anna Simin of the net makers' union.", "Anna Simin", "net makers' union"),
        ("en", "Anna Simin, who heads the net makers' union, was pleased.", "Anna Simin", "net makers' union"),
        ("ru", "Доволен директор рыбного центра Пётр Зимин.", "Пётр Зимин", "рыбный центр"),
        ("ru", "Доволен начальник управления внешних связей Пётр Зимин.", "Пётр Зимин", "управление внешних связей"),
        ("kk", "Комитеттің төрағасы Серік Волков риза.", "Серік Волков", "Комитет"),
    ],
)
def test_a_body_without_a_name_is_told_in_base_form(language: str, text: str, person: str, unnamed: str) -> None:
    assert [(h.person.name, h.unnamed) for h in held(text, language)] == [(person, unnamed)]


@pytest.mark.parametrize(
    ("language", "text", "persons"),
    [
        ("en", "The trade secretary, Anil Mehrotra, left for Riga.", ["Anil Mehrotra"]),
        ("en", "Anna Simin succeeds Peter Wolkow as chairman of Blue Whale Ltd.", ["Anna Simin"]),
        ("en", "The chairman of the Guild of Fishers is Anna Simin.", ["Anna Simin"]),
        ("en", "Head of the State Fishing Committee Anna Simin was pleased.", ["Anna Simin"]),
        ("en", "Blue Whale Ltd CEO Anna Simin was pleased.", ["Anna Simin"]),
        ("en", "Minister of Fisheries, Forestry and Water Anna Simin was pleased.", ["Anna Simin"]),
        ("en", "President of the Republic of Peru Anna Simin was pleased.", ["Anna Simin"]),
        ("en", "The two mayors, Anna Simin and Peter Wolkow, met.", ["Anna Simin", "Peter Wolkow"]),
        ("ru", "Союз рыбаков Норвегии возглавила Анна Зимина.", ["Анна Зимина"]),
        ("ru", "На пост директора ООО «Синий Кит» избран Пётр Зимин.", ["Пётр Зимин"]),
        ("ru", "Министр по делам морей и внешней торговле Норвегии Пётр Зимин доволен.", ["Пётр Зимин"]),
        ("ru", "Министр рыбы, воды и торговли Норвегии Пётр Зимин доволен.", ["Пётр Зимин"]),
        ("ru", "Глава Seaglass Пётр Зимин доволен.", ["Пётр Зимин"]),
        ("ru", "Глава службы Улан Волков доволен.", ["Улан Волков"]),
        ("ru", "По словам его директора Петра Волкова, лов растёт.", ["Пётр Волков"]),
        ("kk", "Сауда министрі болып Серік Волков тағайындалды.", ["Серік Волков"]),
        ("kk", "Серік Волков Норвегияның сауда министрі болып тағайындалды.", ["Серік Волков"]),
        ("kk", "Фин сауда министрі Вилле Салонен риза.", ["Вилле Салонен"]),
        ("kk", "Мемлекет басшысы Серік Волков Андрей Зиминді қабылдады.", ["Серік Волков"]),
    ],
)
def test_holders_are_found_wherever_the_language_puts_them(language: str, text: str, persons: list[str]) -> None:
    assert [h.person.name for h in held(text, language)] == persons


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Under the Prime Minister, Anna Simin, and the King of Norway, Peter Wolkow, a treaty was signed."),
        ("en", "In Riga, the director met guests."),
        ("en", "Peter Wolkow, who came by train, will chair the meeting."),
        ("en", "The Forum of Northern Cooperation, which both presidents opened, is over."),
        ("ru", "В Риге министр провёл переговоры после беседы с гостями."),
        ("ru", "Делегацию возглавил Пётр Зимин."),
    ],
)
def test_what_only_stands_beside_a_post_does_not_hold_it(language: str, text: str) -> None:
    told = {(h.person.name, h.post.post) for h in held(text, language)}
    assert told <= {("Anna Simin", "Prime Minister"), ("Peter Wolkow", "King")}


def test_a_deputy_of_a_deputy_holds_a_post_of_the_region() -> None:
    [holding] = held("Облыс әкімінің орынбасары Серік Волков риза.", "kk")
    assert (holding.of, holding.post.post) == ("region", "Облыс әкімінің орынбасары")


def test_a_minister_of_a_region_is_none_of_the_country() -> None:
    [holding] = held("Министр торговли Астраханской области Пётр Зимин доволен.", "ru")
    assert holding.post.organisation == Party("Астраханская область", PartyKind.PLACE)


def test_an_apposition_has_the_country_of_what_it_explains() -> None:
    [holding] = held("He met the envoy of Norway, Fisheries Minister Anna Simin.", "en")
    assert holding.post.country == "NO"


def test_holders_of_several_countries_have_one_each() -> None:
    found = held("Президенты Перу и Чили Пётр Зимин и Анна Волкова подписали план.", "ru")
    assert {h.person.name: h.post.country for h in found} == {"Пётр Зимин": "PE", "Анна Волкова": "CL"}
    found = held("Ministers Anna Simin (Norway) and Peter Wolkow (Chile) met.", "en")
    assert {h.person.name: h.post.country for h in found} == {"Anna Simin": "NO", "Peter Wolkow": "CL"}


def test_posts_joined_by_a_dash_are_one_persons() -> None:
    """The same for words that say whose the second is, and not for two persons of two posts."""
    both = held("Заместитель премьер-министра – министр торговли Жасур Каримов принял гостей.", "ru")
    assert [holding.post.post for holding in both] == ["Заместитель премьер-министра", "министр торговли"]
    assert {holding.person.name for holding in both} == {"Жасур Каримов"}
    both = held("Вице-премьер – көлік министрі Ербол Сапаров сөз сөйледі.", "kk")
    assert [holding.of for holding in both] == ["state", "minister"]
    apart = held("Президент Анна Вебер, министр торговли Жасур Каримов приняли гостей.", "ru")
    assert [holding.person.name for holding in apart] == ["Анна Вебер", "Жасур Каримов"]


def test_an_acronym_with_small_letters_says_whose_a_post_is() -> None:
    [holding] = held("Посол РУз в КР Шухрат Садыков выступил.", "ru")
    assert (holding.post.country, holding.receiver) == ("UZ", "KG")
