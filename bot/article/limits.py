"""How long a text of the index may be, and how many stand together, so that all can be shown wherever the bot speaks.

The figures are Discord's, from its API documentation: 80 characters in a button label, 100 in an
autocomplete choice and in a `custom_id`, 256 in an embed title, 4,096 in an embed description, 25 options in a
menu, of which there may be several pages. The tighter ones are ours and leave room for what stands beside the text.
"""

TITLE = 80  # a section's title is a button's label
ARTICLE_TITLE = 200  # an embed title, with the prefix that "about" puts before it
ASK = 100  # an ask is an autocomplete choice
SUMMARY = 400
ARTICLE_SUMMARY = 2000
PARAGRAPH = 3000  # shown whole by "read" as an embed, with room for markup that has to be escaped
KEYWORD = 80
ID = 32  # two of them and a button's state share a `custom_id`
QUOTE_WORDS = 80
