"""What islands ask for: JSON of names, neighbours, links and paths."""
