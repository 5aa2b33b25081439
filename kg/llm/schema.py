"""The JSON schema of an answer, made of the fields: what a server that can constrains the model to.

Fields may be left out, since an answer full of nulls costs twice the tokens; so the schema is not OpenAI's `strict`
sort, which wants every property every time. What it lets through is checked again on the way in.
"""

from kg.llm.fields import LISTS, SEVERAL, Field, fields

QUOTES = {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 3}
_REQUIRED = {
    "figure": ("indicator",),
    "event": ("type", "status"),
    "position": ("person",),
    "organization": ("name", "type"),
    "place": ("code",),
}


def schema() -> dict[str, object]:
    """`{"facts": [...]}`, each fact one of the seven kinds."""
    kinds = [_kind(kind, list(of_kind.values())) for kind, of_kind in fields().items()]
    facts = {"type": "array", "items": {"anyOf": kinds}}
    return {"type": "object", "properties": {"facts": facts}, "required": ["facts"], "additionalProperties": False}


def _kind(kind: str, of_kind: list[Field]) -> dict[str, object]:
    properties: dict[str, object] = {"kind": {"type": "string", "enum": [kind]}}
    properties |= {field.name: _property(field) for field in of_kind}
    return {
        "type": "object",
        "properties": properties | {"quotes": QUOTES},
        "required": ["kind", *_REQUIRED.get(kind, ()), "quotes"],
        "additionalProperties": False,
    }


def _property(field: Field) -> dict[str, object]:
    if field.form == "count":
        return {"anyOf": [{"type": "integer"}, {"type": "string", "enum": [SEVERAL]}]}
    if field.form in LISTS:
        return {"type": "array", "items": {"type": "string"}}
    if field.words:
        return {"type": "string", "enum": list(field.words)}
    return {"type": {"number": "number", "whole": "integer"}.get(field.form, "string")}
