"""Creates the parts of the bot and connects them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from discord.ext import commands

from bot.conversation.wordings import discord_wording
from bot.discord_app.addressing import Addressing
from bot.discord_app.admin.panel import SettingsPanel
from bot.discord_app.admission import Admission
from bot.discord_app.article_choice import ArticleChoice
from bot.discord_app.cogs.joining import Joining
from bot.discord_app.cogs.reader import Reader
from bot.discord_app.cogs.server import Server
from bot.discord_app.command_replies import CommandReplies
from bot.discord_app.contexts import Contexts
from bot.discord_app.curators.adding import Adding
from bot.discord_app.curators.authority import Authority
from bot.discord_app.curators.keeping import Keeping
from bot.discord_app.curators.panel import CuratorsPanel
from bot.discord_app.exchanges import counted_in
from bot.discord_app.general import GeneralPages
from bot.discord_app.health.checkup import Checkup
from bot.discord_app.insights import InsightsPages
from bot.discord_app.messages import Messages
from bot.discord_app.pacing import Pace, Repeats
from bot.discord_app.presses import Presses
from bot.discord_app.privacy import Privacy
from bot.discord_app.reading import Reading
from bot.discord_app.replies import Replies
from bot.discord_app.responder import Responder
from bot.discord_app.server_controls import ServerControls
from bot.discord_app.threads import OwnThreads

if TYPE_CHECKING:
    from bot.discord_app.client import FootnoteBot


def put_together(bot: FootnoteBot) -> Sequence[commands.Cog]:
    """Create the cogs of a bot with all parts behind them, and add the message menus."""
    settings, store, memory, shutdown = bot.settings, bot.store, bot.memory, bot.shutdown
    library, policy = bot.library, bot.policy

    pace = Pace(settings.person_cooldown, settings.channel_cooldown, memory, policy.paces)
    repeats = Repeats(settings.repeat_after, memory)
    threads = OwnThreads(bot.own_id, bot.get_guild, policy, memory)
    addressing = Addressing(settings.prefix, discord_wording.commands(several=library.several))
    reading = Reading(addressing, bot.own_id, policy, threads)
    privacy = Privacy(store, policy, memory)
    general = GeneralPages(library, privacy, policy, settings.prefix)
    keeping = Keeping(store, library, policy, memory)
    admission, contexts = Admission(policy, pace, repeats, memory, shutdown), Contexts(memory, reading, threads)
    watchers = [counted_in(store.activity, policy.is_member), keeping.note]
    if bot.metrics is not None:
        watchers.append(bot.metrics.asked)
    article_choice = ArticleChoice(library, reading, contexts, admission)
    of_commands = CommandReplies(article_choice, general, contexts)
    responder = Responder(policy, article_choice, general, of_commands, admission, contexts, watchers)
    replies = Replies(responder, policy, admission, contexts, memory, repeats, shutdown, bot.metrics)
    messages = Messages(replies, policy, reading, threads, pace, repeats, memory, shutdown)

    # For those who manage or curate a server.
    settings_panel = SettingsPanel(store, policy)
    adding = Adding(library, store, bot.editor, bot.is_owner)
    curators_panel = CuratorsPanel(library, store.questions, adding, policy)
    may_curate = Authority(bot, bot.commands_sync).may_curate
    checkup = Checkup(bot.health, bot.commands_sync, policy)
    insights = InsightsPages(store, library, policy)
    server = Server(
        checkup,
        insights,
        settings_panel,
        bot.editor,
        bot.is_owner,
        curators_panel,
        may_curate,
        reading.filed,
        replies,
        shutdown,
    )
    server_controls = ServerControls(
        *(part.handlers for part in (checkup, insights, settings_panel, privacy)),
        of_curators=curators_panel.handlers,
        may_curate=may_curate,
    )

    presses = Presses(library, general, replies, contexts, policy, memory.published, keeping, server_controls, shutdown)
    reader = Reader(library, replies, privacy, reading.subject)
    bot.event(messages.on_message)
    bot.tree.add_command(reader.menu)
    bot.tree.add_command(server.menu)
    return [Joining(bot, store, policy, bot.articles), reader, server, messages, presses]
