"""Folders and files on a disk or in an object store, by path or address; an error says which place it was about."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from kg.errors import TradegraphError, UsageError


@dataclass(frozen=True, slots=True)
class Place:
    """A folder: `system` is Arrow's file system, `path` the path in it, `name` how people call it."""

    name: str
    system: Any
    path: str

    @classmethod
    def of(cls, name: str) -> "Place":
        """The folder of that path or address. Raises `UsageError` for an address that Arrow does not know."""
        fs = _arrow_fs()
        if "://" not in name:
            return cls(name, fs.LocalFileSystem(), str(Path(name).absolute()))
        try:
            system, path = fs.FileSystem.from_uri(name)
        except (ValueError, OSError) as error:
            raise UsageError(f"{name} cannot be reached ({error}); a folder, gs:, s3: or hdfs: is expected") from None
        return cls(name, system, path)

    def beside(self, name: str) -> "Place":
        """A folder in the same parent."""
        parent = self.name.rstrip("/").rpartition("/")[0]
        return Place(f"{parent}/{name}" if parent else name, self.system, str(PurePosixPath(self.path).parent / name))

    def at(self, *parts: str) -> str:
        """The path of something in it."""
        return "/".join((self.path.rstrip("/"), *parts))

    @property
    def uri(self) -> str:
        """What Spark and Hadoop call it, whatever their default file system."""
        return self.name if "://" in self.name else Path(self.path).as_uri()

    def files(self) -> list[str]:
        """The paths below it of all files in it, hidden ones left aside, sorted; its own name where it is a file."""
        fs = _arrow_fs()
        with self._told():
            own = self.system.get_file_info(self.path)
            if own.type == fs.FileType.File:
                return [own.base_name]
            found = self.system.get_file_info(fs.FileSelector(self.path, recursive=True, allow_not_found=True))
        below = (info.path[len(self.path.rstrip("/")) + 1 :] for info in found if info.type == fs.FileType.File)
        return sorted(path for path in below if not any(part[0] in "._" for part in path.split("/")))

    def names(self, *parts: str) -> list[str]:
        """What lies in it or in a folder of it, sorted; nothing where there is no such folder."""
        fs = _arrow_fs()
        with self._told(*parts):
            found = self.system.get_file_info(fs.FileSelector(self.at(*parts), allow_not_found=True))
        return sorted(info.base_name for info in found)

    def read(self, *parts: str) -> bytes:
        """The content of a file. Raises `FileNotFoundError` where there is none."""
        with self.system.open_input_stream(self.at(*parts), compression=None) as file:
            return bytes(file.read())

    def write(self, content: bytes, *parts: str) -> None:
        """Write a file so that others see all of it or none."""
        with self._told(*parts):
            self.system.create_dir(self.at(*parts[:-1]), recursive=True)
            part = self.at(*parts[:-1], f".{parts[-1]}.part")
            with self.system.open_output_stream(part, compression=None) as file:
                file.write(content)
            self.system.move(part, self.at(*parts))

    def remove(self, *parts: str) -> None:
        """Delete a file; what is not there need not be."""
        with self._told(*parts):
            if parts[-1] in self.names(*parts[:-1]):
                self.system.delete_file(self.at(*parts))

    @contextmanager
    def _told(self, *parts: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise TradegraphError(f"{'/'.join((self.name, *parts))}: {error}") from None


def _arrow_fs() -> Any:
    try:
        from pyarrow import fs  # late: only whoever has Parquet needs it
    except ImportError:
        raise UsageError("folders of Parquet need pyarrow: pip install 'tradegraph[parquet]'") from None
    return fs
