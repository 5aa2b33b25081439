"""One article under many guids, and an article that changed under its address (case F11 of the field)."""

from pathlib import Path

from kg import store, workflow
from kg.documents import Given, from_paths, read_all

FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Harbour News</title><item>
<title>{title}</title><guid>{guid}</guid><link>http://news.example/{page}</link><description>{text}</description></item></channel></rss>"""
A = "In 2024 Kenya exported goods worth $40 million to Latvia, the board said."
B = "Rain is expected in Riga, and the fair of growers moves to the hall."


def test_guids_mean_nothing_and_a_changed_text_replaces_its_own(tmp_path: Path) -> None:
    def read(guid: str, page: str, text: str) -> list[str]:
        (tmp_path / "feed.xml").write_text(FEED.format(title=page, guid=guid, page=page, text=text))
        workflow.ingest(tmp_path / "store", read_all(from_paths([tmp_path / "feed.xml"], Given())))
        snapshot = store.snapshot(tmp_path / "store")
        return sorted(store.text(tmp_path / "store", each.digest) for each in workflow.publications(snapshot))

    assert read("n1", "a", A) == [A]
    assert read("n1", "b", B) == [A, B]
    assert read("n2", "a", A) == [A, B]
    assert read("n2", "a", A.replace("40", "41")) == [A.replace("40", "41"), B]
    facts = "".join(map(str, store.snapshot(tmp_path / "store").nquads()))
    assert '"41000000"' in facts and '"40000000"' not in facts
    assert store.verify(tmp_path / "store").sound
