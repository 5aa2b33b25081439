"""What joins publications: happenings that several report, texts that replace others, texts that are reprints of one
another; rebuilt after every write."""

from kg.rules.joining import joined
from kg.rules.reprints import reprints

__all__ = ["joined", "reprints"]
