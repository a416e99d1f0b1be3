"""Foreign phrases that English has borrowed, as listed in dictionaries, and well-known toasts, titles and sayings: a
message with one of these is English. Words are without accents and split as by `text.words_of` ("c est la vie")."""

from __future__ import annotations

from collections.abc import Sequence

_PHRASES = frozenset(
    phrase
    for line in """
a cappella, a fortiori, a la carte, a la mode, a posteriori, a priori, ad absurdum, ad astra, ad hoc, ad hominem
ad infinitum, ad lib, ad libitum, ad nauseam, ad valorem, adios amigo, adios amigos, agent provocateur, aide memoire
al dente, al fresco, al pastor, alea iacta est, alla prima, alma mater, alter ego, amor fati, amour fou, amour propre
ancien regime, anno domini, annus horribilis, annus mirabilis, apres ski, ara ara, arrivederci roma, art deco
art nouveau, au contraire, au courant, au fait, au gratin, au jus, au lait, au naturel, au pair, au revoir
auf wiedersehen, avant garde, ave maria, ay caramba, ay dios mio, beau monde, bel canto, bella ciao, belle epoque
bete noire, bon appetit, bon mot, bon vivant, bon viveur, bon voyage, bona fide, bona fides, c est la guerre
c est la vie, cafe au lait, caffe latte, carpe diem, carte blanche, casus belli, cause celebre, caveat emptor
cest la vie, chaise longue, che sara sara, chef d oeuvre, chicken tikka masala, chili con carne, chop suey, ciao bella
cinco de mayo, cogito ergo sum, comme ci comme ca, commedia dell arte, compos mentis, con brio, coq au vin
cordon bleu, corpus delicti, cosa nostra, cote d azur, coup d etat, coup d oeil, coup de foudre, coup de grace
coup de theatre, creme brulee, creme de la creme, creme de menthe, creme fraiche, cri de coeur, crime passionnel
cui bono, cul de sac, cum laude, curriculum vitae, da svidaniya, das auto, das boot, das kapital, de facto, de fide
de gustibus, de jure, de novo, de rigueur, deja vu, deo gratias, dernier cri, deus ex machina, deus vult, dies irae
dolce far niente, dolce vita, domo arigato, double entendre, dramatis personae, du jour, dulce et decorum est
e pluribus unum, eau de cologne, eau de parfum, eau de toilette, eau de vie, ecce homo, el dorado, el nino
el presidente, embarras de richesses, eminence grise, en bloc, en croute, en garde, en masse, en passant, en plein air
en route, en suite, enfant terrible, ergo sum, erin go bragh, errare humanum est, esprit de corps, et al, et cetera
et tu brute, et voila, ex ante, ex cathedra, ex gratia, ex libris, ex nihilo, ex officio, ex post facto, fait accompli
faux pas, feliz navidad, femme fatale, feng shui, fete champetre, fiat lux, film noir, fin de siecle, fleur de lis
fleur de lys, foie gras, folie a deux, force majeure, frere jacques, grand cru, grand guignol, grand mal, grand prix
grande dame, gulab jamun, gung ho, habeas corpus, hakuna matata, hasta la vista, hasta luego, hasta manana
haute couture, haute cuisine, hoi polloi, homo sapiens, honoris causa, hors concours, hors d oeuvre, hors d oeuvres
huevos rancheros, ich bin ein berliner, id est, idee fixe, in absentia, in camera, in extremis, in flagrante delicto
in loco parentis, in medias res, in memoriam, in situ, in toto, in utero, in vino veritas, in vitro, in vivo
infra dig, inter alia, ipso facto, jai hind, je ne regrette rien, je ne sais quoi, jeu d esprit, jeunesse doree
joie de vivre, jus primae noctis, jus sanguinis, jus soli, kung pao, kyrie eleison, l esprit de l escalier
l etat c est moi, la bamba, la dolce vita, la la land, la nina, la traviata, laissez faire
laissez les bons temps rouler, lapsus linguae, le mot juste, lese majeste, lingua franca, livin la vida loca
lorem ipsum, lorem ipsum dolor sit amet, magna carta, magna cum laude, magnum opus, mahi mahi, mai tai, maitre d hotel
mal de mer, mamma mia, mano a mano, mardi gras, mauvais quart d heure, mazel tov, mea culpa, mea maxima culpa
mein gott, memento mori, menage a trois, mens rea, mens sana in corpore sano, mi casa es su casa, mi casa su casa
mirabile dictu, mise en place, mise en scene, modus operandi, modus vivendi, mon dieu, mot juste, muay thai
mucho gusto, muy caliente, na zdorovie, na zdrowie, ne plus ultra, nem con, nessun dorma, nihil obstat
nil desperandum, nil nisi bonum, no bueno, no pasaran, noblesse oblige, noli me tangere, nolle prosequi
nolo contendere, nom de guerre, nom de plume, non compos mentis, non grata, non sequitur, nota bene, nouveau riche
nouvelle cuisine, nouvelle vague, obiter dictum, objet d art, objet trouve, oeil de boeuf, ohayo gozaimasu
omae wa mou shindeiru, omnia vincit amor, opera buffa, opus dei, ora pro nobis, osso buco, oui oui, oy vey
pain au chocolat, palak paneer, panem et circenses, panna cotta, papier mache, par avion, par excellence, pari passu
pas de deux, passe partout, pate de foie gras, pater familias, pater noster, pax britannica, pax romana, per annum
per ardua ad astra, per aspera ad astra, per capita, per cent, per diem, per mensem, per se, persona non grata
petit bourgeois, petit four, petit mal, petit pois, pico de gallo, piece de resistance, pied a terre, pina colada
pis aller, plat du jour, plus ca change, porte cochere, post coitum, post hoc, post hoc ergo propter hoc, post mortem
post partum, pot au feu, pot pourri, pret a porter, prima donna, prima facie, primus inter pares, prix fixe, pro bono
pro forma, pro rata, pro se, pro tem, pro tempore, quantum meruit, que sera, que sera sera, quid pro quo
quis custodiet ipsos custodes, quo vadis, quod erat demonstrandum, quot homines tot sententiae, raison d etat
raison d etre, rara avis, ras el hanout, reductio ad absurdum, requiescat in pace, res gestae, res ipsa loquitur
res judicata, rigor mortis, roman a clef, sacre bleu, sal volatile, salsa verde, sancta simplicitas, sang froid
sans serif, sans souci, savoir faire, savoir vivre, semper fi, semper fidelis, semper paratus, senpai notice me
si se puede, si vis pacem para bellum, sic semper tyrannis, sic transit gloria mundi, sine die, sine qua non
sinn fein, slainte mhath, soi disant, son et lumiere, sotto voce, soup du jour, sous vide, spiritus mundi
stabat mater, status quo, status quo ante, sturm und drang, sub judice, sub poena, sub rosa, sui generis
summa cum laude, table d hote, tableau vivant, tabula rasa, tai chi, tant mieux, tant pis, te deum, tempus fugit
terra firma, terra incognita, terra nullius, terza rima, tete a tete, tom yum, tour d horizon, tour de force
tour de france, tout court, trompe l oeil, tutti frutti, tutti quanti, uber alles, ubi sunt, ultima ratio
ultima thule, ultra vires, urbi et orbi, ut infra, ut supra, vade mecum, vae victis, vamos a la playa, vaya con dios
veni vidi vici, verbatim et literatim, vice versa, vis a vis, vis inertiae, viva la revolucion, viva la vida
viva las vegas, viva voce, vive la difference, vive la france, vive la revolution, vol au vent, volte face
vorsprung durch technik, voulez vous, vox pop, vox populi, wabi sabi, yin yang, za zdorovie, zut alors
""".strip().splitlines()
    for phrase in line.split(", ")
)
_LONGEST = max(len(phrase.split()) for phrase in _PHRASES)


def without_loans(words: Sequence[str]) -> list[str]:
    """The words without borrowed phrases. Longer phrases are removed first."""
    kept: list[str] = []
    at = 0
    while at < len(words):
        size = next((n for n in range(_LONGEST, 1, -1) if " ".join(words[at : at + n]) in _PHRASES), 0)
        if not size:
            kept.append(words[at])
        at += size or 1
    return kept
