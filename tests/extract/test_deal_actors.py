"""Who is at hand when a deal is told, and what the whole text makes of them."""

from kg.extract.deal_actors import Actor, at_hand
from kg.extract.deal_slots import Memory
from kg.extract.scenes import scenes
from kg.language import analyse
from kg.model import Document

TEXT = (
    "Fjord Steel JSC goes abroad\n\nFjord Steel JSC and Chile signed two contracts, including one with the Andes Bank. "
    "Peru waits. A contract was signed in May."
)


def actors(number: int) -> dict[str, Actor]:
    """The actors of a sentence's first agreement, by name, after the reader has seen the sentences before."""
    analysis = analyse(Document("d", TEXT, "en"))
    memory, listed = Memory.opening(analysis), scenes(analysis)
    for scene in listed[:number]:
        memory.see(scene)
        memory.left(scene)
    stated, carried = at_hand(listed[number], listed[number].of("agreement")[0], memory)
    return {actor.slot.value.name: actor for actor in (*carried, *stated)}


def test_an_actor_knows_how_often_and_where_the_text_names_it() -> None:
    steel, chile = actors(1)["Fjord Steel JSC"], actors(1)["CL"]
    assert {"body:named:<3", "body:leads"} <= set(steel.clues)
    assert "land:named:<2" in chile.clues


def test_who_is_named_behind_including_is_party_to_some_of_them_only() -> None:
    assert "body:of some of them:after" in actors(1)["Andes Bank"].clues
    assert not any("of some of them" in clue for clue in actors(1)["CL"].clues)


def test_the_body_that_a_text_names_most_comes_into_play_later() -> None:
    steel = actors(3)["Fjord Steel JSC"]
    assert steel.span is None
    assert {"carried:hero", "carried:titled", "carried body:leads"} <= set(steel.clues)
