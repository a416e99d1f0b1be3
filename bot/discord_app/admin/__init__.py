"""What whoever manages a server sets there: `/footnote setup` and `/footnote settings`.

`screens.py` says what is shown, `desk.py` does what is pressed, chosen and filled in.
"""
