"""A driver that is stopped or killed: what was committed stays, the same command goes on, and nothing is there twice."""

import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

from news_rows import sample_rows, write_lines

from kg.read import read_record
from kg.runs import Run


def started(source: Path, out: Path) -> "subprocess.Popen[str]":
    words = [
        "read",
        str(source),
        str(out),
        "--files",
        "1",
        "--master",
        "local[2,4]",
        "--conf",
        "spark.ui.enabled=false",
    ]
    command = [sys.executable, "-m", "kg_spark", *words]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)


def until_committed(process: "subprocess.Popen[str]") -> None:
    """Waits for the first batch that is committed."""
    assert process.stderr
    said = []
    for line in process.stderr:
        said.append(line)
        if "is committed" in line:
            return
    raise AssertionError("".join(said))


def test_stopped_by_ctrl_c_and_killed_the_same_command_goes_on(tmp_path: Path) -> None:
    rows = sample_rows(1)
    source, out = write_lines(tmp_path / "in", rows, files=8), tmp_path / "run"

    stopped = started(source, out)
    until_committed(stopped)
    stopped.send_signal(signal.SIGINT)
    said = stopped.communicate(timeout=120)[1]
    assert stopped.returncode == 130, said
    assert "kg-spark: stopped; what was committed stays" in said and "Traceback" not in said

    killed = started(source, out)
    until_committed(killed)
    os.killpg(killed.pid, signal.SIGKILL)
    killed.communicate(timeout=120)
    run = Run(str(out))
    assert 1 < len(run.files()) < 8  # something was committed each time, and not all

    last = started(source, out)
    said = last.communicate(timeout=300)[1]
    assert last.returncode == 0, said
    found = {each.name: each.nquads for name in run.files() for each in run.results(name)}
    assert Counter(each.name for name in run.files() for each in run.results(name)) == Counter(
        str(r["id"]) for r in rows
    )
    assert found == {str(row["id"]): read_record(row).nquads for row in rows}
