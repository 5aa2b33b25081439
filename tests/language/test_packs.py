"""Every entry of every language pack is found in its example sentences."""

import pytest

from kg.language.draft import outline
from kg.language.lexicon import Entry
from kg.language.packs import pack
from kg.model import Document

LANGUAGES = ("ru", "en", "kk")


def concepts(text: str, language: str) -> set[str]:
    """The concepts that the lexicon finds in a text; hyphens part words, as halves of compounds are looked up alone."""
    draft = outline(Document("example", f"{text}\n\n{text.replace('-', ' ')}", language), pack(language))
    return {hit.entry.concept for hits in draft.hits for hit in hits}


def examples(language: str) -> dict[tuple[str, str], Entry]:
    """Each example once, with an entry that it stands for."""
    return {(entry.concept, text): entry for entry in pack(language).lexicon.entries for text in entry.examples}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_example_holds_its_concept(language: str) -> None:
    wrong = [
        f"{entry.source}: {concept}: {text}"
        for (concept, text), entry in examples(language).items()
        if concept not in concepts(text, language)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pack_file_gives_every_entry_an_example(language: str) -> None:
    listed = (entry for entry in pack(language).lexicon.entries if entry.source.endswith(".yaml"))
    assert [entry.concept for entry in listed if not entry.examples] == []
