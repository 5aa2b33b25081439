"""The session with Spark: settings that reading needs, and what is missing on this machine told in a sentence."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg import settings
from kg.errors import UsageError
from kg_spark.mapping import THREADS

_JAVA = 17  # the least that Spark 4 runs on
_TASK = "4m"  # bytes of input a task: some 2,500 articles, two minutes of reading
_HERE = ("local", "spark://")  # masters whose workers find Python where the driver has it, unless told otherwise
_QUIET = Path(__file__).with_name("log4j2.properties")


def started(master: str | None, given: Mapping[str, str]) -> Any:
    """A session with that master; else with what `spark-submit` or Spark's own files say, else on this machine.

    `given` settings win over ours. Raises `UsageError` where pyspark or Java is missing.
    """
    try:
        from pyspark.sql import SparkSession  # late: `kg-spark --help` works without it
    except ImportError:
        raise UsageError("this needs Spark: pip install 'tradegraph[spark]'") from None
    submitted = "PYSPARK_GATEWAY_PORT" in os.environ or "DATABRICKS_RUNTIME_VERSION" in os.environ
    if not submitted:
        _check_java()
    master = master or (None if submitted or _has_master() else "local[*,4]")  # a task may fail four times
    _own_environment(master)
    builder = SparkSession.builder.appName("kg-spark")
    for name, value in {**_settings(submitted), **given}.items():
        builder = builder.config(name, value)
    return (builder.master(master) if master else builder).getOrCreate()


def _settings(submitted: bool) -> dict[str, str]:
    threads = {f"spark.executorEnv.{name}": "1" for name in THREADS}
    quiet = {} if submitted else {"spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={_QUIET.as_uri()}"}
    return {
        **threads,
        **quiet,
        "spark.executorEnv.TRADEGRAPH_BASE": settings.base(),
        "spark.python.worker.reuse": "true",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "256",
        "spark.sql.files.maxPartitionBytes": _TASK,
        "spark.sql.files.openCostInBytes": _TASK,  # so that small files are not put together: a file a task
        "spark.sql.parquet.compression.codec": "zstd",
        "spark.sql.session.timeZone": "UTC",
        "spark.ui.showConsoleProgress": "false",
    }


def _own_environment(master: str | None) -> None:
    for name in THREADS:  # local workers are children of this process
        os.environ.setdefault(name, "1")
    if master and master.startswith(_HERE):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)


def _has_master() -> bool:
    """Whether Spark's own settings name a master."""
    folder = os.environ.get("SPARK_CONF_DIR") or Path(os.environ.get("SPARK_HOME", "")) / "conf"
    file = Path(folder) / "spark-defaults.conf"
    return file.is_file() and re.search(r"^\s*spark\.master[\s=]", file.read_text(encoding="utf-8"), re.M) is not None


def _check_java() -> None:
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    what = f"Java {_JAVA} or newer (Debian: apt-get install openjdk-17-jre-headless)"
    if java is None:
        raise UsageError(f"Spark needs {what}; there is no java on this machine's path, and JAVA_HOME is not set")
    try:
        said = subprocess.run([java, "-version"], capture_output=True, text=True, check=True).stderr
    except (OSError, subprocess.CalledProcessError) as error:
        raise UsageError(f"Spark needs {what}; {java} does not start ({error})") from None
    found = re.search(r'version "(?:1\.)?(\d+)', said)
    if found and int(found[1]) < _JAVA:
        raise UsageError(f"Spark needs {what}; {java} is version {found[1]}")
