"""Words without a subject: they neither find a passage nor count as unexplained.

They are grouped so that a reader can see why a word is here. All are matched as written, after
`bot.matching.text.clean` (which removes apostrophes, so both "dont" and "do not" have to be covered).
"""

from __future__ import annotations

# The commonest words of other languages, for people who mix them in.
OTHER_LANGUAGES = frozenset("el la los de que es un una le les der die das und ist et des du".split())

# Grammar: articles, pronouns, prepositions, auxiliaries, conjunctions, degree words.
GRAMMAR = OTHER_LANGUAGES | frozenset(
    """
    a an the this that these those it its itself he him his she her hers they them their theirs we our ours
    i me my mine you your yours u ur who whom whose what which when where why how whats whos whens wheres whys
    hows whatever is are was were be been being am isnt arent wasnt werent do does did doing done dont doesnt
    didnt have has had having hasnt havent hadnt will would wont wouldnt shall should shouldnt can could cant
    couldnt may might must ca wo not no nor never of to in on at by for from with without into onto upon about
    as than then and or but if so because cuz cos while though although also too very much many more most less
    least any some all each every both either neither none one ones other others another such same own just
    only even still yet ever here there now between among against during over under
    through per via out up down off like kind kinds sort sorts type types way ways thing things something
    anything everything nothing someone anyone everyone everybody somebody anybody nobody people person folks lot lots
    bit far such get gets got getting gotten make makes made making go goes going gone went come comes came coming
    take takes took taken taking give gives gave given put let lets be exactly actually really basically
    literally apparently kinda sorta quite rather pretty maybe perhaps probably else etc vs versus s t d m re ve
    ll im ive id youre theyre theyve hes shes itll thats theres heres lemme gonna wanna gotta gimme ain aint
    y en wouldve couldve shouldve whether within onto toward towards upon amid amongst across around along
    particular certain various several different general generally specific specifically
    """.split()
)

# Words that join a subject to the rest. They tell when and where, so the matching compares them.
PREPOSITIONS = frozenset("until till since before after behind above below beside besides except".split())

# How people talk in a chat: greetings, hedges, laughter, politeness.
CHAT = frozenset(
    """
    hey hi hello yo sup hiya pls plz please thanks thank thx ty ok okay k kk yeah yea yep yes yup nah nope hmm
    hm um uh uhh huh oh ooh ah wow omg omfg lol lmao lmfao rofl haha hahaha hehe btw tbh imo imho fr frfr ngl
    idk idc ik smh wtf wth tf af rn asap fyi tldr tl dr bro bruh dude man guys guy mate fam folks yall sir maam
    bot anyway anyways well wait sorry hold quick quickly curious wondering wonder guess suppose supposed
    supposedly honestly seriously legit lowkey highkey deadass damn dang heck hell gosh soo tho thru cause
    bonjour bonsoir salut ciao hallo hola ola moin servus namaste salaam aloha
    dear kindly sir madam friend friends buddy someone somebody anybody anyone everyone hello
    abt abot ppl peeps stuff putting again anymore bout em dis dat da tha wat wut wot wen y r n b c o w da
    """.split()
)

# Words that begin or end sentences, besides chat.
LEAD_INS = CHAT | frozenset("so and but also then now just ok well or".split())

# What the asker wants done with the article, which is not the question's subject. Excludes words that may be an
# article's subject ("state", "report", "information", "topic"); in a command they cost little.
COMMANDS = frozenset(
    """
    article articles text passage passages paragraph paragraphs section sections part parts piece story reading read
    author writer news according per says say said saying stated stating mention mentions mentioned mentioning
    describe describes described describing explain explains explained explaining explanation summarize summarise
    summarized summary summaries sum recap quote quotes quoted quoting cite tell tells told telling show shows find
    finds give gives list lists name identify define definition meaning mean means meant question questions answer
    answers ask asks asked asking know knows known true false correct right wrong claim claims claimed verify
    confirm confirmed check fact facts really detail details info example examples word words sentence sentences
    line lines remind reminds term refer refers referred referring regarding concerning bit point points note
    noted briefly short simple simply outline compare contrast elaborate clarify evidence angle takeaway takeaways gist
    scoop context overall whole plain
    """.split()
)

# Verbs that begin questions for yes or no, and follow the question word of others.
AUXILIARIES = frozenset(
    """
    am is are was were do does did has have had can could will would shall should may might must
    isnt arent wasnt werent dont doesnt didnt hasnt havent hadnt cant couldnt wont wouldnt shouldnt
    """.split()
)

# Words that join those of a name or of a bare subject: "the minister of trade", "storage for bikes".
JOINING = frozenset("the a an of and or for in on at to by from with".split())

LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")

STOP_WORDS = GRAMMAR | CHAT | COMMANDS | LETTERS

# Words that ask for more than yes or no.
OPEN_WORDS = frozenset("who whos whom whose what whats which when where why how".split())

# Opening words that make a message a question, apart from a question mark.
QUESTION_WORDS = frozenset(
    """
    who whos whom whose what whats wat wut which when whens where wheres wheres why whys how hows is are was were
    do does did has have had can could will would should isnt arent didnt doesnt hasnt wasnt werent
    """.split()
)
