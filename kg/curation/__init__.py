"""Corrections, retractions and the effective view that they make."""

from kg.curation.context import in_context
from kg.curation.deeds import Curated, correct, forget, retract
from kg.curation.effect import effective

__all__ = ["Curated", "correct", "effective", "forget", "in_context", "retract"]
