"""Fixtures of the tests of pages."""

from web.browser import site, visit

__all__ = ["site", "visit"]
