"""Creates and changes article folders: drafts them from a text, updates them when the text changes, and applies a
curator's edits.

Separate from `bot.article`, since drafting needs the language rules of `bot.matching`, which an article does not.
"""
