"""The graph taken away: flat facts, and files in the formats of the web of data and of spreadsheets."""

from kg.publish.facts import csv_table, facts, jsonl, table

__all__ = ["csv_table", "facts", "jsonl", "table"]
