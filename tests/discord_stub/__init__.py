"""A local Discord in front of which a real bot runs: HTTP API, gateway, and the people who use it. Start with
``DiscordStub``."""

from .changes import NothingHappened
from .entities import Channel, ChannelKind, Json, Membership, Message, Role, User
from .errors import StubMisuse
from .faults import Fault, Faults
from .guilds import BOT_DEFAULT, Guild
from .interactions import Choice, Interaction, InteractionKind, Response, ResponseType
from .people import Person
from .permissions import bits as permission_bits
from .request_log import Request, RequestLog
from .server import TOKEN, DiscordStub
from .validation import MISSING as OPENAPI_MISSING
from .validation import Violation
from .validation import description_path as openapi_path

__all__ = [
    "BOT_DEFAULT",
    "OPENAPI_MISSING",
    "TOKEN",
    "Channel",
    "ChannelKind",
    "Choice",
    "DiscordStub",
    "Fault",
    "Faults",
    "Guild",
    "Interaction",
    "InteractionKind",
    "Json",
    "Membership",
    "Message",
    "NothingHappened",
    "Person",
    "Request",
    "RequestLog",
    "Response",
    "ResponseType",
    "Role",
    "StubMisuse",
    "User",
    "Violation",
    "openapi_path",
    "permission_bits",
]
