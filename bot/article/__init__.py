"""What the bot knows: an article and its curated index."""

from bot.article.loader import load_article
from bot.article.model import Article, Gap, Name, Passage, Section

__all__ = ["Article", "Gap", "Name", "Passage", "Section", "load_article"]
