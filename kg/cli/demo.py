"""The verb that shows what all this is for."""

VERBS = ()
