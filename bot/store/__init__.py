"""What the bot stores about its servers: settings, counts, questions without an answer, additions by curators.

`store.py` is the entry point. Only `run` and the commands that use the database import this package: SQLAlchemy is slow
to import.
"""
