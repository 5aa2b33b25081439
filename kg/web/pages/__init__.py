"""Pages for people: each module makes one page of what a snapshot holds."""
