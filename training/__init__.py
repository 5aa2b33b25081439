"""Training: the weights that extraction decides by, from the working part of the corpus.

    python -m training                      # writes kg/extract/weights/*.json.gz
    python -m training --cross-validate     # strict F1 by five-fold cross-validation over texts

Needs the dependency group `training` (scipy). The same corpus gives the same weights, byte for byte.
"""
