"""How a question finds its passage."""

import os

# Before NumPy is imported: its products here are so small that threads cost more than they save, at every start too.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
