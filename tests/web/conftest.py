"""Fixtures of the tests of pages."""

from web.browser import chromium, site, visit

__all__ = ["chromium", "site", "visit"]
