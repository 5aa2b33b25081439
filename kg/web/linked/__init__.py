"""Linked data: every IRI resolves, to a page for people and to RDF in six formats for programs."""
