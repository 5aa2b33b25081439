"""Reading on Apache Spark: a thin wiring of `kg.read`, which itself has never heard of it.

    kg-spark read IN OUT        Parquet or JSON Lines in, a row a document out; the same command resumes and adds
    kg-spark identity OUT DIR   who is named how often: candidates for the registry, and pairs that may be one
    kg-spark dump OUT FILE.nq   all quads, canonically sorted
    kg-spark forget OUT DIGEST  a text that nothing may be made of any more

Spark commits, resumes, groups and sorts; `kg` reads. `kg load-run OUT` takes the result into a store, without Spark.
"""
