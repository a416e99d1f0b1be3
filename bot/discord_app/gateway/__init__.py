"""Discord's gateway: lasting connections, their sessions, and the registration of commands."""
