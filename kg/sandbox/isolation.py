"""What a process can give up for good before it meets a foreign file, and what it may use for one call.

Each guard is tried; those that the platform lacks are named as missing. The kernel's guards (network namespace,
Landlock, resource limits) hold for native code, too; Python's audit hook holds for Python code on every platform.
"""

import contextlib
import ctypes
import functools
import os
import platform
import signal
import struct
import sys
import time
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any, NoReturn

from kg.sandbox.limits import Limits

try:
    import resource
except ImportError:  # pragma: no cover  Windows has none
    resource = None  # type: ignore[assignment]

_REFUSED = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
_LEFT = (  # events of sockets that are open already, and of making none
    "socket.__new__",
    "socket.gethostname",
)


class Forbidden(PermissionError):
    """Code in the sandbox has tried to reach outside."""


Guards = dict[str, bool]  # by name; False for what the platform lacks


def leave_network() -> Guards:
    """Give up the network, for this process and all its children; it takes longest, so it is done before forking."""
    return {"network namespace of its own": _attempt(_leave_network)}


def isolate(reads: Collection[Path] = ()) -> Guards:
    """Give up files and programs, in a process that has imported what it needs; the folders `reads` stay readable."""
    return {
        "files of others out of reach (Landlock)": _attempt(lambda: _leave_files(reads)),
        "no file written": _attempt(_write_nothing),
        "Python code refused network, programs and writing": _attempt(_audit),
        "limits of memory and CPU seconds": resource is not None and sys.platform != "darwin",
    }


def bound(limits: Limits) -> None:
    """Limit this process to so much more than it has used: of CPU seconds now, of memory when it was first bounded.

    POSIX; elsewhere the pool's clock is the only limit.
    """
    if resource is None:  # pragma: no cover
        return
    used = time.process_time()
    _soften(resource.RLIMIT_CPU, int(used) + 1 + limits.cpu)
    if sys.platform != "darwin":  # it does not honour this one
        _bound_memory(limits.memory)


@functools.lru_cache(maxsize=1)  # most calls have the limit of the call before
def _bound_memory(most: int) -> None:
    _soften(resource.RLIMIT_AS, _mapped_at_first() + most)


@functools.cache
def _mapped_at_first() -> int:
    return _mapped()


def _soften(which: int, most: int) -> None:
    _, hard = resource.getrlimit(which)
    resource.setrlimit(which, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _mapped() -> int:
    """Bytes of address space that this process has (Linux; elsewhere a guess that fits Python with its libraries)."""
    try:
        pages = int(Path("/proc/self/statm").read_bytes().split()[0])
    except OSError:
        return 1 << 30
    return pages * os.sysconf("SC_PAGE_SIZE")


def _attempt(guard: Callable[[], None]) -> bool:
    try:
        guard()
    except (OSError, AttributeError, ValueError):
        return False
    return True


def _write_nothing() -> None:
    """No file grows, none is dumped when the process dies."""
    if resource is None:  # pragma: no cover
        raise OSError("no resource limits on this platform")
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _audit() -> None:
    """From now on Python code in this process raises `Forbidden` where it connects, runs a program or writes a file."""
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open":
        if isinstance(arguments[2], int) and arguments[2] & _WRITING and arguments[0] != os.devnull:
            _forbidden(f"writing {arguments[0]}")
    elif event.startswith(_REFUSED) and event not in _LEFT:
        _forbidden(event)


def _forbidden(what: str) -> NoReturn:
    raise Forbidden(f"not in the sandbox: {what}")


# Linux: unshare(2); without rights of an administrator a user namespace comes first.
_NEW_NETWORK, _NEW_USER = 0x40000000, 0x10000000


def _leave_network() -> None:
    if sys.platform != "linux":
        raise OSError("network namespaces are Linux's")
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_NEW_NETWORK) and libc.unshare(_NEW_USER | _NEW_NETWORK):
        raise OSError(ctypes.get_errno(), "unshare")


# Landlock (docs.kernel.org/userspace-api/landlock.html): its three calls have one number on every architecture.
_CREATE, _ADD, _RESTRICT = 444, 445, 446
_VERSION_FLAG, _BENEATH, _NO_NEW_PRIVILEGES = 1, 1, 38
_EXECUTE, _READ, _LIST = 1, 4, 8
_RIGHTS = {1: 13, 2: 14, 3: 15}  # how many rights of access to files each version knows
_SYSTEM = ("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/dev/null", "/dev/urandom", "/proc", "/sys")


def _leave_files(reads: Collection[Path]) -> None:
    if sys.platform != "linux" or platform.machine() not in ("x86_64", "aarch64"):
        raise OSError("Landlock is Linux's")
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(_CREATE, None, 0, _VERSION_FLAG)
    if version < 1:
        raise OSError("the kernel has no Landlock")
    handled = (1 << _RIGHTS.get(version, 15)) - 1
    rules = libc.syscall(_CREATE, ctypes.byref(ctypes.c_uint64(handled)), 8, 0)
    if rules < 0:
        raise OSError("no rules")
    with _closing(rules):
        for path in (*_own_files(), *reads):
            _open_to_reading(libc, rules, path)
        if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or libc.syscall(_RESTRICT, rules, 0):
            raise OSError(ctypes.get_errno(), "landlock")


@contextlib.contextmanager
def _closing(descriptor: int) -> Iterator[None]:
    try:
        yield
    finally:
        os.close(descriptor)


def _own_files() -> set[Path]:
    """Python, its libraries, the folders that modules come from, and what the C library needs."""
    folders = (*_SYSTEM, sys.prefix, sys.base_prefix, sys.exec_prefix, *sys.path)
    return {Path(each) for each in folders if each and Path(each).exists()}


def _open_to_reading(libc: ctypes.CDLL, rules: int, path: Path) -> None:
    opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    with _closing(opened):
        allowed = _EXECUTE | _READ | _LIST if path.is_dir() else _EXECUTE | _READ
        rule = struct.pack("=Qi", allowed, opened)
        libc.syscall(_ADD, rules, _BENEATH, rule, 0)
