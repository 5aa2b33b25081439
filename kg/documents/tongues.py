"""Which language a text is in, where nobody says, or where what is said cannot be."""

_SAMPLE = 3000  # characters; a page of text decides it
_CYRILLIC = frozenset(("ru", "kk", "uk", "be", "bg", "sr", "mk", "ky", "tg", "mn", "uz", "tt"))
_KAZAKH = frozenset("әғқңөұүһӘҒҚҢӨҰҮҺ")


class Unready(Exception):
    """The model was not read while this process could read files."""


def warm() -> None:
    """Read the model, so that all workers share it."""
    detected("warm")


def detected(text: str) -> str:
    """The ISO 639-1 code of the text's language, or `und` for a text without words."""
    if not any(char.isalpha() for char in text):
        return "und"
    import py3langid  # late: it brings NumPy and reads a model of 4 MB (half a CPU second)

    try:
        return str(py3langid.classify(text[:_SAMPLE])[0])
    except FileNotFoundError:  # it unpacks its model into a temporary file, which the sandbox does not have
        raise Unready from None


def settled(text: str, declared: str | None) -> str:
    """The declared language, unless the letters of the text say otherwise: templates of sites declare what they like.

    >>> settled("Экспорт вырос", "en") == settled("Экспорт вырос", None)
    True
    """
    if declared and _cyrillic(text) == (declared in _CYRILLIC) and not (declared == "ru" and _is_kazakh(text)):
        return declared
    return "kk" if declared == "ru" and _is_kazakh(text) else detected(text)


def _cyrillic(text: str) -> bool:
    letters = [char for char in text[:_SAMPLE] if char.isalpha()]
    return 2 * sum("\u0400" <= char <= "\u04ff" for char in letters) > len(letters)


def _is_kazakh(text: str) -> bool:
    """Letters that Russian lacks are a tenth of Kazakh; a Kazakh name in a Russian text brings one or two."""
    letters = [char for char in text[:_SAMPLE] if char.isalpha()]
    return sum(char in _KAZAKH for char in letters) > 0.03 * len(letters)
