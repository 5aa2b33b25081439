"""Words as clues: beside a mark and in an amount's chunk."""

from kg.extract.figures_marks import Chunk
from kg.extract.figures_words import Words, origin, worded
from kg.language import Sentence, analyse
from kg.model import Document, Span

TEXT = "Norway bought 40 tonnes of tea from Kenya."


def span(name: str) -> Span:
    """Where words stand in the sentence."""
    start = TEXT.index(name)
    return Span(start, start + len(name))


def sentence() -> Sentence:
    """The sentence, analysed."""
    return analyse(Document("s", TEXT, "en")).sentences[0]


def words(*places: str) -> Words:
    """Its words, where these are places."""
    return Words.of(sentence(), map(span, places))


def test_words_beside_a_mark_are_told_one_by_one_and_by_two() -> None:
    pairs = ("before=tea from", "behind=. $", "about=from .")
    assert words().around(span("Kenya")) == ("before=from", "behind=.", *pairs)


def test_a_mark_at_the_start_has_nothing_before_it() -> None:
    told = words().around(span("Norway"))
    assert told[:3] == ("before=^", "behind=buy", "before=^ ^")
    assert told[3] == "behind=buy #"


def test_which_country_stands_beside_says_nothing() -> None:
    assert words("Norway", "Kenya").around(span("bought"))[0] == "before=@"


def test_words_beside_an_amount_keep_their_rank() -> None:
    told = list(words("Norway").beside(span("40 tonnes")))
    assert told == ["word-0=buy", "word-1=@", "word+0=of", "word+1=tea"]


def test_the_words_of_a_chunk_are_the_longer_ones_and_no_places() -> None:
    chunk = Chunk("", 0, len(TEXT), list(sentence().tokens))
    assert words("Norway", "Kenya").said(chunk) == ("buy", "from", "tonnes")
    assert words().said(None) == ()


def test_a_candidate_comes_from_the_first_place_that_a_clue_names() -> None:
    assert origin({"behind/x", "clause/y"}, ("clause", "behind")) == "clause"
    assert origin({"clauses"}, ("clause",)) == "other"
    assert worded("none", ("buy",)) == ("none/word=buy",)
