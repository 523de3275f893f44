"""Exchange of a learner's events with another place: a folder of line files, or a class server."""
