"""The optional taggers: what they label, and that all works without them."""

from types import SimpleNamespace

import pytest

from kg.language import analyse, taggers
from kg.language.draft import outline
from kg.language.lines import Line, lines
from kg.language.name_origins import origins
from kg.language.offered_names import Offer
from kg.language.packs import pack
from kg.language.people import Holding
from kg.model import Document

TEXT = "Слово взяла Вадила Ромуль. Муку везёт «Тихий Брод»."


def ground(text: str) -> list[Line]:
    """The sentences of a Russian text as names are looked for on them."""
    draft = outline(Document("sample", text, "ru"), pack("ru"))
    return lines(text, draft.sentences, draft.annotations, draft.quotes)


def test_labels_of_a_text_lie_on_the_tokens_of_its_sentences() -> None:
    start = TEXT.index("Вадила")
    body = TEXT.index("Тихий")
    found = [
        SimpleNamespace(start=body, stop=body + len("Тихий Брод"), type="ORG"),
        SimpleNamespace(start=start, stop=start + len("Вадила Ромуль"), type="PER"),
        SimpleNamespace(start=0, stop=5, type="LOC"),
    ]
    told = taggers.spread(found, ground(TEXT))
    assert told[0][:5] == [None, None, "PER", "PER", None]
    assert [tag for tag in told[1] if tag] == ["ORG", "ORG"]


def test_a_line_is_tagged_only_where_all_words_are() -> None:
    line = ground(TEXT)[0]
    line.tags = [None, None, "PER", "PER", None]
    assert line.tagged(2, 4, "PER")
    assert not line.tagged(1, 4, "PER")
    assert not ground(TEXT)[0].tagged(2, 4, "PER")


def test_a_tagger_that_is_off_is_not_active(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taggers, "OFF", {"ru", "en", "kk"})
    assert taggers.active() == {}
    assert taggers.tagger("ru") is None


def test_rules_work_without_taggers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taggers, "OFF", {"ru", "en", "kk"})
    found = analyse(Document("sample", "Министр торговли Перу Иван Волков взял слово.", "ru")).annotations
    assert [a.value.person.name for a in found if isinstance(a.value, Holding)] == ["Иван Волков"]


def test_what_no_rule_knows_is_offered_and_not_told() -> None:
    found = analyse(Document("sample", "People spoke about Vandrek Fruits all day.", "en")).annotations
    assert not [a for a in found if a.type == "organisation"]
    assert any(isinstance(a.value, Offer) and "Vandrek" in a.value.mention.party.name for a in found)


@pytest.mark.parametrize(
    ("name", "country"),
    [("Серік Ясный", "KZ"), ("Kenji Wolkow", "JP"), ("Giorgi Wolkowadze", "GE"), ("Шавкат Ясный", "UZ")],
)
def test_given_names_tell_where_somebody_may_be_at_home(name: str, country: str) -> None:
    assert country in origins(name)[0]


def test_ends_of_family_names_tell_less() -> None:
    assert origins("Wolk Ramadze") == (frozenset(), frozenset({"GE"}))
    assert origins("Wolk") == (frozenset(), frozenset())


def test_vectors_without_their_words_are_the_vectors() -> None:
    files = taggers.files()
    if files is None:
        pytest.skip("slovnet is not here")
    from navec import Navec

    whole, bare = Navec.load(str(files[1])), taggers._vectors(files[1])
    assert bare.meta.id == whole.meta.id
    assert (bare.pq.indexes == whole.pq.indexes).all() and (bare.pq.codes == whole.pq.codes).all()
