"""How an article folder is made and changed: drafted out of a text, kept when the text changes, edited by a curator.

It stands apart from `bot.article`, since a draft needs the language of `bot.matching`, which no article does.
"""
