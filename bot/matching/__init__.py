"""How a question finds its passage."""

import os

# Before importing NumPy: its products here are so small that threads cost more than they save.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
