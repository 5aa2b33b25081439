"""Names → IRIs, from the document, the reference data and the registry alone: never from what the store holds."""

from kg.identity.linking import link

__all__ = ["link"]
