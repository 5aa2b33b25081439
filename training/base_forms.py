"""Writes the tables of base forms beside the packs (`kg.language.base_forms`) and beside our tables of names.

    python -m training.base_forms

`kg.identity.base_forms` reads the second kind.
"""

from collections.abc import Iterator

from kg.identity import base_forms
from kg.identity.folding import tokens
from kg.identity.name_parts import DATA
from kg.identity.words import RUSSIAN
from kg.language.base_forms import DICTIONARIES, source, table_of
from kg.language.packs import pack
from kg.vocabulary import countries, places, registry
from kg.vocabulary.table import table


def main() -> None:
    """One word a line, then its base forms unless it is its own only one."""
    for language in DICTIONARIES:
        found = sorted(pack(language).lexicon.looked_up.items())
        lines = ["\t".join((word, *(() if forms == (word,) else forms))) for word, forms in found]
        table_of(language).write_text("\n".join((source(language), *lines)) + "\n", encoding="utf-8")
        print(f"{language}: {len(lines):,} words")
    words = sorted({word for name in _names() for word in tokens(name) if RUSSIAN.fullmatch(word)})
    lines = ["\t".join((word, *(part for form in base_forms.looked_up(word) for part in form))) for word in words]
    base_forms.TABLE.write_text("\n".join((source("ru"), *lines)) + "\n", encoding="utf-8")
    print(f"names: {len(lines):,} words")


def _names() -> Iterator[str]:
    """Every name whose words `kg.identity` reduces before it reads any text."""
    for thing in (*countries(), *places(), *registry()):
        for names in thing.names.values():
            yield from names
    for row in table(DATA / "name_parts.csv", ("sort", "language", "words")):
        yield row["words"]


if __name__ == "__main__":
    main()
