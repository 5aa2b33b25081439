"""How many questions have an answer on the five seed articles: on their gold facts, and on what extraction reads."""

import importlib.util
from pathlib import Path

from kg import questions, store

SHARED = Path(__file__).resolve().parents[3] / "shared"
MANIFEST = SHARED / "seeds" / "manifest.csv"
ABOUT_THE_STORE = {"graph-sizes", "terms-in-use", "labels", "outside-links", "sources"}  # any store answers these


def gold(path):
    """The gold facts of the articles as flat facts."""
    spec = importlib.util.spec_from_file_location("perfect", SHARED / "eval" / "perfect.py")
    perfect = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(perfect)
    perfect.main(SHARED / "eval" / "gold", SHARED / "seeds", path)
    return path


def answered(folder):
    """The names of the questions that give a row, those that any store answers left out."""
    source = store.source(folder)
    asked = {each.name: questions.ask(source, each).rows for each in questions.catalogue()}
    return sorted(name for name, rows in asked.items() if rows and name not in ABOUT_THE_STORE)


def test_fifteen_questions_are_answered_by_the_gold_facts(kg, tmp_path):
    kg("ingest", "--manifest", MANIFEST, "--store", tmp_path / "store", "--no-extract")
    kg("add", gold(tmp_path / "facts.jsonl"), "--store", tmp_path / "store")
    found = answered(tmp_path / "store")
    print(f"\n{len(found)} of {len(questions.catalogue())} questions answer on the gold facts: {', '.join(found)}")
    assert len(found) >= 15


def test_twelve_questions_are_answered_by_what_extraction_reads(kg, tmp_path):
    kg("ingest", "--manifest", MANIFEST, "--store", tmp_path / "store")
    found = answered(tmp_path / "store")
    print(f"\n{len(found)} of {len(questions.catalogue())} questions answer on what is read: {', '.join(found)}")
    assert len(found) >= 12


def test_the_riga_mission_is_among_those_of_its_agency(kg, tmp_path):
    """Article 0: held in Riga in 2016 with 12 companies; the twelve planned ones are not held."""
    kg("ingest", "--manifest", MANIFEST, "--store", tmp_path / "store", "--no-extract")
    kg("add", gold(tmp_path / "facts.jsonl"), "--store", tmp_path / "store")
    given = {"agency": "KAZNEX INVEST", "year": "2016", "status": "held"}
    answer = questions.ask(store.source(tmp_path / "store"), "missions", given)
    places = [answer.columns.index(name) for name in ("hostLabel", "when", "companies")]
    assert [[str(row[place]) for place in places] for row in answer.rows] == [["Latvia", "2016", "12"]]
