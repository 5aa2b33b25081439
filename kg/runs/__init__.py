"""Folders of Parquet that a cluster has read documents into: a row a document, a log that says which files count.

    Run(path)                       a folder that `kg-spark read` filled: a path, or gs://, s3://, hdfs://
        .files() -> names           by the sink's log, or all of a batch run that ended with `_SUCCESS`; else refused
        .results(name) -> DocResult …
        .description()              who read it, under which base IRI, and what
        .forgotten() -> digests     texts that nothing may be made of any more
    columns                         one row ↔ `kg.read.DocResult`

Needs pyarrow (`pip install 'tradegraph[parquet]'`), imported when a folder is opened; nothing here knows Spark.
"""

from kg.runs.run import Description, Run

__all__ = ["Description", "Run"]
