"""The table of base forms beside our names says what the dictionary says, and holds their words."""

import pytest

from kg.identity import base_forms
from kg.identity.folding import tokens
from kg.identity.words import RUSSIAN
from kg.vocabulary import countries, registry


def test_the_table_says_what_the_dictionary_says() -> None:
    known = base_forms._table()
    assert known
    for word, forms in known.items():
        assert forms == base_forms.looked_up(word), word


def test_few_words_of_names_are_missing() -> None:
    """After names were added: `python -m training.base_forms`."""
    names = (name for thing in (*countries(), *registry()) for each in thing.names.values() for name in each)
    words = {word for name in names for word in tokens(name) if RUSSIAN.fullmatch(word)}
    assert len(words - base_forms._table().keys()) < 0.05 * len(words)


def test_a_table_of_another_dictionary_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    base_forms._table.cache_clear()
    monkeypatch.setattr(base_forms, "source", lambda language: "# another")
    assert base_forms._table() == {}
    assert base_forms.forms("министерству") == (("министерство", "noun"),)
    base_forms._table.cache_clear()
