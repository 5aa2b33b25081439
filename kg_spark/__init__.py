"""Reading on Apache Spark: a thin wiring of `kg.read`, which itself has never heard of it."""
