"""The largest sizes of the texts of an index, so that everything can be shown wherever the bot speaks.

The figures come from Discord's API documentation: 80 characters in a button label, 100 in an autocomplete choice and in
a `custom_id`, 256 in an embed title, 4,096 in an embed description, 25 options in a menu (which may have several
pages). Tighter ones are ours and leave room for what is shown beside the text.
"""

TITLE = 80  # a section's title is a button's label
ARTICLE_TITLE = 200  # an embed title, with the prefix that "about" puts before it
ASK = 100  # an ask is an autocomplete choice
SUMMARY = 400
ARTICLE_SUMMARY = 2000
PARAGRAPH = 3000  # "read" shows it in one embed, with room for escaped markup
KEYWORD = 80
ID = 32  # two of them and a button's state share a `custom_id`
QUOTE_WORDS = 80
