"""What whoever manages a server sets there: `/footnote setup` and `/footnote settings`.

`screens.py` says what is shown, `panel.py` does what is pressed, chosen and filled in.
"""
