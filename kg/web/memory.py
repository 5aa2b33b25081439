"""Replies that need no worker again: what depends on a snapshot and an address alone, as long as there is room."""

from collections import OrderedDict

from kg.web.orders import Reply

MOST = 64 << 20  # bytes of content kept
_LARGEST = 1 << 20  # of one reply: larger ones would push out many that are asked for more often
_BESIDE = 1_000  # bytes that a reply takes beside its content, about


class Memory:
    """Replies by their tags, those asked for last kept longest."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._held = 0
        self._replies: OrderedDict[str, Reply] = OrderedDict()

    def reply(self, tag: str) -> Reply | None:
        """The reply of that tag, if it is still there."""
        found = self._replies.get(tag)
        if found is not None:
            self._replies.move_to_end(tag)
        return found

    def keep(self, tag: str, reply: Reply) -> None:
        """Remember a reply; the ones not asked for longest go."""
        if len(reply.content) > _LARGEST or tag in self._replies:
            return
        self._replies[tag] = reply
        self._held += len(reply.content) + _BESIDE
        while self._held > self._most:
            _, old = self._replies.popitem(last=False)
            self._held -= len(old.content) + _BESIDE
