"""What joins publications: happenings that several report, and texts that replace others; rebuilt after every write."""

from kg.rules.joining import joined

__all__ = ["joined"]
