"""What is a reprint and what is not, and that one text printed by many confirms nothing."""

from pathlib import Path

import pytest

from kg import questions, store, workflow
from kg.model import Document
from kg.rules.reprints import groups
from kg.rules.signatures import FILE, signature, signatures

BODY = """In 2024 Kenya exported goods worth $40 million to Latvia, the trade board said on Tuesday.
Tea made up the largest part, followed by cut flowers and coffee, which together came to three quarters of the total.
The board expects a mission of fourteen companies to travel to Riga in May, where it will meet importers and retailers.
Imports from Latvia consisted mainly of timber and of machines for the food industry, according to the same statement.
Both sides want to open a direct sea route, and a working group is to look at its costs before the end of the summer.
The chairwoman of the board thanked the embassy for its help and said that small growers would profit from the route."""
LINES = BODY.split("\n")


def is_reprint(one: str, other: str) -> bool:
    return len(groups({"a": signature(one), "b": signature(other)})) == 1


@pytest.mark.parametrize(
    "other",
    [
        BODY,
        BODY.upper(),
        "NAIROBI, 4 March. " + BODY,
        "Tea goes north\n\n" + BODY + "\n\nOur correspondent in Nairobi.",
        "\n".join(LINES[:-1]),
        BODY.replace("on Tuesday", "yesterday").replace("the largest part", "most of it"),
        "  ".join(BODY.split(" ")),
    ],
    ids=["same", "capitals", "place", "head and tail", "cut", "edited", "spaces"],
)
def test_reprints(other: str) -> None:
    assert is_reprint(BODY, other)


@pytest.mark.parametrize(
    "other",
    [
        BODY.replace("$40 million", "$52 million").replace("2024", "2025"),
        "\n".join(reversed([line.replace(" the ", " a ").replace(" of ", " from ") for line in LINES])),
        "In 2024 Kenya exported goods worth $40 million to Latvia, as was known. "
        + " ".join(f"word{n} other" for n in range(99)),
        "Rain is expected.",
    ],
    ids=["next year's", "other words", "one sentence of it", "another text"],
)
def test_no_reprints(other: str) -> None:
    assert not is_reprint(BODY, other)


def test_groups_do_not_depend_on_order() -> None:
    found = {"c": signature(BODY), "a": signature(BODY + " End."), "b": signature("Rain is expected.")}
    assert groups(found) == groups(dict(reversed(found.items()))) == [["a", "c"], ["b"]]


def test_a_text_is_looked_at_once_and_forgotten_with_its_publication(tmp_path: Path) -> None:
    looked: list[str] = []

    def text(digest: str) -> str:
        looked.append(digest)
        return BODY + digest

    first = signatures(tmp_path, ["a", "b"], text)
    assert signatures(tmp_path, ["b", "a", "c"], text).keys() == {"a", "b", "c"} and sorted(looked) == ["a", "b", "c"]
    assert signatures(tmp_path, ["a"], text) == {"a": first["a"]}
    signatures(tmp_path, ["b"], text)
    assert sorted(looked) == ["a", "b", "b", "c"]
    (tmp_path / FILE).write_bytes(b"no database" * 1000)
    assert signatures(tmp_path, ["a"], text) == {"a": first["a"]}


def document(name: str, text: str, publisher: str, published: str) -> Document:
    return Document(name, text, "en", name, published, publisher, f"https://{name}.example/a")


def test_one_text_in_three_papers_is_one_origin(tmp_path: Path) -> None:
    """Two papers print one text, a third writes its own: it confirms both, they do not confirm each other."""
    own = "Latvia is a market for tea. In 2024 Kenya exported goods worth $40 million to Latvia. Ships leave weekly."
    found = [
        document("lake", BODY, "Lake Herald", "2025-03-04"),
        document("river", "RIVERSIDE. " + BODY, "River Review", "2025-03-05"),
        document("harbour", own, "Harbour News", "2025-03-06"),
    ]
    workflow.ingest(tmp_path / "store", found)
    source = store.snapshot(tmp_path / "store")
    printed = questions.ask(source, "reprints", {})
    assert [str(row[printed.columns.index("document")]) for row in printed.rows] == ["lake", "river"]
    pair = {"reporter": "KE", "partner": "LV", "indicator": "exports"}
    said = questions.ask(source, "who-else-says-so", pair)
    pairs = {frozenset(str(row[said.columns.index(c)]) for c in ("document", "agreeingDocument")) for row in said.rows}
    assert pairs == {frozenset(("lake", "harbour")), frozenset(("river", "harbour"))}
    first = questions.ask(source, "first-reported", pair)
    (row,) = [dict(zip(first.columns, row, strict=True)) for row in first.rows]
    assert (str(row["firstDocument"]), int(row["papers"]), int(row["origins"])) == ("lake", 3, 2)
    list(workflow.forget(tmp_path / "store", "river"))
    assert questions.ask(store.snapshot(tmp_path / "store"), "reprints", {}).rows == ()


def test_read_twice_the_graph_is_the_same(tmp_path: Path) -> None:
    found = [document("lake", BODY, "Lake Herald", "2025-03-04"), document("river", BODY, "River Review", "2025-03-05")]
    digests = []
    for order in (found, found[::-1]):
        folder = tmp_path / f"store{len(digests)}"
        workflow.ingest(folder, order)
        digests.append(store.snapshot(folder).digest)
    assert digests[0] == digests[1]


def test_a_lost_text_stops_nothing(tmp_path: Path) -> None:
    workflow.ingest(tmp_path / "store", [document("lake", BODY, "Lake Herald", "2025-03-04")])
    for path in (*(tmp_path / "store" / "texts").glob("*.txt"), tmp_path / "store" / FILE):
        path.unlink()
    workflow.ingest(tmp_path / "store", [document("river", "RIVER. " + BODY, "River Review", "2025-03-05")])
    assert questions.ask(store.snapshot(tmp_path / "store"), "reprints", {}).rows == ()
