"""Which language a text is in, where nobody says."""

import functools
from typing import Any

_SAMPLE = 3000  # characters; a page of text decides it


def detected(text: str) -> str:
    """The ISO 639-1 code of the text's language, or `und` for a text without words."""
    if not any(char.isalpha() for char in text):
        return "und"
    return str(_identifier().classify(text[:_SAMPLE])[0])


@functools.cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # late: it brings NumPy and a model of 4 MB

    return LanguageIdentifier.from_pickled_model(MODEL_FILE)
