"""The pattern of questions about what the bot does with people's messages: "do you store my messages?"."""

from __future__ import annotations

from bot.conversation.acts.orders import YOU
from bot.matching.patterns import Regex

_KEEPS = (
    r"(?:keep|store|save|log|record|collect|track|remember|spy|listen|monitor|share|sell|keeping|storing|saving|logging"
    r"|recording|collecting|tracking|remembering|spying|listening|monitoring|sharing|selling)"
)
_OURS = (
    r"(?: (?:on|to|of|about|all|any|in|from|with))*(?: (?:my|our|me|us|everything|everyone|everybody"
    r"|what (?:we|i|people)|(?:the |this |these |any )?"
    r"(?:chats?|channels?|messages?|conversations?|data|info|server|questions)|personal"
    r"|logs)\b.*)?"
)
_MINE = (
    r"(?:(?:all )?(?:of )?(?:my|our) (?:\w+ )?(?:data|info|information|messages?|questions?|chats?"
    r"|conversations?|dms?|texts?|history|names?|ids?)"
    r"|(?:what|everything|anything|all|whatever)(?: that)? (?:i|we|people)"
    r" (?:say|said|ask|asked|type|typed|write|wrote)"
    r"|this (?:chat|conversation|channel|dm))"
)
"""What people tell the bot."""

_HELD = (
    r"(?:logged|recorded|saved|stored|kept|tracked|monitored|collected|shared|sold|leaked|used|seen|read|private|safe"
    r"|anonymous|confidential)"
)
_WHERE = r"(?: (?:anywhere|somewhere|here|abroad|forever|by anyone|by (?:you|u)|with (?:you|u)))*"
_WIPE = r"(?:how (?:do|can) i )?(?:delete|erase|remove|forget|wipe|clear) (?:all )?(?:of )?"
_OTHERS = (
    r"(?:others?|other people|every(?:one|body)|any(?:one|body)|people|someone|(?:the )?mods|(?:the )?admins)(?: else)?"
)
PRIVACY = Regex(
    "|".join(
        (
            rf".*\b(?:do|does|are|is|can|will|did) {YOU} (?:\w+ )?{_KEEPS}{_OURS}",
            # "are you recording this"; "do you sell that" asks a shop
            rf".*\b(?:do|does|are|is|will|did) {YOU} (?:\w+ )?(?:log|record|track|monitor|logging|recording|tracking"
            r"|monitoring) (?:(?:all|any) )?(?:of )?(?:this|that|it)",
            r".*\b(?:your|this bots?|the bots?) (?:privacy|data|retention)(?: policy)?\b.*",
            r"(?:(?:a|any|the) )?(?:privacy|data|data protection|data retention) polic(?:y|ies)",
            r".*\b(?:you|u|bot) gdpr\b.*",
            r"privacy(?:[\s:]+(?:delete|mine|settings?|info|information|options?|notice|statement))+",
            rf"{_WIPE}(?:my|our) (?:data|messages?|info|information|questions?)",
            r"forget (?:about )?me",
            # "delete everything you have on me", "forget what i said"
            rf"{_WIPE}(?:what|everything|anything|whatever)?(?: that)? ?(?:you|u)"
            r" (?:have|know|got|keep|kept|store|stored|save|saved|remember)(?: (?:on|about|of) (?:me|us))?",
            rf"{_WIPE}{_MINE}",
            # "who keeps my data", "who can see what i ask"
            r".*\bwho (?:else )?(?:\w+ ){0,3}?(?:keeps|stores|saves|has|gets|sees?|reads?|owns|access|to)"
            rf" {_MINE}\b.*",
            rf".*\b(?:is|are|will) {_MINE} (?:\w+ )?{_HELD}{_WHERE}",
            r"is this (?:being )?(?:logged|recorded|tracked|monitored|private|anonymous)",
            rf".*\b(?:can|could|will|do) {_OTHERS} (?:see|read|view)"
            rf" (?:this|that|it|your (?:answers?|replies)|{_MINE})",
            rf".*\bwhat (?:happens|do (?:you|u) do|is done|will (?:you|u) do) (?:to|with) {_MINE}",
            # "what did i ask", "who am i"
            r"what (?:did|have|had) (?:i|we) (?:just )?(?:ask|asked|said|say|type|typed|written|write)"
            r"(?: (?:you|u|before|last|earlier|first|just now))*",
            r"what (?:is|was|were) my (?:(?:last|first|previous|other) )?(?:questions?|messages?)",
            r"who am i|what(?:s| is)? my (?:user ?)?(?:name|id)",
            r"(?:do|did) (?:you|u) (?:still )?(?:know|remember) (?:who (?:i am|we are)|me|us|my name)",
            # "what do you know about me"
            r"what (?:\w+ ){0,4}?(?:have|know|got|hold|store|keep|collect|saved) (?:on|about|of) (?:me|us)",
        )
    )
)
