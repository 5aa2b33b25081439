"""Every word of the pages stands in the Russian and the Kazakh catalogue, with the same blanks to fill.

So does what the parameters of the named queries mean: forms show it.
"""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import kg.web
from kg import questions

ROOM = Path(kg.web.__file__).parent
PLACES = re.compile(r"%\(\w+\)s|\{\w*\}")


@pytest.fixture(scope="module")
def words():
    """All msgids of templates and modules: text, or (singular, plural)."""
    found = extract_from_dir(
        ROOM,
        method_map=[("templates/**.html", "jinja2"), ("**.py", "python")],
        options_map={"templates/**.html": {"extensions": "jinja2.ext.i18n,jinja2.ext.do", "silent": "false"}},
    )
    meanings = {parameter.meaning for question in questions.catalogue() for parameter in question.parameters}
    return {message for _, _, message, _, _ in found} | meanings


def catalogue(language):
    with (ROOM / "translations" / f"{language}.po").open(encoding="utf-8") as file:
        return read_po(file, locale=language)


def test_templates_have_words(words):
    assert "Search" in words
    assert ("%(num)s figure", "%(num)s figures") in words


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_no_word_is_missing(words, language):
    known = catalogue(language)
    missing = []
    for message in words:
        entry = known.get(message if isinstance(message, str) else message[0])
        strings = () if entry is None else (entry.string,) if isinstance(entry.string, str) else entry.string
        if entry is None or entry.fuzzy or not strings or not all(strings):
            missing.append(message)
    assert not missing


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_blanks_are_the_same(language):
    for entry in catalogue(language):
        if not entry.id:
            continue
        identifiers = (entry.id,) if isinstance(entry.id, str) else entry.id
        strings = (entry.string,) if isinstance(entry.string, str) else entry.string
        wanted = set(PLACES.findall(identifiers[0]))
        for string in strings:
            assert set(PLACES.findall(string)) == wanted, entry.id


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_no_word_is_left_from_before(words, language):
    known = {message if isinstance(message, str) else message[0] for message in words}
    left = [entry.id for entry in catalogue(language) if entry.id]
    assert not {each if isinstance(each, str) else each[0] for each in left} - known
