"""Whatever words come in whatever order: finders of happenings and deals never fail, and quote what stands there."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import agreements, events, organisations, positions, projects
from kg.language import analyse
from kg.model import Document, Record

FINDERS = (agreements, events, organisations, positions, projects)
RUSSIAN = [
    "В",
    "Осло",
    "министр",
    "торговли",
    "Норвегии",
    "Пётр",
    "Зимин",
    "и",
    "директор",
    "ООО",
    "«Синий",
    "Кит»",
    "подписали",
    "3",
    "контракта",
    "на",
    "5",
    "млн",
    "долларов",
    ",",
    "а",
    "бизнес-форум",
    "(",
    "БФ",
    ")",
    "перенесли",
    "на",
    "май",
    ".",
    "–",
    "«Мы",
    "строим",
    "завод»,",
    "–",
    "сказал",
    "он",
    ";",
    "посол",
    "Чили",
    "в",
    "Норвегии",
]
ENGLISH = [
    "In",
    "Oslo",
    "Norwegian",
    "Trade",
    "Minister",
    "Peter",
    "Simin",
    "and",
    "Blue",
    "Whale",
    "Ltd's",
    "chairman",
    "signed",
    "3",
    "contracts",
    "worth",
    "$5",
    "million",
    ",",
    "and",
    "the",
    "business",
    "forum",
    "(",
    "BF",
    ")",
    "was",
    "put",
    "off",
    "until",
    "May",
    ".",
    "“We",
    "build",
    "a",
    "plant,”",
    "he",
    "said",
    ";",
    "the",
    "Ambassador",
    "of",
    "Chile",
    "to",
    "Norway",
]


@given(st.sampled_from(("ru", "en")), st.lists(st.integers(0, 40), max_size=40))
@settings(max_examples=60, deadline=None)
def test_records_quote_the_text_and_come_out_the_same_twice(language: str, order: list[int]) -> None:
    words = RUSSIAN if language == "ru" else ENGLISH
    text = " ".join(words[number % len(words)] for number in order)
    document = Document("any", text, language, published="2020-05-20")
    analysis = analyse(document)
    for finder in FINDERS:
        found = list(finder.find(analysis))
        assert found == list(finder.find(analyse(document)))
        for record in found:
            if isinstance(record, Record):
                assert record.evidence
                assert all(0 <= span.start < span.stop <= len(text) and len(span) <= 400 for span in record.evidence)
