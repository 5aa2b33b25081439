"""How the command ends: everything written, everything called that wants to be, and the exit code kept."""

import subprocess
import sys

import pytest

START = "import sys, atexit, threading, time; sys.argv = ['kg', *{words}]; {before}; from kg.cli import main; main()"


def left(before: str, *words: str) -> tuple[int, list[str]]:
    """The exit code and the lines of a command, after some other statement."""
    program = START.format(words=list(words), before=before)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout.splitlines()


def test_what_is_registered_for_the_end_is_called() -> None:
    code, lines = left("atexit.register(print, 'called at the end')", "--version")
    assert code == 0
    assert lines[0].startswith("tradegraph ") and lines[1:] == ["called at the end"]


def test_a_thread_that_still_works_is_waited_for() -> None:
    waiting = "threading.Thread(target=lambda: (threading.main_thread().join(20), print('the thread is done'))).start()"
    code, lines = left(waiting, "--version")
    assert (code, lines[-1]) == (0, "the thread is done")


@pytest.mark.parametrize(("words", "code"), [(("nonsense",), 2), (("facts", "nowhere.txt"), 1)])
def test_the_exit_code_is_kept(words: tuple[str, ...], code: int) -> None:
    assert left("pass", *words)[0] == code


def test_all_of_a_long_output_arrives() -> None:
    before = "print('x' * 300_000)"
    code, lines = left(before, "--version")
    assert (code, len(lines[0])) == (0, 300_000)


def test_a_reader_that_has_gone_is_no_traceback() -> None:
    program = START.format(words=["queries"], before="pass")
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as done:
        assert done.stdout and done.stderr
        done.stdout.close()
        assert b"Traceback" not in done.stderr.read()
