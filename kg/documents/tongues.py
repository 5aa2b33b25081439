"""Which language a text is in, where nobody says."""

_SAMPLE = 3000  # characters; a page of text decides it


def detected(text: str) -> str:
    """The ISO 639-1 code of the text's language, or `und` for a text without words."""
    if not any(char.isalpha() for char in text):
        return "und"
    import py3langid  # late: it brings NumPy and reads a model of 4 MB (half a CPU second)

    return str(py3langid.classify(text[:_SAMPLE])[0])
