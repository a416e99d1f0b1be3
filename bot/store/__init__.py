"""What the bot remembers of its servers: settings, counts, questions without an answer, what curators added.

`store.py` holds it all together. Only `run` and the store's own commands import this package: SQLAlchemy takes
its time.
"""
