"""Which of the media types on offer a client wants (RFC 9110, 12.5.1)."""

from functools import lru_cache


@lru_cache(maxsize=1_000)  # browsers and programs say the same again and again
def best(accept: str, offered: tuple[str, ...]) -> str | None:
    """The offered type with the greatest quality, the first of equals; None when none is acceptable.

    >>> best("text/turtle;q=0.9, application/ld+json, */*;q=0.1", ("text/html", "text/turtle", "application/ld+json"))
    'application/ld+json'
    """
    if not accept.strip():
        return offered[0]
    ranges = [_range(part) for part in accept.split(",")[:100]]
    qualities = [max((_fits(media, *each) for each in ranges), default=(0, 0.0)) for media in offered]
    ranked = [(quality, -place) for place, (_, quality) in enumerate(qualities) if quality > 0]
    return offered[-max(ranked)[1]] if ranked else None


def _range(part: str) -> tuple[str, float]:
    media, _, rest = part.strip().partition(";")
    for parameter in rest.split(";"):
        name, _, value = parameter.strip().partition("=")
        if name.lower() == "q":
            try:
                return media.strip().lower(), min(max(float(value), 0.0), 1.0)
            except ValueError:
                return media.strip().lower(), 0.0
    return media.strip().lower(), 1.0


def _fits(media: str, wanted: str, quality: float) -> tuple[int, float]:
    """How closely a range names the type (0: not at all), and its quality: the closest range decides."""
    if wanted == media:
        return 3, quality
    if wanted == f"{media.partition('/')[0]}/*":
        return 2, quality
    return (1, quality) if wanted == "*/*" else (0, 0.0)
