"""Browse: topics, paragraphs, the summary, and what the bot says of itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.conversation import wording
from bot.conversation.lookup import Topics, paragraph_number
from bot.discord_app import failures, render, views
from bot.discord_app.render import CHOICES

if TYPE_CHECKING:
    from bot.discord_app.client import FootnoteBot

_everywhere = app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
_installable = app_commands.allowed_installs(guilds=True, users=True)


class _Number(commands.Converter[int], app_commands.Transformer):
    """The number of a paragraph: an integer after a slash, and in a text command as people write it."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """What Discord lets people give."""
        return discord.AppCommandOptionType.integer

    async def convert(self, ctx: commands.Context[Any], argument: str) -> int:
        """Read what stands after a text command."""
        number = paragraph_number(argument, len(ctx.bot.matcher.article.paragraphs))
        if number is None:
            raise commands.BadArgument
        return number

    async def transform(self, interaction: discord.Interaction[Any], value: int, /) -> int:
        """Take what Discord has checked."""
        return value


class Read(commands.Cog):
    """Commands that show what there is."""

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot
        self._topics = Topics(bot.matcher.article)
        if self.read.app_command is not None:
            # discord.py takes a parameter's limits when the class is made, and the article is not known by then.
            parameters: dict[str, Any] = self.read.app_command._params  # pyright: ignore[reportPrivateUsage]
            last = len(bot.matcher.article.paragraphs)
            parameters["paragraph"] = replace(parameters["paragraph"], min_value=1, max_value=last)

    @commands.hybrid_command(name="topics", description="Browse the topics of the article")
    @_installable
    @_everywhere
    async def topics(self, context: commands.Context[FootnoteBot]) -> None:
        """Show all topics with a menu."""
        article = self.bot.matcher.article
        await self._show(context, render.topics(article), views.topics_view(article, context.author.id))

    @commands.hybrid_command(name="topic", description="Show one topic of the article")
    @app_commands.describe(name="The topic")
    @_installable
    @_everywhere
    async def topic(self, context: commands.Context[FootnoteBot], *, name: str) -> None:
        """Show a topic, found by id, title or number."""
        article = self.bot.matcher.article
        section = self._topics.find(name)
        if section is None:
            await failures.refuse(context, wording.NO_SUCH_TOPIC)
            return
        await self._show(context, render.topic(section, article), views.topic_view(section, context.author.id))

    @topic.autocomplete("name")
    async def _suggest(
        self, interaction: discord.Interaction[FootnoteBot], current: str
    ) -> list[app_commands.Choice[str]]:
        def suggest() -> list[app_commands.Choice[str]]:
            found = self._topics.ranked(current, CHOICES)
            return [app_commands.Choice(name=section.title, value=section.id) for section in found]

        return failures.suggested(current, "suggestions for /topic", suggest)

    @commands.hybrid_command(name="read", description="Read the article, paragraph by paragraph")
    @app_commands.describe(paragraph="The number of the paragraph")
    @_installable
    @_everywhere
    async def read(self, context: commands.Context[FootnoteBot], *, paragraph: Annotated[int, _Number] = 1) -> None:
        """Show a paragraph with buttons to the previous and the next."""
        article = self.bot.matcher.article
        if not 1 <= paragraph <= len(article.paragraphs):
            await failures.refuse(context, wording.no_such_paragraph(len(article.paragraphs)))
            return
        page = render.paragraph(paragraph, article)
        await self._show(context, page, views.paragraph_view(paragraph, article, context.author.id))

    @commands.hybrid_command(name="summary", description="Sum up the article")
    @_installable
    @_everywhere
    async def summary(self, context: commands.Context[FootnoteBot]) -> None:
        """Show the curated summary."""
        article = self.bot.matcher.article
        await self._show(context, render.summary(article), views.topics_view(article, context.author.id))

    @commands.hybrid_command(name="help", description="How to use Footnote")
    @_installable
    @_everywhere
    async def help(self, context: commands.Context[FootnoteBot]) -> None:
        """Show the commands."""
        await self._show(context, render.help_page(self.bot.matcher.article, self.bot.settings.prefix), private=True)

    @commands.hybrid_command(name="about", description="The article, its source and this program")
    @_installable
    @_everywhere
    async def about(self, context: commands.Context[FootnoteBot]) -> None:
        """Name the article and its source."""
        await self._show(context, render.about(self.bot.matcher.article), private=True)

    @commands.hybrid_command(name="privacy", description="What Footnote reads and keeps")
    @_installable
    @_everywhere
    async def privacy(self, context: commands.Context[FootnoteBot]) -> None:
        """Say what is read and kept."""
        await self._show(context, render.privacy(), private=True)

    async def _show(
        self,
        context: commands.Context[FootnoteBot],
        page: render.Page,
        view: discord.ui.View | None = None,
        *,
        private: bool = False,
    ) -> None:
        """Send a page; `private` holds for slash commands, as a text command's answer is seen by all."""
        async with self.bot.under_way():
            if context.interaction is not None:
                controls = view or discord.utils.MISSING
                send = context.interaction.response.send_message
                await failures.insist(lambda: send(embed=page.embed(), view=controls, ephemeral=private))
                return
            await self.bot.desk.show(context.message, page, view, fixed=True)
