"""Words as clues: by how they begin, beside a hit by place, around it up to the next break."""

from kg.extract.scenes import Scene, scenes
from kg.extract.wording import beside, clues, couples, near, own
from kg.language import analyse
from kg.model import Document, Span

TEXT = "The mill was idle; in May the old factory reopened with 300 workers."


def scene() -> Scene:
    """The only sentence of the text."""
    return scenes(analyse(Document("w", TEXT, "en")))[0]


def at(word: str) -> Span:
    """Where a word stands."""
    return Span(TEXT.index(word), TEXT.index(word) + len(word))


def test_a_hit_is_told_by_how_its_words_begin() -> None:
    assert own(scene(), at("old factory")) == "old_factor"


def test_neighbours_have_their_place_and_the_edge_has_a_sign() -> None:
    told = set(clues(scene(), at("factory")))
    assert {"hit=factor", "word-1=old", "word-2=the", "word+1=reopen", "word+2=with"} <= told
    assert "word-1=^" in set(clues(scene(), at("The")))
    assert beside(scene(), at("workers")) == ("#", ".")


def test_what_stands_behind_a_break_is_not_near() -> None:
    told = set(clues(scene(), at("factory")))
    assert "near=worker" in told
    assert "near=idle" not in told


def test_words_near_a_hit_come_with_the_hit_itself() -> None:
    assert list(near(scene(), at("factory"), 1)) == ["old", "factor", "reopen"]


def test_two_words_that_follow_each_other_are_one_clue() -> None:
    told = set(couples(scene(), at("factory")))
    assert {"two=in_may", "two=old_factor", "two=with_#"} <= told
    assert not any(clue.endswith("_;") for clue in told)
