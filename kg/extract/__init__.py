"""Facts in a text: `extract(document)` gives records, each with the sentence that states it, and what was not read.

The reader is a grammar whose words stand in the packs of `kg.language`. Every kind has a finder `find(analysis)`.
"""

from kg.extract.engine import Extraction, extract

READER = "tradegraph-rules"
VERSION = "0.1.0"

__all__ = ["READER", "VERSION", "Extraction", "extract"]
