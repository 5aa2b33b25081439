"""Writes the tables of base forms beside the packs (`kg.language.base_forms`): `python -m training.base_forms`."""

from kg.language.base_forms import DICTIONARIES, source, table_of
from kg.language.packs import pack


def main() -> None:
    """One word a line, then its base forms unless it is its own only one."""
    for language in DICTIONARIES:
        found = sorted(pack(language).lexicon.looked_up.items())
        lines = ["\t".join((word, *(() if forms == (word,) else forms))) for word, forms in found]
        table_of(language).write_text("\n".join((source(language), *lines)) + "\n", encoding="utf-8")
        print(f"{language}: {len(lines):,} words")


if __name__ == "__main__":
    main()
