"""Names → IRIs, from the document, the reference data and the registry alone: never from what the store holds."""

from kg.identity.linking import link, link_named, link_within

__all__ = ["link", "link_named", "link_within"]
