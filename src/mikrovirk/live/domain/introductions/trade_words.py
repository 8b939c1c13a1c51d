"""Word lists: what says nothing about a trade, and the many names for the same thing."""

# Words in offers and wishes that say nothing about the trade; in Danish or English.
SAYS_NOTHING = """
    hjælp hjælper hjælpe gerne søger søge tilbyder tilbyde tilbud mangler brug behov firma firmaer virksomhed virksomheder
    små småfirmaer store lille stor kunde kunder lokal lokale lokalt ny nye nyt god gode godt samarbejde samarbejder
    samarbejdspartner partner partnere netværk netværke møde møder kontakt kontakter nogen noget andre alle hele også mere
    mange flere fast faste aftale aftaler arbejde arbejder opgave opgaver løsning løsninger rådgivning rådgiver service
    ydelse ydelser produkt produkter pris priser billig hurtig dygtig erfaren professionel personlig region by byen land
    dag dage år tid ting sted steder privat private erhverv selvstændig iværksætter ude inde uden efter over under ind ud
    kan vil skal har være have få giver gør lave laver købe sælge sælger køber finde leder mig os dig sig vores jeres hvor
    help looking need needs offer offers small business businesses company companies customers customer new good work local
    more all any who can could will services service with from people someone somebody
"""

# One line: names for the same thing, as small businesses write them; each word is taken by its stem.
SAME_THING = """
    bogholder bogholderi bogføring bogfører regnskab regnskaber revisor revision moms årsregnskab lønadministration faktura fakturaer fakturering bookkeeper bookkeeping accountant accounting
    hjemmeside hjemmesider webside website webdesign webudvikling webudvikler wordpress webbureau webshop webshops netbutik onlinebutik ehandel shopify
    fotograf foto fotos fotografi fotografering billeder portrætter produktfoto photographer photography photos
    video film filmproduktion videoproduktion drone dronefoto reklamefilm
    tekstforfatter tekster tekst copywriter copywriting nyhedsbrev nyhedsbreve blogindlæg skribent journalist texts
    logo logoer grafiker grafisk layout tryksager visitkort brochure brochurer designer tegnestue skilte skilt
    facebook instagram linkedin some annoncer annoncering markedsføring marketing reklame seo adwords kampagner
    oversættelse oversætter oversættelser tolk tolkning translator translation
    advokat jura juridisk kontrakt kontrakter juridiske lawyer legal ejerskifte
    forsikring forsikringer pension forsikringsmægler insurance
    lån finansiering bank investor investorer fondsmidler fundraising fonde funding
    it edb computer computere pc itsupport netværksdrift sikkerhed cybersikkerhed backup support
    program programmør programmering software app apps udvikler systemudvikling developer
    tømrer snedker tømrerarbejde tilbygning vinduer carpenter
    murer murerarbejde fliser mason
    elektriker elinstallation installation ladestander elarbejde electrician
    vvs blikkenslager varmepumpe varmepumper rørlægger plumber
    maler malerarbejde maling maleropgaver tapet painter
    gartner anlægsgartner have haver hæk hække havearbejde beplantning gardener
    rengøring rengøringshjælp vinduespolering vinduespudser cleaning
    frisør hår klip salon hairdresser
    massage massør fysioterapi fysioterapeut behandling behandler zoneterapi akupunktur
    coach coaching stress trivsel supervision mentor sparring
    kursus kurser undervisning underviser workshop workshops foredrag oplæg courses training
    café kaffe frokost catering selskaber mad kok restaurant restauranter smørrebrød madleverandør
    råvarer grøntsager frugt økologi økologisk landbrug gårdbutik kød æg
    øl bryggeri vin brygger spiritus gin cider
    overnatning overnatningssteder værelser hotel bed breakfast sommerhus feriebolig camping
    ture tur guide turguide oplevelser turisme turister rundvisninger udflugter
    event events arrangement arrangementer bryllup bryllupper fest fester konference
    keramik keramiker brugskunst kunsthåndværk kunst kunstner maleri galleri
    syning syerske systue gardiner tøj skræder tekstil
    smykker guldsmed sølvsmed ure
    transport fragt levering vognmand kørsel logistik flytning
    lager lokale lokaler kontor kontorplads kontorfællesskab værksted pakhus
    butik butikker forhandler forhandlere grossist detail
    eksport eksportvirksomheder tyskland tysk udland import
    lærling lærlinge elev elever praktikant svend medarbejder medarbejdere rekruttering ansættelse vikar
    booking bookingsystem kalender kalendersystem
    psykolog terapeut terapi samtaler parterapi
    mægler ejendomsmægler bolig ejendom ejendomme arkitekt byggerådgivning byggesag
    energi solceller isolering klima bæredygtighed energirådgivning
    sprog engelsk tysk polsk sprogundervisning
    bil biler mekaniker autoværksted dæk
    hund hunde kat katte dyrlæge hundetræner dyrepasning hest heste
"""
