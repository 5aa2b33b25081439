"""Running the server until it is stopped."""

import logging

import uvicorn

from kg.web.configuration import Configuration
from kg.web.front import application


def serve(configuration: Configuration) -> None:
    """Serve on the configuration's host and port; Ctrl-C or SIGTERM ends it and its workers."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    uvicorn.run(
        application(configuration),
        host=configuration.host,
        port=configuration.port,
        proxy_headers=configuration.behind_proxy,
        forwarded_allow_ips="*" if configuration.behind_proxy else None,
        server_header=False,
        log_level="warning",
        timeout_keep_alive=15,
        timeout_graceful_shutdown=5,
        h11_max_incomplete_event_size=64 << 10,
    )
