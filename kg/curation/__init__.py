"""Corrections, retractions and the effective view that they make."""
