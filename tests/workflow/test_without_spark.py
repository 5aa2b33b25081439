"""Nobody on a laptop notices that there is a cluster: all of `kg` imports, and reads, where Spark and Arrow do not."""

import subprocess
import sys
from pathlib import Path

_BLOCKED = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {names}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Blocked())
"""
_ALL = """
import importlib, pkgutil
import kg
names = [each.name for each in pkgutil.walk_packages(kg.__path__, "kg.") if not each.name.endswith("__main__")]
for name in names:
    importlib.import_module(name)
assert len(names) > 250
"""


def run(
    program: str, *words: object, blocked: tuple[str, ...] = ("pyspark", "kg_spark", "pyarrow", "py4j")
) -> "subprocess.CompletedProcess[str]":  # noqa: E501
    code = _BLOCKED.format(names=blocked) + program
    command = [sys.executable, "-c", code, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_all_of_kg_imports_without_spark() -> None:
    done = run(_ALL)
    assert done.returncode == 0, done.stderr


def test_reading_needs_neither_spark_nor_a_store() -> None:
    program = "from kg.read import read_record\nassert read_record({'text': 'Exports grew.', 'language': 'en'}).nquads"
    done = run(program, blocked=("pyspark", "kg_spark", "pyarrow", "pyoxigraph"))
    assert done.returncode == 0, done.stderr


def test_kg_spark_without_spark_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"text": "Exports grew."}\n', encoding="utf-8")
    main = "from kg_spark.cli import main; main()"
    done = run(main, "read", tmp_path / "in.jsonl", tmp_path / "run", blocked=("pyspark",))
    assert done.returncode == 2 and "pip install 'tradegraph[spark]'" in done.stderr and "Traceback" not in done.stderr
    done = run(main, "--help", blocked=("pyspark",))
    assert done.returncode == 0 and "forget" in done.stdout


def test_load_run_without_arrow_says_what_to_install(tmp_path: Path) -> None:
    done = run("from kg.cli import main; main()", "load-run", tmp_path, "--store", tmp_path / "s")
    assert done.returncode == 2 and "pip install 'tradegraph[parquet]'" in done.stderr
