"""The languages of the interface: which one a request wants, and its words (gettext catalogues in `translations/`)."""

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

LANGUAGES = {"en": "English", "ru": "Русский", "kk": "Қазақша"}
DEFAULT = "en"
_FOLDER = Path(__file__).parent / "translations"


def wanted(named: str | None, accepted: str) -> str:
    """The language that the address names, or the best of `Accept-Language`, or English.

    >>> wanted(None, "de, kk;q=0.4, ru-RU;q=0.8")
    'ru'
    """
    if named in LANGUAGES:
        return str(named)
    ranked = sorted(_preferences(accepted), key=lambda pair: -pair[1])
    return next((tag for tag, quality in ranked if tag in LANGUAGES and quality > 0), DEFAULT)


def _preferences(accepted: str) -> list[tuple[str, float]]:
    found = []
    for part in accepted.split(",")[:20]:
        tag, _, rest = part.strip().partition(";")
        quality = rest.strip().removeprefix("q=")
        try:
            found.append((tag.partition("-")[0].lower(), float(quality) if rest else 1.0))
        except ValueError:
            continue
    return found


@cache
def catalogue(language: str) -> NullTranslations:
    """The words of the interface in that language; what it lacks stays English."""
    path = _FOLDER / f"{language}.po"
    if not path.exists():
        return NullTranslations()
    compiled = BytesIO()
    with path.open(encoding="utf-8") as words:
        write_mo(compiled, read_po(words, locale=language))
    compiled.seek(0)
    return Translations(compiled)
