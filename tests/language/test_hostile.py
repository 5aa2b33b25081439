"""No text makes a pattern hang: hostile and random texts are analysed under a work bound, and work grows linearly."""

import json
import random
import subprocess
import sys
from collections.abc import Callable
from types import FrameType

import pytest

from kg.language import Analysis, analyse
from kg.language.packs import pack
from kg.model import Document

LANGUAGES = ("ru", "en", "kk")
REPEATED = (
    *(
        "1 ",
        "1,2,",
        "9",
        "0.",
        "- ",
        "–",
        ". ",
        ", ",
        "; ",
        "(",
        "«",
        '"a" ',
        "«Аб» и ",
        "a.",
        "a-",
        "a'",
        "http://a",
        "| 5 ",
    ),
    *(
        "2015–",
        "2015/16 ",
        "январь – ",
        "January to ",
        "қаңтар – ",
        "год ",
        "за год ",
        "for the year ",
        "from 5 to ",
        "between ",
    ),
    *("5 млн ", "пять ", "five hundred ", "бес жүз ", "$", "% ", "half a ", "в 2 раза ", "up to ", "not more than "),
    *(
        "Казахстан, ",
        "казахстанско-",
        "Kazakh-",
        "Қазақстан мен ",
        "Ministry of ",
        "министерство ",
        "министрлігі ",
        "ООО «",
    ),
    *(
        "Abc ",
        "Абв ",
        "ABC ",
        "Иван Волков ",
        "President ",
        "директор ",
        "сказал, что ",
        "«он сказал",
        "😀",
        "e\u0301",
        "\n",
        "\t",
        "а",
    ),
)
SIZE = 2500  # characters of a hostile text
CALLS = 400  # Python calls a character that a text may cost; the texts here cost up to 150
SECONDS = 240  # for everything hostile in one language, which takes a tenth of that


def analysed(text: str, language: str) -> Analysis:
    """A text through all layers."""
    return analyse(Document("hostile", text, language, published="2025-09-20"))


def calls(work: Callable[[], object]) -> int:
    """How many Python functions a piece of work calls: the same on every machine."""
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def random_texts(language: str, number: int) -> list[str]:
    """Texts of examples, words, marks and figures thrown together, the same in every run."""
    dice = random.Random(number)
    examples = [text for entry in pack(language).lexicon.entries[:3000] for text in entry.examples]
    words = [word for text in examples for word in text.split()]
    marks = [*" ,.;:–-()«»\"'/%$№…\n\t\u00a0", "2015", "1,5", "12.03.2014", "I", "«»", "((", "тыс.", "млн", "a.b", "'s"]
    return [
        "".join(dice.choice((*dice.sample(words, 3), *marks)) + dice.choice(" \n ") for _ in range(400))
        for _ in range(8)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_makes_a_pattern_hang(language: str) -> None:
    texts = [unit * (SIZE // len(unit)) for unit in REPEATED]
    texts += [text for number in range(2) for text in random_texts(language, number)]
    script = (
        "import json, sys\n"
        "from kg.language import analyse\n"
        "from kg.model import Document\n"
        "language, texts = json.load(sys.stdin)\n"
        "for text in texts:\n"
        "    analysis = analyse(Document('hostile', text, language, published='2025-09-20'))\n"
        "    assert all(0 <= a.span.start <= a.span.stop <= len(text) for a in analysis.annotations)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], input=json.dumps([language, texts]), text=True, timeout=SECONDS, check=False
    )
    assert run.returncode == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hostile_text_costs_a_bounded_number_of_calls_a_character(language: str) -> None:
    analysed("a", language)
    dear = {}
    for unit in REPEATED:
        text = unit * (1000 // len(unit))
        cost = calls(lambda text=text: analysed(text, language))  # type: ignore[misc]
        if cost > CALLS * len(text):
            dear[unit] = cost
    assert dear == {}


@pytest.mark.parametrize("unit", REPEATED)
def test_work_grows_no_faster_than_the_text(unit: str) -> None:
    few, many = (unit * (size // len(unit)) for size in (1000, 4000))
    analysed(many, "ru")  # words are remembered once they were read
    assert calls(lambda: analysed(many, "ru")) < 6 * calls(lambda: analysed(few, "ru")) + 2000
