"""The SPARQL 1.1 Protocol, read-only, and what the service says about itself."""
