"""The tables of base forms say what the dictionary says, and hold most words of the patterns."""

import pytest

from kg.language import base_forms
from kg.language.packs import pack
from kg.language.readings import readings_for


@pytest.mark.parametrize("language", base_forms.DICTIONARIES)
def test_a_table_says_what_the_dictionary_says(language: str) -> None:
    readings = readings_for(language)
    for word, forms in list(base_forms.base_forms(language).items())[::7]:
        assert forms == tuple(dict.fromkeys(reading.lemma for reading in readings(word))), word


@pytest.mark.parametrize("language", base_forms.DICTIONARIES)
def test_few_words_of_the_patterns_are_missing(language: str) -> None:
    """After words were added: `python -m training.base_forms`."""
    words = pack(language).lexicon.looked_up
    missing = [word for word in words if word not in base_forms.base_forms(language)]
    assert len(missing) < 0.05 * len(words), missing


def test_a_table_of_another_dictionary_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    base_forms.base_forms.cache_clear()
    monkeypatch.setattr(base_forms, "version", lambda package: "0")
    assert base_forms.base_forms("ru") == {}
    base_forms.base_forms.cache_clear()
