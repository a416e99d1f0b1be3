"""Discord's gateway: connections that last, their sessions, and the commands that are registered."""
