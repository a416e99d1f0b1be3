"""The settings of a server: `/footnote setup` and `/footnote settings`.

`screens.py` draws the screens, `panel.py` handles presses, choices and forms.
"""
