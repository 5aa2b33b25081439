"""What a reader sees when something is wrong: the status, and a sentence that says what would have been right."""

import json

from kg.web.orders import Order, Reply
from kg.web.rendering import page as rendered


def page(order: Order, status: int, message: str) -> Reply:
    """The message in the form that was asked for: a page for browsers, else JSON or plain text."""
    if order.media == "text/html":
        return rendered(order, "error.html", status, code=status, message=message)
    if "json" in order.media:
        return Reply(json.dumps({"status": status, "error": message}).encode(), "application/json", status)
    return Reply(f"{message}\n".encode(), "text/plain", status)
