"""Training: the weights that extraction decides by, from the working part of the corpus and news of our own.

    python -m training          # figures: strict F1 by three-fold cross-validation over texts, then the weights
    python -m training --dry    # without writing them

Needs the dependency group `training` (scipy). The same texts give the same weights, byte for byte.
"""
