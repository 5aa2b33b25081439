"""The command `kg-spark`; also `spark-submit …/kg_spark/__main__.py`."""

from kg_spark.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
