"""What members of a network might write, put under themes by hand. "-" is what belongs with nothing else.

FIRST is what the figures in `voice.domain.themes` were chosen by; SECOND was not looked at while they were.
"""

FIRST = {
    "parking": """
        Det er svært at finde en parkeringsplads ved biblioteket
        Parkering! Jeg kørte rundt i tyve minutter
        Kan vi mødes et sted med bedre parkeringsforhold?
        P-pladserne er altid optaget, så jeg parkerer ulovligt
        Parkeringen koster for meget inde i byen
        Parkeringspladsen er mørk, når vi går hjem
    """,
    "sound": """
        Man kan ikke høre oplægget nede bagved, brug mikrofon
        Lyden var dårlig, jeg hørte kun halvdelen
        Køb nu en mikrofon
        Mikrofonen hylede hele tiden, lyden skal tjekkes før
        Jeg er hørehæmmet og kunne ikke høre spørgsmålene fra salen uden mikrofon
    """,
    "bookkeeping": """
        Et oplæg om moms og regnskab for små firmaer
        Regnskab er min akilleshæl: hvad må man trække fra i moms?
        Hvilket regnskabsprogram bruger I? e-conomic eller Dinero?
        Kan en revisor komme og fortælle om årsregnskabet
        Momsfrister og regnskab for enkeltmandsvirksomheder
        Jeg vil lære mit regnskabsprogram ordentligt at kende
    """,
    "food": """
        Maden må gerne være vegetarisk
        Der var for lidt mad og ingen kaffe
        Kaffen var kold
        Mere kaffe, tak, og gerne noget te
        Vegetarisk mad, når vi spiser sammen
        Maden var lækker, ros til køkkenet
    """,
    "social media": """
        Hvordan får jeg følgere på Instagram?
        Facebook-annoncer: virker det overhovedet for en lokal butik?
        Sociale medier for begyndere, især Instagram
        Jeg bruger timer på Facebook og Instagram uden at få kunder
        En workshop om sociale medier med egen telefon
        LinkedIn og Facebook, hvad skal jeg vælge som håndværker?
    """,
    "early": """
        Morgenmøder i stedet for aftenmøder, jeg har små børn
        Kunne vi lægge et møde om morgenen?
        Aftenmøder passer dårligt med børn, prøv morgenmøder
        Et morgenmøde en gang i kvartalet
        Jeg har børn og kan kun om morgenen
    """,
    "hiring": """
        Hvordan ansætter man sin første medarbejder?
        Ansættelse af lærlinge og elever
        Jeg overvejer at ansætte, men tør ikke. Ansættelseskontrakter?
        Elev eller lærling: hvad koster det en lille virksomhed?
        At få en lærling i en virksomhed med to mennesker
        Min første ansættelse gik galt, lad os tale om medarbejdere
    """,
    "ai": """
        Kunstig intelligens i hverdagen for små virksomheder
        ChatGPT: vis os, hvad det kan
        Et oplæg om kunstig intelligens og ChatGPT
        Må man skrive kundedata ind i ChatGPT?
        Hvad gør kunstig intelligens ved mit fag?
    """,
    "-": """
        Tak for en god aften
        Lyset i lokalet flimrer
        Min hund vil gerne med
        Det blev sent
        Hvem har nøglen til skabet?
    """,
}

SECOND = {
    "website": """
        Min hjemmeside er fra 2009, hvem kan hjælpe?
        Oplæg om hjemmesider, man selv kan rette
        Hvordan bliver min hjemmeside fundet på Google?
        Google viser min konkurrent før mig
        En aften om hjemmeside og Google-annoncer
        Jeg har betalt en formue for en hjemmeside, ingen besøger
        Søgning på Google, så lokale kunder finder os
    """,
    "prices": """
        Hvad skal timeprisen være?
        Jeg tør ikke sætte prisen op
        Priser: hvordan siger man til en gammel kunde, at prisen stiger
        Prisfastsættelse for håndværkere
        Timepris eller fast pris, hvad vælger I?
        Alle siger, jeg er for billig. Tal om priser
    """,
    "transport": """
        Bussen går kl. 20, så jeg må gå før tid
        Kan vi lave samkørsel fra Stege?
        Samkørsel! Vi er tre, der kører fra Bogø hver gang
        Uden bil kommer man ikke hjem, den sidste bus er kørt
        En liste over, hvem der kører hvorfra, så vi kan køre sammen
        Bustiderne passer ikke med mødets slutning
    """,
    "hot seat": """
        Den varme stol er det bedste ved hele aftenen
        Giv den varme stol mere tid, 15 minutter er for lidt
        Jeg turde ikke melde mig til den varme stol
        Den varme stol to gange på en aften?
        Kan man få den varme stol uden at sige, hvad firmaet hedder?
    """,
    "newcomers": """
        Som ny kendte jeg ingen og stod alene i pausen
        En fast vært, der tager imod nye ved døren
        De nye bliver ikke præsenteret
        Tag bedre imod de nye, jeg stod alene hele aftenen
        En mentor til nye medlemmer
        Nye medlemmer burde få en vært den første gang
    """,
    "gdpr": """
        GDPR for enkeltmandsvirksomheder, hvad skal jeg have styr på
        Persondata og samtykke, når jeg tager billeder af kunder
        Hvor længe må jeg gemme kunders persondata?
        GDPR igen, tak. Reglerne om samtykke forvirrer mig
        En gennemgang af GDPR med en jurist
    """,
    "outdoor": """
        En sommertur til et af medlemmerne, så vi ser hinandens værksteder
        Virksomhedsbesøg hos hinanden
        Besøg på et værksted i stedet for et mødelokale
        Mød hinanden ude på virksomhederne, jeg vil gerne vise mit værksted frem
        Flere virksomhedsbesøg, færre slides
    """,
    "energy": """
        Solceller på værkstedets tag, kan det betale sig?
        Elregningen er fordoblet. Hvad gør I andre?
        Energi og el: hvordan sparer en lille produktion strøm
        Tilskud til solceller og varmepumpe
        Varmepumpe eller gas i et gammelt værksted? Elregningen vælter mig
    """,
    "-": """
        Hyggelig stemning
        Navneskiltene faldt af
        Kan vi få en julefrokost?
        Jeg flytter til Jylland og melder mig ud
        Der manglede stole
    """,
}

ENGLISH = {
    "language": """
        Could the talk be in English as well?
        I do not understand Danish that well, English slides would help
        Slides in English please
    """,
    "exports": """
        How do I start to export to Germany?
        Exporting to Germany and Sweden, customs and VAT
        A speaker on exports would be great, my exports to Sweden are stuck
    """,
}


def of(themes: dict[str, str]) -> tuple[list[str], list[int]]:
    """The texts, and the number of the theme of each; what belongs with nothing has a number of its own."""
    texts: list[str] = []
    numbers: list[int] = []
    for number, (theme, lines) in enumerate(themes.items()):
        for line in lines.strip().splitlines():
            texts.append(line.strip())
            numbers.append(1000 + len(texts) if theme == "-" else number)
    return texts, numbers
