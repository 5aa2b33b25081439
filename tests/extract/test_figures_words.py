"""Words as clues: beside a mark, near it, in an amount's chunk."""

from kg.extract.figures_words import around, beside, near, origin, worded
from kg.language import Sentence, analyse
from kg.model import Document, Span

TEXT = "Norway bought 40 tonnes of tea from Kenya."


def place(name: str) -> tuple[Sentence, Span]:
    """The sentence and where a word stands in it."""
    start = TEXT.index(name)
    return analyse(Document("s", TEXT, "en")).sentences[0], Span(start, start + len(name))


def test_words_beside_a_mark_are_told_one_by_one_and_by_two() -> None:
    pairs = ("before=tea from", "behind=. $", "about=from .")
    assert around(*place("Kenya")) == ("before=from", "behind=.", *pairs)


def test_a_mark_at_the_start_has_nothing_before_it() -> None:
    told = around(*place("Norway"))
    assert told[:3] == ("before=^", "behind=buy", "before=^ ^")
    assert told[3] == "behind=buy #"


def test_words_near_a_mark_say_on_which_side_it_stands() -> None:
    assert {"<buy", "<from"} <= set(near(*place("Norway")))
    assert {">buy", ">from"} <= set(near(*place("Kenya")))


def test_words_beside_an_amount_keep_their_rank() -> None:
    told = list(beside(*place("40 tonnes")))
    assert told == ["word-0=buy", "word-1=norway", "word+0=of", "word+1=tea"]


def test_a_candidate_comes_from_the_first_place_that_a_clue_names() -> None:
    assert origin({"behind/x", "clause/y"}, ("clause", "behind")) == "clause"
    assert origin({"clauses"}, ("clause",)) == "other"
    assert worded("none", ("buy",)) == ("none/word=buy",)
