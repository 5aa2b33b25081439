"""A call gives its value or a reason; whatever it did, the next call finds a worker."""

import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sandbox import deeds

from kg.sandbox import Failed, Limits, Pool, Stop, Unavailable, guards
from kg.sandbox import pool as pools
from kg.sandbox.workers import Lone

SMALL = Limits(memory=200 << 20, cpu=1, wall=60.0, output=1 << 20)  # a busy machine takes long for a CPU second
LINUX = sys.platform == "linux"


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(SMALL, returns=(deeds.Note,)) as opened:
        yield opened


def test_values_come_back_as_they_are(pool: Pool) -> None:
    assert pool.run(deeds.note, "нота") == deeds.Note("нота")
    assert pool.run(sorted, [3, 1, 2]) == [1, 2, 3]


@pytest.mark.parametrize(
    ("deed", "arguments", "code"),
    [
        (deeds.loop, (), "cpu"),
        (deeds.swallow, (1 << 30,), "memory"),
        (deeds.talk, (2 << 20,), "output"),
        (deeds.crash, (), "crashed"),
        (deeds.leave, (0,), "crashed"),
        (deeds.recurse, (), "depth"),
        (deeds.stranger, ("x",), "crashed"),
    ],
)
def test_a_call_that_misbehaves_has_a_reason_and_the_next_one_is_served(
    pool: Pool, deed: object, arguments: tuple[object, ...], code: str
) -> None:
    with pytest.raises(Failed) as failure:
        pool.run(deed, *arguments)  # type: ignore[arg-type]
    assert failure.value.code == code
    assert pool.run(deeds.note, "still here") == deeds.Note("still here")


def test_a_call_that_waits_is_stopped_by_the_clock() -> None:
    began = time.monotonic()
    with Pool(Limits(wall=0.5)) as pool, pytest.raises(Failed, match="time"):
        pool.run(deeds.sleep, 60)
    assert time.monotonic() - began < 50


def test_what_a_reader_raises_is_its_answer_and_keeps_the_worker(pool: Pool) -> None:
    before = pool.run(deeds.pid)
    with pytest.raises(Failed) as failure:
        pool.run(deeds.refuse, "no table in it")
    assert (failure.value.code, failure.value.kind, failure.value.detail) == ("raised", "ValueError", "no table in it")
    assert pool.run(deeds.pid) == before


def test_limits_are_of_one_call_not_of_the_worker(pool: Pool) -> None:
    before = pool.run(deeds.pid)
    assert pool.run(deeds.swallow_in_vain, 1 << 29) == "caught"
    assert pool.run(deeds.swallow, 1 << 29, limits=Limits()) == 1 << 29
    assert pool.run(deeds.pid) == before


def test_a_worker_is_used_again_and_replaced_after_its_share() -> None:
    with Pool(SMALL, calls=3) as pool:
        pids = [pool.run(deeds.pid) for _ in range(6)]
    assert pids[:3] == [pids[0]] * 3
    assert pids[3:] == [pids[3]] * 3
    assert pids[0] != pids[3]


def test_modules_are_imported_before_the_call() -> None:
    with Pool(SMALL) as pool:
        assert not pool.run(deeds.loaded, "wave")
        assert pool.run(deeds.loaded, "wave", modules=("wave",))
        with pytest.raises(Unavailable, match="no_such_module"):
            pool.run(deeds.loaded, "wave", modules=("no_such_module",))


def test_threads_share_a_pool() -> None:
    pids = []
    with Pool(SMALL, size=2) as pool:
        threads = [threading.Thread(target=lambda: pids.append(pool.run(deeds.pid))) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(pids) == 8
    assert len(set(pids)) <= 2


def test_no_process_stays_behind() -> None:
    with Pool(SMALL) as pool:
        pid = pool.run(deeds.pid)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@pytest.mark.skipif(not LINUX, reason="finds the nursery in /proc")
def test_a_nursery_that_was_killed_is_replaced(pool: Pool) -> None:
    nursery = int(Path(f"/proc/{pool.run(deeds.pid)}/stat").read_text().rpartition(")")[2].split()[1])
    os.kill(nursery, signal.SIGKILL)
    os.kill(pool.run(deeds.pid), signal.SIGKILL)
    with pytest.raises(Failed):
        pool.run(deeds.pid)
    assert pool.run(deeds.note, "again") == deeds.Note("again")


# What a worker must not do. Where a guard is missing on a platform, `guards` says so and the others hold.


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as opened:
        opened.settimeout(0.2)
        yield opened


def test_nothing_is_connected(pool: Pool, listener: socket.socket) -> None:
    port = listener.getsockname()[1]
    with pytest.raises(Failed, match="not in the sandbox"):
        pool.run(deeds.connect, port)
    if guards()["network namespace of its own"]:
        assert pool.run(deeds.connect_unaudited, port) == -1
        with pytest.raises(TimeoutError):
            listener.accept()


def test_nothing_is_written(pool: Pool, tmp_path: Path) -> None:
    with pytest.raises(Failed, match="not in the sandbox"):
        pool.run(deeds.write, str(tmp_path / "a"))
    if guards()["no file written"]:
        assert pool.run(deeds.write_unaudited, str(tmp_path / "b")) == -1
    assert not (tmp_path / "b").exists() or (tmp_path / "b").stat().st_size == 0


def test_nothing_of_others_is_read(pool: Pool, tmp_path: Path) -> None:
    (tmp_path / "diary").write_text("dear diary", encoding="utf-8")
    if guards()["files of others out of reach (Landlock)"]:
        with pytest.raises(Failed, match="PermissionError|Permission denied"):
            pool.run(deeds.read, str(tmp_path / "diary"))


def test_no_program_is_run(pool: Pool) -> None:
    with pytest.raises(Failed, match="not in the sandbox"):
        pool.run(deeds.program)


def test_no_secret_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRADEGRAPH_ENDPOINT_PASSWORD", "sesame")
    with Pool(SMALL) as pool:
        assert pool.run(deeds.secret) == "none"


def test_an_answer_cannot_run_code_on_this_side(pool: Pool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Failed, match="not agreed on"):
        pool.run(deeds.trap)
    assert not (tmp_path / "pwned").exists()


def test_without_fork_each_worker_is_a_python_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "source", Lone)
    with Pool(SMALL, returns=(deeds.Note,)) as pool:
        assert pool.run(deeds.note, "alone") == deeds.Note("alone")
        for deed, code in ((deeds.loop, "cpu"), (deeds.crash, "crashed")):
            with pytest.raises(Failed, match=code):
                pool.run(deed)
        assert pool.run(deeds.note, "again") == deeds.Note("again")
        assert pool.guards()["Python code refused network, programs and writing"]


def test_a_folder_that_is_named_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "told.txt").write_text("told", encoding="utf-8")
    with Pool(SMALL, reads=[tmp_path]) as pool:
        assert pool.run(deeds.read, str(tmp_path / "told.txt")) == "told"


def test_a_call_that_nobody_waits_for_is_stopped_and_the_next_finds_a_worker(pool: Pool) -> None:
    stop = Stop()
    hand = threading.Timer(0.3, stop.pull)
    hand.start()
    began = time.monotonic()
    with pytest.raises(Failed):
        pool.run(time.sleep, 50, stop=stop)
    assert time.monotonic() - began < 40
    assert pool.run(len, "four") == 4
