"""`python -m kg.llm.generate` writes `data/prompt.md` and `data/schema.json` anew from rules, fields and examples."""

import json

from kg.llm.fields import DATA
from kg.llm.prompt import written
from kg.llm.schema import schema


def files() -> dict[str, str]:
    """The generated files by name; a test holds them against what is there."""
    return {
        "prompt.md": written(),
        "schema.json": json.dumps(schema(), ensure_ascii=False, indent=1) + "\n",
    }


if __name__ == "__main__":
    for name, content in files().items():
        (DATA / name).write_text(content, encoding="utf-8")
