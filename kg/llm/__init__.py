"""A language model as second reader: a document goes out as requests, answers come back and become records.

    requests(document) -> Request …     what is asked, one a part
    asker.ask(document) -> Answered     answers, from a server (`server`), a file (`batch`) or the cache
    read(answers) -> Found              records with evidence, and what was refused
    joint(rules, model) -> Joint …      the records of both readers

Nothing of an answer is believed: quotes, names and numbers have to stand in the text (`decode`). Prompt, schema and
examples are files in `data/`. Only `client` knows HTTP; importing this room opens no file and no connection.
"""

READER = "tradegraph-llm"
VERSION = "0.1.0"

__all__ = ["READER", "VERSION"]
