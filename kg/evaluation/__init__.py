"""How well a reader reads: flat facts against the annotated corpus, by kind, language, slot and phenomenon.

A fact is right (`strict`) when every key field of its kind is right; beside that each field of a matched pair counts on
its own (`argument`). The measure is defined beside the annotation rules, in the corpus' README.
"""

from kg.evaluation.corpus import PARTS, Text, texts
from kg.evaluation.gold import Gold
from kg.evaluation.judging import Judged, Verdict, judged
from kg.evaluation.misses import misses
from kg.evaluation.scores import Ratio, Scores, scores
from kg.evaluation.table import BY, Row, rows

__all__ = ["BY", "PARTS", "Gold", "Judged", "Ratio", "Row", "Scores", "Text", "Verdict"]
__all__ += ["judged", "misses", "rows", "scores", "texts"]
