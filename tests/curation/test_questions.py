"""First asks consist of question words and words of the sentence, by its form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.curation.drafting.answers import answer_words
from bot.curation.grammar.questions import asks
from bot.matching.text import stem, tokenize

QUESTION_WORDS = set("who what when where why how many much long did does do have is can i".split())


def asked(sentence: str) -> tuple[str, ...]:
    return asks(sentence, is_person=lambda subject: "Roth" in subject)


@pytest.mark.parametrize(
    ("sentence", "ask"),
    [
        ("The crisis began in October 1973.", "when did the crisis begin"),
        ("In September 1971, OPEC issued a statement.", "when did OPEC issue a statement"),
        ("Mayor Roth opened the bridge.", "who opened the bridge"),
        ("Mayor Roth opened the bridge.", "what did Mayor Roth open"),
        ("The embargo caused a rift.", "what caused a rift"),
        ("Repairs cost $3 million.", "how much did repairs cost"),
        ("The house has four arches.", "how many arches does the house have"),
        ("The trial lasted three weeks.", "how long did the trial last"),
        ("The trains stopped because of the snow.", "why did the trains stop"),
        ("The council met in Alder Hall.", "where did the council meet"),
        ("Members may bring two guests.", "how many guests may members bring"),
        ("The building belongs to the trust.", "what does the building belong to"),
        ("Dogs are not allowed.", "are dogs allowed"),
        ("You don't have to own a game.", "do I have to own a game"),
        ("Members may never lend keys.", "may members lend keys"),
        ("You need not book.", "do I need to book"),
        ("There is no lift in the hall.", "is there any lift in the hall"),
        ("Write your name in the book.", "how do I write my name in the book"),
        ("Members cannot vote by post.", "can members vote by post"),
        ("You may bring your own dog.", "may I bring my own dog"),
        ("Your first visits are free.", "are my first visits free"),
        ("We meet in our hut in May.", "when do you meet in your hut"),
        ("Every table does a round.", "what does every table do"),
        ("The site was sold for £2.8m.", "how much was the site sold for"),
        ("The otters plan to stage a relay.", "what do the otters plan to do"),
        ("Prices have fallen by half.", "have prices fallen by half"),
        ("In 1841 Gambel left the East.", "when did Gambel leave the East"),
        ("On 3 April 1945 two aircraft attacked the station.", "when did two aircraft attack the station"),
        ("On Sunday mornings the hall is open to all.", "when is the hall open to all"),
        ("The guard, which took part in it, evacuated the hall.", "what did the guard evacuate"),
        ("The ferry, one of three in its class, entered service in June.", "when did the ferry enter service"),
        ("The US Coast Guard rescued the crew.", "what did the US Coast Guard rescue"),
        ("Roth proposed that the hall should close.", "what did Roth propose"),
        ("Later that year, in Alder, Peru, the brothers made a film.", "what did the brothers make"),
        ("Around 50 BC, the Romans built a fort.", "when did the Romans build a fort"),
        ("Canning searched for coal in the hills, in winter too.", "what did canning search for"),
        ("The tower, also known as the Needle, is a lookout.", "what is the tower"),
        ("The line, run by the city, has ten stops.", "how many stops does the line have"),
        ("Peru, as the main source of it, was put under pressure.", "was Peru put under pressure"),
        ("The pasha, who had lost 5,000 men, broke his word.", "what did the pasha break"),
        ("The club has about 41,000 members.", "how many members does the club have"),
        ("The first team plays in Alder, having been promoted.", "what plays in Alder having been promoted"),
        ("A town called Emona stood there.", "did a town stand there"),
        ("The two newly built halls opened in May.", "when did the two newly built halls open"),
        ("Press the START button.", "how do I press the START button"),
        ("Use unwaxed lemons.", "how do I use unwaxed lemons"),
        ("If you are late, write to the clerk.", "how do I write to the clerk"),
        ("Report damage; rust costs money.", "what does rust cost"),
        ("Present: Ana Li, Bo Li", "who was present"),
        ("Parking costs £3 and pays for the roof.", "how much does parking cost"),
        ("“Tenant” means a person to whom a plot is let.", "who is a Tenant"),
        ("“allotment” means a plot of land;", "what is an allotment"),
        ("“Electricity is clean,” she said.", "is electricity clean"),
        ("Dr. Ana Li is a doctor and she owns a boat.", "what is Dr. Ana Li"),
        ("We’d rather have the tool.", "would you rather have the tool"),
        ("The cost was $2 per child.", "how much was the cost per child"),
        ("Apologies: Cy Li", "who was absent"),
        ("The trip is on the 12th of May.", "when is the trip"),
        ("Open only from May to June.", "when is it open"),
        ("Open noon to 5 pm.", "when is it open"),
        ("Closed Christmas Day and 1 January.", "when is it closed"),
        ("No alcohol in the hall.", "is alcohol in the hall allowed"),
        ("No flights and no taxis.", "are taxis allowed"),
    ],
)
def test_a_sentence_is_asked_for_by_its_form(sentence: str, ask: str) -> None:
    assert ask in asked(sentence)


@pytest.mark.parametrize(
    ("sentence", "good", "bad"),
    [
        ("A tenancy ends when the rent is 40 days late.", "when does a tenancy end", "how long"),
        ("A deposit of 50 pounds is taken.", "", "what is a deposit of 50 pounds taken"),
        ("Anyone who lives in the parish may apply for a plot.", "may anyone apply for a plot", "live"),
        ("After one year you may ask for the other half.", "may I ask for the other half", "may after"),
        ("You may ask after one year for the other half.", "may I ask after one year", "what may ask"),
        ("No household may hold two plots.", "may any household hold two plots", "who"),
        ("No bikes or prams that block the hall are allowed.", "are bikes or prams allowed", "block"),
        ("The council will no longer empty bins.", "will the council empty bins", "no longer"),
        ("If you join after 1 October you pay half.", "when do I pay half", "join pay"),
        ("Open source software has been in use since May.", "", "when is it open"),
        ("If you're under 18 we need a form.", "what if I am under 18", "if you"),
        ("If it rains and they are late we wait.", "what if they are late", "rains and"),
        ("If the track is frozen, the leader decides by 5 pm.", "what if the track is frozen", "how does"),
        ("Anything, so long as you start here.", "", "long"),
        ("Charging is allowed so long as somebody is at home.", "when is charging allowed", "long"),
        ("By joining, you know and accept these rules.", "", "me"),
        ("Who breaks the rules can be sent home.", "", "what"),
        ("What has no tag goes to the charity in Dock Road.", "", "what has"),
        ("See you at the harbour!", "", "see"),
        ("We pay half: keep the tickets and send them to us.", "what do you pay", "keep"),
        ("P.S. Phones stay at home.", "do phones stay at home", "P.S."),
        ("Rent is 24 pounds for a half, due on 1 October.", "how much is rent for", "how many due"),
        ("The land belongs to the council.", "what does the land belong to", "what does the land belong?"),
        ("The wait is about two years at present.", "how long is the wait", "how many years is"),
        ("You may put up one shed.", "may I put up one shed", "may put"),
        ("Later that year the mill burned.", "", "how do I"),
        ("The 1895 storm destroyed a hundred roofs.", "what did the 1895 storm destroy", "when"),
        ("It was the largest battle in Western history.", "what was the largest battle", "where"),
        ("The mill is on Hill Lane, ten minutes' walk from here.", "is the mill on Hill Lane", "how long"),
        ("The minutes of 8 July were approved.", "were the minutes of 8 July approved", "of 8 approved"),
        ("Brook Meadow is an allotment garden in Thornwick.", "where is Brook Meadow?", "where is Brook Meadow an"),
        ("The Dogs Act 1871 is repealed.", "is the Dogs Act 1871 repealed?", "do the Dogs"),
        ("The Dogs Act 1871 is repealed.", "is the Dogs Act 1871 repealed?", "when"),
        ("Founded in 1998, Acme makes outdoor gear.", "what does Acme make", "founded in 1998 Acme"),
        ("Crash when the config file is empty.", "", "is crash"),
        ("Locker: Price 1.00, Notes deposit, returned", "", "return"),
        ("Seeds sown or found in the hall are free.", "", "what found"),
        ("A key found in the hall is handed in.", "is a key handed?", "did a key find"),
        ("The last card left is the trump.", "what is the trump", "leave"),
        ("Two jars a week, paid by the club.", "", "jars pay"),
        ("Names that are rude get replaced by us.", "", "did get replace"),
        ("Fees were raised by 4%, and sales increased by 12%.", "did sales increase by 12%", "did fees"),
        (
            "Starting Monday, April 7, 2025, the city will dig up Tern Street.",
            "when will the city dig up",
            "2025 the city",
        ),
        ("Move it while it runs, otherwise the burrs can jam.", "can the burrs jam", "otherwise"),
        ("The policy tells what we collect, why we collect it and how.", "", "why we collect"),
        ("An A needs 93 percent.", "", "how do I"),
        ("Routes are deleted after 90 days.", "when are routes deleted", "how long"),
        ("Scores are posted within 15 minutes.", "when are scores posted", "how long"),
        ("The car reports its position every 15 seconds.", "how often does the car report", "how long"),
        ("The trust gives a guarantee of 24 months.", "how long is the guarantee", "how long does"),
        ("The county helped the club with a loan of €8 million.", "how much is the loan", "how much did"),
        ("Each team has two pauses of five minutes.", "how long are the pauses", "how long does"),
        ("You have three grace days.", "how many grace days do I have", "who have"),
        ("In 1907 she won a prize in Rome.", "when did she win a prize", "when won"),
        ("From 1901 to 1903 the bridge was closed by the county.", "what was closed by the county", "to 1903"),
        ("Ten people were hurt in Thursday’s blaze.", "were ten people hurt in Thursday’s blaze", "when"),
        ("Children: Please do not run in the hall.", "can I run in the hall", "please"),
        ("Do NOT use bleach in the hall.", "can I use bleach in the hall", "how do I"),
        ("Please don't come by car if you can avoid it.", "can I come by car", "avoid"),
        ("The trips are for drivers aged 21 and over.", "are the trips for drivers aged 21 and over", "aged?"),
        ("They park in the Pilot Street garage.", "what parks in the Pilot Street garage", "Pilot?"),
        ("Weight: 9.4 kg", "what is the weight", "weigh 9"),
        ("Office hours: Wed 1–3 pm, or by appointment", "what are the office hours", "when"),
        ("RIGA, Latvia, Sept. 9 (WIRE) -- Acme Ltd (LSE: ACME) makes gear.", "what does Acme Ltd make", "LSE"),
        ("Ana Roth (3 May 1889 – 7 June 1961) was a poet.", "when did Ana Roth die", "what was 7"),
        ("Behind the hall.", "", "how do I behind"),
        ("Left a bottle, to be taken daily.", "", "how do I left"),
        ("In 1987, a spill killed the char.", "when did a spill kill the char", "when did 1987"),
        ("Bight - a bend in a rope, or a wide bay.", "what does bight mean", "bend mean"),
        ("Gybe: to turn the stern through the wind.", "what is gybe", "stern"),
        ("“It's a great loss,” said Mayor Ines Roth.", "what did Mayor Ines Roth say?", "loss"),
        ("Please read the rules.", "how do I read the rules", "did"),
        ("Be kind to others.", "", "how do I be"),
        ("There are two new rooms by the pool.", "are there two new rooms?", "what are"),
        ("There are two rooms by the pool.", "how many rooms are there?", "what are"),
        ("The old tower, built in 1934, was taken down in March.", "when was the old tower taken", "tower build"),
        ("Tickets cost 95 pounds and are sold at the gate.", "how much did tickets cost?", "and are"),
        ("The tower could not be saved and was taken down in May.", "when was the tower taken down?", "when could"),
        ("Plots are inspected in May, July and September.", "when are plots inspected?", "inspected and"),
        ("The rotavator may be used only after you have been shown how.", "", "have may"),
        ("You need Python 3.11 or later.", "what do I need", "nee "),
        ("Fines may not exceed a week's pay.", "", "excee "),
        ("Sleep-deprived bees return late.", "", "deprive "),
        ("You sell locks at the desk.", "what do I sell", "who sell "),
        ("Yes. Lockers have no locks.", "what do lockers have", "yes"),
        ("Why does a town need a theatre?", "Why does a town need a theatre?", "does why"),
        ("The museum is on Quay Street 12, five minutes from the station.", "", "many five"),
        ("They climbed the ninety-nine steps.", "", "many steps"),
        ("Please copy the key to the server.", "how do I copy the key to the server", "please"),
        ("Heat the oven to 180 °C, and then add the eggs.", "how do I heat the oven to 180 °C?", "eggs"),
        ("Don't post addresses.", "can I post addresses", "do "),
        ("Half the hive had gone.", "had half the hive gone", "do I"),
        ("It was built in 1934 by Tom Hale.", "when was it built by Tom Hale", "when was built"),
        ("Monday: Opens 10:00, Closes 17:00", "", "close"),
        ("VOSS: Yes, the hut has two doors.", "how many doors does the hut have", "voss"),
        ("Sharing a plot with a partner is possible.", "is sharing a plot possible", "do I"),
        ("Divers found a tear four metres long.", "what found a tear", "founds"),
        ("What is left on Friday goes to the food bank.", "", "is what"),
        ("I'm glad that we took none.", "", "am I"),
        ("A good shot takes 25 seconds.", "what does a good shot take", "shoot"),
        ("Late? You've two minutes, then you forfeit.", "how long do I have", "late"),
        ("11:15 Round 2", "when is Round 2", "close"),
        ("Last updated on 4 May 2025", "when was this last updated", "did"),
        ("Modified boats may not race in 2025.", "", "updated"),
        ("We row on Saturday at 9 am and it's free for members.", "", "am and"),
        ("Once the rain has gone, the tap is shut.", "is the tap shut", "has once"),
        ("17:30–18:00 Prizegiving", "when is Prizegiving", "17"),
        ("This by-law comes into force in May.", "when does this by-law come into force", "when does come"),
        ("Some of the Huguenots settled in London.", "where did some of the Huguenots settle", "where did settle"),
        ("(a) The rent is $940.", "how much is the rent", "the rent is"),
        ("Created: 3 May 2024", "when was it created", "what is the created"),
        ("Office hours: Wed 1–3 pm", "what are the office hours", "when"),
        ("The council met in May.", "when did the council meet", "may"),
        ("Walter Hanlon, 88, of Elk Bend, died in May.", "when did Walter Hanlon of Elk Bend die", "88"),
        ("Ceremony: 2 pm, Old Mill", "when is the ceremony", "what is"),
        ("Aqua fitness: Tuesdays at 18:15", "when is the aqua fitness", "when are"),
        ("Treasurer: Ines Roth", "who is the treasurer", "what is"),
        ("The board meets on Wed 22 May at the inn.", "when does the board meet at the inn", "wed"),
        ("The hotfix is planned for 5 Nov 2024.", "when is the hotfix planned", "nov"),
        ("The medal is on show in Case 7.", "where is the medal on show?", "show 7"),
        ("Named after a widow, she was launched in 1902.", "when was she launched", "named"),
        ("You've got two hours to trade it.", "how long have I got", "'ve"),
        ("It's run by the Hale family.", "what is run by the Hale family", "it's"),
        ("The pool doesn't belong to the town.", "does the pool belong to the town", "n't"),
        ("Dogs that are not claimed may be given away.", "may dogs be given away", "claim"),
        ("Rinse the mouth and drink some water.", "how do I rinse the mouth", "drink"),
        ("Use the car park (TR1 4QB) in Quay Street.", "how do I use the car park in Quay Street", "TR1"),
        ("What a week!", "", "how do I"),
        ("GPU: Minimum GTX 1060, Recommended RTX 3060", "", "recommend"),
        ("The deputy is: Omar Said.", "", "did omar"),
        ("Quiet hour: the first Tuesday, 10–11am, without music.", "", "am the"),
        ("“Clean,” it croaked.", "", "croak"),
        ("“We are glad,” said Fife Council’s leader.", "", "Fife"),
        ("Parking costs £3 and pays for the roof.", "", "how much does parking cost and"),
        ("I’m delighted that it works.", "", "delight"),
        ("2 onions; 200 g dried apricots; 80 g flaked almonds", "", "dry"),
        ("Support for old phones, if they are charged.", "", "how do I"),
        ("Face recognition, which is off by default.", "", "how do I"),
        ("Wear and tear is on us.", "", "how do I"),
        ("A person injured by a horse or dog may appeal.", "may a person appeal", "did"),
        ("Small spills: absorb it with sand, put it in a bag.", "", "did absorb"),
        ("Rental cars: compact class; always take the insurance.", "", "do always"),
        ("Beef shin, coarsely minced.", "", "did beef"),
        ("Nobody may keep dogs, unless licensed as a kennel.", "", "unless license"),
        ("Welcome! We're a club in Alder.", "are you a club in Alder", "welcome"),
        ("Anyone with a locker has to empty it by 28 March.", "does anyone with a locker have to", "have?"),
        ("Last year we received 18 letters.", "how many letters did you receive", "year"),
        ("The bureau says that the hall closed in May.", "what does the bureau say", "when"),
        ("Dice that leave the table are rolled again.", "", "how do I"),
        ("Swim Alder says that the pool is shut.", "", "how do I"),
        ("Finish what you start.", "how do I finish what I start", "me"),
        ("Crisps are fine if you use a bowl.", "are crisps fine?", "what are fine"),
        ("The fans, who pay in May, wait outside.", "who pays in May", "who pay "),
        ("Roth says that no pool in Alder is safe.", "", "where"),
        ("Games are fine as long as nobody minds.", "are games fine?", "long"),
        ("Drinks go on the side, never on the table.", "do drinks go on the side?", "never"),
        ("The shed belongs to.", "what does the shed belong to", "do?"),
        ("Three councillors abstained.", "did three councillors abstain", "what"),
        ("Raku days: Price £80, Places 10, When Sundays", "how much are Raku days", "Places"),
        ("Raku days: Price £80, Places 10, When Sundays", "when are Raku days", "10"),
        ("Bonfires are allowed only from May to June.", "when are bonfires allowed?", "allowed only?"),
        ("Will that be odd?", "Will that be odd", "how do I"),
        ("Games with a star don't leave, because they're rare.", "do games with a star leave", "not"),
        ("The paths are 60 centimetres wide and are mown.", "how many centimetres are the paths", "wide and are"),
    ],
)
def test_asks_are_grammatical(sentence: str, good: str, bad: str) -> None:
    found = [f"{ask}?" for ask in asked(sentence)]

    assert not good or any(ask.startswith(good) for ask in found), found
    assert not any(bad in ask for ask in found), found


def test_a_sentence_that_tells_several_things_is_asked_for_each() -> None:
    kinds = {
        ask.split()[0] for ask in asked("On May 4, 1898, Tom Hale built four arches in Alder because of the flood.")
    }

    assert {"when", "where", "why", "how", "what"} <= kinds


WORDS = "The old council of Alder waited to in May has because 3 men had reported $5 , and moved .".split()


@given(st.lists(st.sampled_from(WORDS)))
def test_an_ask_has_no_words_of_its_own(words: list[str]) -> None:
    sentence = " ".join(words)
    own = {stem(word) for word in tokenize(sentence)}

    for ask in asked(sentence):
        assert {stem(word) for word in tokenize(ask)} <= own | {stem(word) for word in QUESTION_WORDS}


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("The 1973 crisis began in October 1973.", "in October 1973"),
        ("Repairs took long and cost $3 million.", "$3 million"),
        ("Is it open at 10:00? No, it opens at 11:00.", "at 11:00"),
        ("The pool is open from 6 a.m. to 9 p.m. on weekdays.", "from 6 a.m. to 9 p.m."),
        ("The meeting closed at 8.55 pm.", "at 8.55 pm"),
        ("The shop is open until 6 p.m, and closed on Sundays.", "until 6 p.m"),
        ("Calls are forbidden from 1 March to 31 July.", "from 1 March to 31 July"),
        (
            "The first two hours are free; after that it costs $1 an hour.",
            "The first two hours are free; after that it costs $1 an hour",
        ),
        ("“Dwelling” means a building used as a home.", "a building used as a home"),
        ("We own 240 games, which live in the four old cupboards.", "240"),
        (
            "The if command was written to work in parallel with several sorts of old shells that nobody has.",
            "The if command was written to work in parallel with several sorts of old shells that nobody has.",
        ),
        ("She called it “a bridge for everyone.”", "a bridge for everyone."),
        ("The trains stopped because of the snow.", "because of the snow"),
        ("The colours of the club are brown and white.", "brown and white"),
        ("The session is held in the lido from May to September.", "from May to September"),
    ],
)
def test_the_words_that_answer_are_those_asked_for(sentence: str, answer: str) -> None:
    assert answer_words(sentence, asked(sentence)) == (answer,)


def test_the_hours_of_a_day_are_no_thing_to_ask_for() -> None:
    assert asked("Monday: 8–17") == ()
