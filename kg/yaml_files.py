"""Files of ours in YAML as the values that they hold, parsed once (`kg.compiled`)."""

from pathlib import Path
from typing import Any

from kg.compiled import compiled
from kg.errors import DefectiveFile


def yaml_file(path: Path) -> Any:
    """What the file holds: not to be changed. Raises DefectiveFile."""
    return compiled(f"yaml-{path.parent.name}-{path.stem}", (path,), lambda: parsed(path))


def parsed(path: Path) -> Any:
    """The same, parsed now."""
    import yaml  # late: what was parsed before needs none

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml reads ten times as fast where it is there
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    except yaml.YAMLError as error:
        raise DefectiveFile(path, str(error)) from error
