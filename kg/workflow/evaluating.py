"""Reading the annotated corpus and holding what was read against its gold."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from kg import evaluation, extract
from kg.errors import FactError
from kg.evaluation import Judged, Text
from kg.graph import flat

Facts = Mapping[str, Sequence[Mapping[str, object]]]  # by the name of the document


def evaluate(texts: Iterable[Text], *, facts: Facts | None = None, least: Decimal = Decimal("0.5")) -> Iterator[Judged]:
    """Each text with the verdict on what our reader finds in it, or on facts that another reader has found.

    `least` is the confidence a fact of ours has to have: with less it is unreviewed, and `kg facts` leaves it out, too.
    """
    for text in texts:
        yield evaluation.judged(text, found(text, least) if facts is None else facts.get(text.document.name, ()))


def found(text: Text, least: Decimal) -> list[Mapping[str, object]]:
    """What our reader finds in a text, as flat facts."""
    records = extract.extract(text.document).records
    return [flat.line(record, text.document) for record in records if record.confidence >= least]


def flat_facts(path: Path) -> Facts:
    """The flat facts of a file by document. FactError names the line that is none."""
    told: defaultdict[str, list[Mapping[str, object]]] = defaultdict(list)
    for number, line in flat.read_lines(path.read_text(encoding="utf-8").splitlines()):
        if not line.get("doc") or not line.get("kind"):
            raise FactError("a fact needs `doc` and `kind`", line=number)
        told[Path(str(line["doc"])).name].append(line)
    return told
