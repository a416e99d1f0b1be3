"""The words of greetings, thanks, reactions and ratings."""

from __future__ import annotations

from bot.matching.text import clean, words_of

GREETINGS = frozenset(
    """
    hi hello hey hiya heya howdy yo sup hola namaste greetings morning evening afternoon ahoy bonjour hallo ciao
    salaam salam gday ping test testing
    """.split()
)

_IN_OTHER_SCRIPTS = words_of(
    clean(
        "спасибо спс дякую благодаря ευχαριστώ شكرا شكراً תודה धन्यवाद शुक्रिया ขอบคุณ"
        " 감사합니다 감사해요 고마워 고마워요 고맙습니다 ありがとう ありがとうございます 谢谢 谢谢你 謝謝 謝謝你 多谢"
    )
)
THANKS = frozenset(_IN_OTHER_SCRIPTS) | frozenset(
    """
    thanks thank thankyou thx thnx thnks tnx tks tq ty tysm tyvm cheers appreciated appreciate grateful merci
    gracias danke grazie obrigado obrigada shukriya arigato kudos props bravo tesekkurler tesekkur spasibo dziekuje
    dzieki tack takk kiitos dhanyavad dhanyavaad nandri xiexie gamsahamnida bedankt dank dankje dankjewel multumesc
    dekuji mahalo hvala efharisto asante makasih
    """.split()
)

INTERJECTIONS = frozenset(
    """
    okie okidoki mkay yess yay woo woohoo hooray whoa woah oof yikes rip meh ugh argh oops oopsie whoops nvm
    nevermind np nw yw mm mhm aha eh welp heh bye goodbye cya laters ttyl brb afk gtg gn goodnight gg ggs wp pog
    poggers kek lul lulz bingo touche congrats congratulations wow aww ofc ikr yass ew eww yuck o7
    sheesh hah yeet kekw bruv omfg wtf smh ffs istg idc ngl fr yeehaw uwu owo xoxo gr8 m8 l8r w00t x3
    """.split()
)

# Words that mark a reaction by themselves, as they are hardly ever the subject of an article.
REACTIONS = INTERJECTIONS | frozenset(
    """
    helped helps helpful useful exactly precisely absolutely definitely totally indeed sure fine alright aight okey
    nice cool great good perfect amazing awesome excellent brilliant fantastic wonderful superb neat dope epic
    legend legendary goat lovely impressive incredible insane fascinating intriguing informative insightful
    interesting funny hilarious sorry apologies worries gotcha roger noted understood agreed agree disagree ditto
    true right correct wrong nope based cringe bet ez love loved like liked enjoyed glad happy surprised shocked
    impressed solved answered nailed welcome cute adorable sweet smart clever genius incorrect same lmk sounds
    crazy wild sad boring useless stupid sus super dokie alrighty seconded second exact obviously clearly naturally
    certainly gladly finally sigh facepalm fun kewl relatable false misleading noice possibly presumably hopefully
    unfortunately sadly luckily thankfully surprisingly unfortunate interested intrigued confused puzzled baffled
    amused annoyed disappointed disappointing scary creepy spooky lame intresting awsome definately hillarious
    respect acknowledged typical gross ridiculous absurd pathetic spoilers shrug shrugs eyeroll eyerolls pong
    """.split()
)

RATED = frozenset(
    """
    answer answers article articles bot explanation explanations job piece question questions quote quotes read reply
    response text work writeup
    """.split()
)
RATINGS = frozenset(
    """
    amazing awesome awful bad bizarre boring brilliant confusing cool crazy creepy dope dreadful dull dumb epic
    excellent fantastic fascinating fine fun funny good great helpful hilarious horrible impressive incredible
    informative insightful interesting intriguing lame legendary lousy lovely neat nice odd perfect poor ridiculous sad
    scary silly solid strange stupid super superb terrible useful useless weird wild wonderful
    based decent goated l mediocre mid w
    """.split()
)
RATING = RATED | RATINGS | frozenset("a an the this that it is its was very really such so quite pretty your".split())
"""Words of praise and blame, with what they rate and nothing else: "great answer"."""
