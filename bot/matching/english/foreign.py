"""Other languages as typed in Latin letters: their question words, and the commonest words of India's languages.

No library that was tried recognises them (0 to 7 of 48 messages). Words that are also English, or that several of these
languages share with English slang, are left out.
"""

from __future__ import annotations

LATIN_LETTERS = {
    "hi": frozenset(
        """
        hai hain hoon hun tha thi thay hoga hogi honge raha rahe rahi kya kyu kyun kyon kaise kaisa kaisi kahan kaha
        kab kaun kon kitna kitne kitni mein mai main mujhe mujhko mera meri mere tum tumhara tera teri aap aapka aapki
        hum humko humein hamara yeh ye woh wo isme isse iske iska iski uska uski uske unka unki unke unhone usne isne
        kiya kiye karo kar karna karta karte karti karne kare karega karenge gaya gayi gaye jaana jata jati jaate
        bhai bhaiya yaar dost doston log sab kuch koi nahi nahin nhi mat bahut bohot acha accha achha theek thik baare
        baat batao bata bataye bolo bol bola bole kaha samajh samjha matlab aur ya lekin magar par ke ka ki ko se ne ho
        hota hoti hote liye wala wale wali sakta sakte sakti chahiye chahte chahta mahine din saal abhi phir fir toh
        sirf bhi hi itna jaise jab tab agar kyunki namaste shukriya dhanyavaad desh sarkar vyapar vyapaar samjhauta
        kitaab paisa paise kaam logon bharat haal chal milte mile mila hua hue hui diya dega denge lega liya apna apne
        apni kisne kisko kis jisme le lo lein shuru khatam kidhar idhar udhar
        """.split()
    ),
    "bn": frozenset(
        """
        ki keno kemon kothay kokhon koto kobe ke kara ami amar amake amader tumi tomar tomake apni apnar se tar tader
        ora era eta ota ei oi ekta ache achen acho achi nei hobe hoyeche hoye hoy holo chilo chilen bolche bolchen
        bolechen bolechilo bole bolo korche korechen kore korbe koro korte korle niye sobai shobai kichu kichui bujhte
        bujhi parchi pari parbo na nai ar ebong kintu jonno theke diye sathe shathe moddhe upor lekha lekhata lekhay
        khobor bhalo valo kharap dhonnobad bhai dada didi bondhu desh bharot bharat bangla bazar khulte jana jani
        janen bolun bolte chay chai cheyeche dorkar mase maser din bochor ekhon tokhon jodi tobe er ta ti gulo
        """.split()
    ),
    "ta": frozenset(
        """
        enna yenna ennada yaaru yaru enga eppo eppadi epdi evlo evvalavu ethana edhu ethu idhu ithu adhu athu indha
        intha andha antha naan nan en enakku ennoda nee unakku ungal ungalukku avar avan aval avanga avaru namma
        naama iruku irukku irukka irukeenga irukkanga iruka illa illai illaya sonnar sonnaru sonnanga sollunga sollu
        solla solren pesinanga pesunanga pesuranga pathi patri panna pannanum pannunga pannuvanga pannurathu theriyuma
        theriyum theriyala puriyala puriyuthu vanakkam makkale makkal nandri romba nalla illama kooda mattum aana ana
        oru rendu moonu ippo appo inga anga varum vara vandhu vanga ponga poda machan machi thambi anna akka venum
        vendam mudiyuma mudiyum mudiyathu seri sari ayya padinga padi kelunga kekka yen
        """.split()
    ),
    "te": frozenset(
        """
        enti emi em emiti enduku evaru evadu ekkada eppudu ela elaa enta entha enni edi idi adi ee aa nenu naku naaku
        nuvvu neeku meeru meeku mee maa mana manam vallu vaallu atanu aame ayana undi unnaru unnayi unna unnadu ledu
        leru leda leka kadu kaadu avunu cheppandi cheppu cheppadu cheppindi cheppinaru chepparu chesaru chestunnaru
        cheyyali cheyali matladaru matladutunnara matladutunnaru gurinchi gurunchi nunchi nundi kosam tho lo ki ku ni
        kavali kaavali akkarledu telusa telusu teliyadu ardham kaledu ayindi ayipoyindi ayipoyinda avutundi jarigindi
        andaru antha andari bagundi bagunnara bagunnaru baga chala chaala dhanyavadalu namaskaram anna akka thammudu
        ante kuda kani inka ippudu appudu ikkada akkada roju nela
        """.split()
    ),
    "mr": frozenset(
        """
        aahe ahe ahet aahet nahi nahiye hota hoti hote kay kaay kaye kasa kashi kase kuthe kadhi kon kona kiti kashala
        ka mi mala majha majhi maza mazi amhi aamhi tu tula tuza tuzi tumhi tumhala to ti te tyanni tyani tyacha tyachi
        tyala tichya tyanche yacha yachi yat ya hya ha hi he cha chi che chya la ne ni madhe madhye var sathi pasun
        kade baddal vishayi mhanala mhanale mhanali mhane mhanje sanga sangaa sangitla bolle bolla bhetle bhetla zala
        zali zale jhala jhali karto karte kartat kela keli kele karaycha karnar pan ani aani kinva jar tar mag khup
        chan changla changle nakki dhanyavad namaskar dada tai mitra mahinyala mahina divas varsh ata aata kahi konti
        konta konte havay havi pahije shakto shakta yeil milel lok desh bharat
        """.split()
    ),
    "gu": frozenset(
        """
        che chhe chho chu hatu hati hata shu shena shenu kem kyare kyarthi kona kone kon ketla ketlu ketli kevu kya kyan
        aa ane nathi tane tamne ame tu maru mara tamaru tamari amaru vishe ni nu na jova jovu joie joiye thayu thase
        thay karyu karvu kare kahyu kahe bolya kaho batavo aavyu aave gayu gaya lekh vaat samjavo khabar majama saru
        """.split()
    ),
    "pa": frozenset(
        """
        kiven kive kitthe kithon kado kadon kaun kihne kinna kinne kinni kinu kyon ae hai han si sann sigga da di de nu
        te toh vich naal layi baare mainu tainu tuhanu sanu assi asi tusi tuhada tuhadi mera meri sadi nahi nai hor vi
        dasso dass karda kardi karde kita kiti hoya hoyi gaya gayi kehnda kehndi kehnde keha bolda lekh paaji veerji
        shukriya sri chahida milda
        """.split()
    ),
    "ml": frozenset(
        """
        enthanu enthaanu enthane enthine enthu entha evideyanu eppol eppozhanu engane enthina enthinanu aaranu aaraanu
        aaru ethra ethraya kurichu paranju parayunnu parayamo paranjathu ente ninte njan njangal ningal ningalude avan
        avar athu ithu aanu aano alla illa veno venam kazhiyumo cheyyam cheythu varum pokum chetta sukhamano
        """.split()
    ),
    "kn": frozenset(
        """
        yaaru yaru yenu enu ellide elli yavaga yaavaga hege heg estu eshtu yake yaake yavudu yaavudu idu adu illa iddare
        irodu bagge helidru helidaru heli helta nanu naanu nanage nimage neevu ninu nimma namma avaru avalu avanu mattu
        adare beku beda gottilla gottu maadi madi maadidru banni hogi tumba chennagide dhanyavada
        """.split()
    ),
}

QUESTIONS = {
    language: frozenset(words.split())
    for language, words in {
        "es": """
            a al quien quienes que cual cuales es son era fue donde esta cuando como por cuanto cuantos cuantas hay el
            la los las un una de del en se llama significa cuesta cuestan hora abre abren cierra precio quiere dijo
        """,
        "fr": """
            qui que quoi qu est sont etait c ce cest ou quand comment pourquoi combien quel quelle quels quelles le la
            les l d du de des un une a t il elle y se trouve coute coutent prix heure ouvre ouvrent ferme dit veut
        """,
        "de": """
            wer was wo wann warum wieso wie welche welcher welches ist sind war der die das den ein eine viel viele
            von heisst bedeutet gibt es kostet kosten wieviel uhr macht sagt
        """,
        "it": """
            chi che cosa cos cose e sono era dove dov quando come com perche quanto quanti quale quali il lo la gli i
            un una di del si chiama significa costa costano prezzo ora apre aprono chiude dice vuole
        """,
        "pt": """
            quem que qual quais e sao era foi onde fica quando como por quanto quantos o a os as um uma de do da chama
            custa custam preco hora abre abrem fecha quer
        """,
        "nl": """
            wie wat waar wanneer waarom hoe welke is zijn was de het een van veel heet betekent kost kosten prijs gaat
            zegt
        """,
        "pl": """
            kto co gdzie kiedy dlaczego jak jaki jaka jakie ile jest sa to byl byla znaczy kosztuje kosztuja cena
            godzinie otwarte otwarcie mowi chce
        """,
        "tr": """
            kim kimdir kimler ne nedir nerede neresi neden nasil kac zaman kadar bu mi para fiyati saat acilir
            aciliyor dedi istiyor
        """,
        "id": """
            siapa siapakah apa apakah dimana di mana kapan mengapa kenapa bagaimana berapa itu adalah ini yang harga
            harganya buka bilang
        """,
        "sv": """
            vem vilka vad var nar varfor hur mycket manga ar det den ett en heter far jag kan man med kostar oppnar
            sager
        """,
        "no": "hvem hva hvor hvorfor hvordan nar mange mye er det den et en heter jeg kan man med ma koster apner sier",
        "da": """
            hvem hvad hvor hvorfor hvordan hvornar mange meget er det den et en hedder jeg kan man med ma koster abner
            siger handler om
        """,
        "fi": "kuka ketka mika mita missa milloin miksi miten on ovat oli maksaa aukeaa sanoo",
        "ro": "cine ce unde cand de cum cat cati este e sunt a era un o costa pret ora deschide spune vrea",
        "cs": "kdo co kde kdy proc jak jaky jaka kolik o cem je jsou to byl byla stoji oteviraji rika",
        "hu": "ki kik mi hol mikor miert hogyan mennyi hany az a van kerul mennyibe nyit mondja",
        "vi": "ai la gi cai o dau khi nao tai sao bao nhieu",
        "tl": "sino sinu ano saan kailan bakit paano ilan magkano ang si ba ito",
        "sw": "nani ni nini wapi lini kwa gani ngapi yuko bei ya wa",
        "ru": "kto takoi takoy takaya chto eto eta gde kogda pochemu o chem skolko stoit kak kakoi kakoy",
        "el": "pios poios poia pia einai ti pou pote giati poso kanei kostizei o i to",
        "hr": "tko ko je su sto sta gdje gde kada kad zasto kako koliko kosta kostaju bio bila",
        "hi": "kya kyu kyun kyon kaise kaisa kaisi kahan kab kaun kitna kitne kitni hai hain ka ki ke ko ne le tha thi",
        "bn": "keno kemon kothay kokhon koto kobe ke ki er ta ache hobe holo",
        "ta": "enna yenna yaaru yaru enga eppo eppadi epdi evlo evvalavu ethana",
        "te": "enti emiti enduku evaru evadu ekkada eppudu ela elaa entha enni",
        "mr": "kay kaay kasa kashi kase kuthe kadhi kon kona kiti ahe aahe ahet aahet",
        "gu": "shu kem kyare kona kon ketla ketlu ketli che chhe",
        "pa": "kiven kitthe kado kadon kaun kinna kinne ae hai",
        "ml": "enthanu evideyanu eppol engane aaranu aaru ethra aanu",
        "kn": "yaaru yaru yenu enu ellide elli yavaga hege estu eshtu yake",
    }.items()
}
"""The words, without accents, of short questions about somebody or something ("qui est", "quanto costa"), by ISO 639-1
code. A library is not sure of so few words with a name."""

ALONE = {
    word: language
    for language, words in {
        "es": "porque cuando donde quien quienes cual cuanto cuantos ayuda",
        "fr": "pourquoi quand combien quoi lequel laquelle",
        "de": "warum wieso weshalb wann welche welcher welches wieviel nein hilfe",
        "it": "perche quanto quale aiuto",
        "pt": "quando onde quem qual quais ajuda",
        "nl": "waarom wanneer hoeveel",
        "pl": "dlaczego kiedy gdzie kto pomocy",
        "tr": "neden nicin nasil nerede kimdir hayir yardim",
        "id": "kenapa mengapa siapa bagaimana dimana kapan berapa",
        "sv": "varfor",
        "da": "hvorfor hvordan hvem hvornar",
        "fi": "miksi milloin kuka",
        "cs": "proc kdy kde kdo kolik",
        "hu": "miert hogyan mikor mennyi",
        "tl": "bakit paano kailan magkano",
        "ru": "pochemu zachem kogda skolko",
        "el": "giati",
        "hr": "zasto gdje koliko",
        "hi": "kyun kyon kaise kahan kaun kitna kitne",
    }.items()
    for word in words.split()
}
"""The language of words that ask, deny or call for help by themselves. None is an English word or a common name."""
