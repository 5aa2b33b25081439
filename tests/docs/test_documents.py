"""The documents tell what there is: verbs, options, files, versions, tables."""

import csv
import re
import shlex
from pathlib import Path

import pytest
import typer
from blocks import DOCUMENTS, ROOT, Terminal, blocks, commands, says, steps
from generated import renewed

import kg
from kg import resources
from kg.cli.app import app
from kg.graph.fields import FIELDS
from kg.language.packs import languages
from kg.questions.header import parse

COMMAND = typer.main.get_command(app)
VERBS = COMMAND.commands  # type: ignore[attr-defined]
SHOWN = [(path, command) for path in DOCUMENTS for command in commands(path)]
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def understood(command: str) -> None:
    """Parse a command as the command line does, without running it."""
    words = [word for word in shlex.split(command, comments=True) if not word.startswith(">")]
    if words[1:] and words[1].startswith("-"):
        words = [*words, "--help"]
    verb = VERBS[words[1]]
    verb.make_context(words[1], words[2:])


@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: f"{shown[0].name}: {shown[1]}")
def test_a_command_that_is_shown_is_one_that_kg_understands(shown: tuple[Path, str]) -> None:
    understood(shown[1])


@pytest.mark.parametrize("wrong", ["kg ingest --colour red", "kg correct", "kg load file.ttl"])
def test_a_command_of_another_form_would_be_noticed(wrong: str) -> None:
    with pytest.raises(Exception, match="(?i)no such option|missing"):
        understood(wrong)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_verb_named_in_passing_is_a_verb(path: Path) -> None:
    named = set(re.findall(r"`kg ([a-z]+)", path.read_text(encoding="utf-8")))
    assert named <= set(VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_its_paragraph_and_an_example(verb: str) -> None:
    using = text("docs/using.md")
    assert f"\n### {verb}\n" in using
    assert any(command.startswith(f"kg {verb}") for command in commands(ROOT / "docs" / "using.md"))


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_of_a_verb_is_told(verb: str) -> None:
    options = {name for parameter in VERBS[verb].params for name in parameter.opts if name.startswith("--")}
    assert {name for name in options if name not in text("docs/using.md")} == set()


@pytest.mark.parametrize(
    "path", [*DOCUMENTS, ROOT / "ontology/README.md", ROOT / "samples/README.md"], ids=lambda path: path.name
)
def test_links_between_files_lead_somewhere(path: Path) -> None:
    links = [link.partition("#")[0] for link in _LINK.findall(path.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if link and not (path.parent / link).exists()] == []


@pytest.mark.parametrize(
    "path",
    [path for path in DOCUMENTS if "<!-- generated" in path.read_text(encoding="utf-8")],
    ids=lambda path: path.name,
)
def test_generated_parts_match_what_they_are_made_from(path: Path) -> None:
    found = path.read_text(encoding="utf-8")
    assert renewed(found) == found, "run `python tests/docs/generated.py`"


@pytest.mark.parametrize("kind", FIELDS)
def test_the_fields_of_a_kind_are_those_that_are_read(kind: str) -> None:
    row = re.search(rf"^\| {kind} \| `([a-z_ ]+)` \|$", text("docs/facts.md"), re.MULTILINE)
    assert row and set(row[1].split()) == set(FIELDS[kind])


def test_the_newest_version_of_the_changelog_is_the_package_s() -> None:
    newest = re.search(r"^## (\d+\.\d+\.\d+)", text("CHANGELOG.md"), re.MULTILINE)
    assert newest and newest[1] == kg.__version__
    assert f'\nversion = "{kg.__version__}"\n' in text("pyproject.toml")


def test_the_settings_told_are_those_that_are_read() -> None:
    told = set(re.findall(r"TRADEGRAPH_[A-Z_]+", text("docs/using.md")))
    assert told == set(re.findall(r"TRADEGRAPH_[A-Z_]+", text("kg/settings.py")))


def test_the_readme_shows_the_questions_of_the_demonstration() -> None:
    with (resources.samples() / "questions.csv").open(encoding="utf-8") as file:
        asked = [row["question"] for row in csv.DictReader(file)]
    assert len(asked) == 3
    assert all(question in text("README.md") for question in asked)


def test_the_program_of_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    written = next(
        step
        for block in blocks(ROOT / "README.md", "console")
        for step in steps(block)
        if step.command.startswith("echo")
    )
    Terminal().run(written.command)
    (program,) = blocks(ROOT / "README.md", "python")
    exec(compile(program, "README.md", "exec"), {})
    assert "GE 120000000 Georgian exports" in capsys.readouterr().out


def test_the_query_shown_as_an_example_has_a_whole_header() -> None:
    (query,) = blocks(ROOT / "docs" / "queries.md", "sparql")
    assert [parameter.name for parameter in parse("largest", query, "docs/queries.md").parameters] == [
        "reporter",
        "period",
    ]


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("a … d", "a b\nc d", True),
        ("a  b", "a b", True),
        ("a … d", "a b", False),
        ("… b …", "a c", False),
        ("a", "a b", False),
    ],
)
def test_what_was_cut_may_be_anything_and_nothing_else_may(shown: str, printed: str, same: bool) -> None:
    assert says(shown, printed) is same


def test_the_languages_told_are_those_that_have_a_pack() -> None:
    told = set(re.findall(r"(?:`kg/language/packs/|`…/)([a-z]{2})`", text("docs/extraction.md")))
    assert told == set(languages())
