"""The server: pages, linked data and SPARQL over a store's newest snapshot.

    serve(configuration)                     runs until it is stopped
    application(configuration) -> Starlette  the same, for a server of your own

A request takes this way: `front` (routes, languages, limits, headers) makes an `Order` of it; `crew` gives the order
to a process of `kg.sandbox` that can be killed; there `desk` opens the snapshot and lets the view of that name
(`views`) make the `Reply`. A view is a function of a snapshot and an order: of HTTP it knows status and media type.
"""

from kg.web.configuration import Configuration
from kg.web.front import application
from kg.web.serving import serve

__all__ = ["Configuration", "application", "serve"]
