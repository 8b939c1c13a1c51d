"""Sections and divisions of the industry codes: the tables themselves, each label in Danish and English.

Danish labels of DB07: Danmarks Statistik. English labels: NACE Rev. 2 and NACE Rev. 2.1 (Eurostat), which DB07 and DB25 follow
down to four digits. Danish labels of what DB25 has anew are MikroVirk's own words until the official list is read in.
"""

from typing import Final, NamedTuple


class Label(NamedTuple):
    """What a code means, in both languages."""

    da: str
    en: str


class Division(NamedTuple):
    """Two digits of the code: the section they belong to, and what they mean."""

    section: str
    label: Label


SECTIONS_2007: Final[dict[str, Label]] = {
    "A": Label("Landbrug, jagt, skovbrug og fiskeri", "Agriculture, forestry and fishing"),
    "B": Label("Råstofindvinding", "Mining and quarrying"),
    "C": Label("Fremstillingsvirksomhed", "Manufacturing"),
    "D": Label("El-, gas- og fjernvarmeforsyning", "Electricity, gas, steam and air conditioning supply"),
    "E": Label(
        "Vandforsyning; kloakvæsen, affaldshåndtering og rensning af jord og grundvand",
        "Water supply; sewerage, waste management and remediation activities",
    ),
    "F": Label("Bygge- og anlægsvirksomhed", "Construction"),
    "G": Label(
        "Engroshandel og detailhandel; reparation af motorkøretøjer og motorcykler",
        "Wholesale and retail trade; repair of motor vehicles and motorcycles",
    ),
    "H": Label("Transport og godshåndtering", "Transportation and storage"),
    "I": Label("Overnatningsfaciliteter og restaurationsvirksomhed", "Accommodation and food service activities"),
    "J": Label("Information og kommunikation", "Information and communication"),
    "K": Label("Pengeinstitut- og finansvirksomhed, forsikring", "Financial and insurance activities"),
    "L": Label("Fast ejendom", "Real estate activities"),
    "M": Label(
        "Liberale, videnskabelige og tekniske tjenesteydelser", "Professional, scientific and technical activities"
    ),
    "N": Label("Administrative tjenesteydelser og hjælpetjenester", "Administrative and support service activities"),
    "O": Label(
        "Offentlig forvaltning og forsvar; socialsikring",
        "Public administration and defence; compulsory social security",
    ),
    "P": Label("Undervisning", "Education"),
    "Q": Label("Sundhedsvæsen og sociale foranstaltninger", "Human health and social work activities"),
    "R": Label("Kultur, forlystelser og sport", "Arts, entertainment and recreation"),
    "S": Label("Andre serviceydelser", "Other service activities"),
    "T": Label(
        "Private husholdninger med ansat medhjælp; husholdningers produktion af varer og tjenesteydelser til eget brug, i.a.n.",
        "Activities of households as employers; goods and services of households for own use",
    ),
    "U": Label(
        "Ekstraterritoriale organisationer og organer", "Activities of extraterritorial organisations and bodies"
    ),
}

SECTIONS_2025: Final[dict[str, Label]] = {
    "A": Label("Landbrug, jagt, skovbrug og fiskeri", "Agriculture, forestry and fishing"),
    "B": Label("Råstofindvinding", "Mining and quarrying"),
    "C": Label("Fremstillingsvirksomhed", "Manufacturing"),
    "D": Label("El-, gas- og fjernvarmeforsyning", "Electricity, gas, steam and air conditioning supply"),
    "E": Label(
        "Vandforsyning; kloakvæsen, affaldshåndtering og rensning af jord og grundvand",
        "Water supply; sewerage, waste management and remediation activities",
    ),
    "F": Label("Bygge- og anlægsvirksomhed", "Construction"),
    "G": Label("Engroshandel og detailhandel", "Wholesale and retail trade"),
    "H": Label("Transport og godshåndtering", "Transportation and storage"),
    "I": Label("Overnatningsfaciliteter og restaurationsvirksomhed", "Accommodation and food service activities"),
    "J": Label(
        "Udgivervirksomhed, radio og tv samt produktion og distribution af indhold",
        "Publishing, broadcasting, and content production and distribution activities",
    ),
    "K": Label(
        "Telekommunikation, computerprogrammering, it-konsulenter og it-infrastruktur",
        "Telecommunication, computer programming, consulting, computing infrastructure and other information service activities",
    ),
    "L": Label("Pengeinstitut- og finansvirksomhed, forsikring", "Financial and insurance activities"),
    "M": Label("Fast ejendom", "Real estate activities"),
    "N": Label(
        "Liberale, videnskabelige og tekniske tjenesteydelser", "Professional, scientific and technical activities"
    ),
    "O": Label("Administrative tjenesteydelser og hjælpetjenester", "Administrative and support service activities"),
    "P": Label(
        "Offentlig forvaltning og forsvar; socialsikring",
        "Public administration and defence; compulsory social security",
    ),
    "Q": Label("Undervisning", "Education"),
    "R": Label("Sundhedsvæsen og sociale foranstaltninger", "Human health and social work activities"),
    "S": Label("Kultur, sport og forlystelser", "Arts, sports and recreation"),
    "T": Label("Andre serviceydelser", "Other service activities"),
    "U": Label(
        "Private husholdninger med ansat medhjælp; husholdningers produktion af varer og tjenesteydelser til eget brug, i.a.n.",
        "Activities of households as employers and undifferentiated goods- and service-producing activities of households for own use",
    ),
    "V": Label(
        "Ekstraterritoriale organisationer og organer", "Activities of extraterritorial organisations and bodies"
    ),
}

# The scheme of before 2008 (NACE Rev. 1.1): its sections, in short words of our own.
SECTIONS_2003: Final[dict[str, Label]] = {
    "A": Label("Landbrug og skovbrug", "Agriculture, hunting and forestry"),
    "B": Label("Fiskeri", "Fishing"),
    "C": Label("Råstofudvinding", "Mining and quarrying"),
    "D": Label("Industri", "Manufacturing"),
    "E": Label("Energi- og vandforsyning", "Electricity, gas and water supply"),
    "F": Label("Bygge- og anlægsvirksomhed", "Construction"),
    "G": Label("Handel og reparation", "Wholesale and retail trade; repair"),
    "H": Label("Hoteller og restauranter", "Hotels and restaurants"),
    "I": Label("Transport, post og telekommunikation", "Transport, storage and communication"),
    "J": Label("Finansiering og forsikring", "Financial intermediation"),
    "K": Label("Ejendomme, udlejning og forretningsservice", "Real estate, renting and business activities"),
    "L": Label("Offentlig administration", "Public administration and defence; compulsory social security"),
    "M": Label("Undervisning", "Education"),
    "N": Label("Sundhed og sociale institutioner", "Health and social work"),
    "O": Label("Andre service- og kulturydelser", "Other community, social and personal service activities"),
    "P": Label("Private husholdninger", "Activities of households"),
    "Q": Label("Internationale organisationer", "Extra-territorial organisations and bodies"),
}

DIVISIONS_2007: Final[dict[str, Division]] = {
    "01": Division(
        "A",
        Label(
            "Plante- og husdyravl, jagt og serviceydelser i forbindelse hermed",
            "Crop and animal production, hunting and related service activities",
        ),
    ),
    "02": Division("A", Label("Skovbrug og skovning", "Forestry and logging")),
    "03": Division("A", Label("Fiskeri og akvakultur", "Fishing and aquaculture")),
    "05": Division("B", Label("Indvinding af kul og brunkul", "Mining of coal and lignite")),
    "06": Division("B", Label("Indvinding af råolie og naturgas", "Extraction of crude petroleum and natural gas")),
    "07": Division("B", Label("Brydning af metalmalme", "Mining of metal ores")),
    "08": Division("B", Label("Anden råstofindvinding", "Other mining and quarrying")),
    "09": Division(
        "B", Label("Serviceydelser i forbindelse med råstofindvinding", "Mining support service activities")
    ),
    "10": Division("C", Label("Fremstilling af fødevarer", "Manufacture of food products")),
    "11": Division("C", Label("Fremstilling af drikkevarer", "Manufacture of beverages")),
    "12": Division("C", Label("Fremstilling af tobaksprodukter", "Manufacture of tobacco products")),
    "13": Division("C", Label("Fremstilling af tekstiler", "Manufacture of textiles")),
    "14": Division("C", Label("Fremstilling af beklædningsartikler", "Manufacture of wearing apparel")),
    "15": Division("C", Label("Fremstilling af læder og lædervarer", "Manufacture of leather and related products")),
    "16": Division(
        "C",
        Label(
            "Fremstilling af træ og varer af træ og kork, undtagen møbler; fremstilling af varer af strå og flettematerialer",
            "Manufacture of wood and of products of wood and cork, except furniture; manufacture of articles of straw and plaiting materials",
        ),
    ),
    "17": Division("C", Label("Fremstilling af papir og papirvarer", "Manufacture of paper and paper products")),
    "18": Division(
        "C", Label("Trykning og reproduktion af indspillede medier", "Printing and reproduction of recorded media")
    ),
    "19": Division(
        "C",
        Label(
            "Fremstilling af koks og raffinerede mineralolieprodukter",
            "Manufacture of coke and refined petroleum products",
        ),
    ),
    "20": Division("C", Label("Fremstilling af kemiske produkter", "Manufacture of chemicals and chemical products")),
    "21": Division(
        "C",
        Label(
            "Fremstilling af farmaceutiske råvarer og farmaceutiske præparater",
            "Manufacture of basic pharmaceutical products and pharmaceutical preparations",
        ),
    ),
    "22": Division(
        "C", Label("Fremstilling af gummi- og plastprodukter", "Manufacture of rubber and plastic products")
    ),
    "23": Division(
        "C",
        Label(
            "Fremstilling af andre ikke-metalholdige mineralske produkter",
            "Manufacture of other non-metallic mineral products",
        ),
    ),
    "24": Division("C", Label("Fremstilling af metal", "Manufacture of basic metals")),
    "25": Division(
        "C",
        Label(
            "Jern- og metalvareindustri, undtagen maskiner og udstyr",
            "Manufacture of fabricated metal products, except machinery and equipment",
        ),
    ),
    "26": Division(
        "C",
        Label(
            "Fremstilling af computere, elektroniske og optiske produkter",
            "Manufacture of computer, electronic and optical products",
        ),
    ),
    "27": Division("C", Label("Fremstilling af elektrisk udstyr", "Manufacture of electrical equipment")),
    "28": Division(
        "C", Label("Fremstilling af maskiner og udstyr i.a.n.", "Manufacture of machinery and equipment n.e.c.")
    ),
    "29": Division(
        "C",
        Label(
            "Fremstilling af motorkøretøjer, påhængsvogne og sættevogne",
            "Manufacture of motor vehicles, trailers and semi-trailers",
        ),
    ),
    "30": Division("C", Label("Fremstilling af andre transportmidler", "Manufacture of other transport equipment")),
    "31": Division("C", Label("Fremstilling af møbler", "Manufacture of furniture")),
    "32": Division("C", Label("Anden fremstillingsvirksomhed", "Other manufacturing")),
    "33": Division(
        "C",
        Label("Reparation og installation af maskiner og udstyr", "Repair and installation of machinery and equipment"),
    ),
    "35": Division(
        "D", Label("El-, gas- og fjernvarmeforsyning", "Electricity, gas, steam and air conditioning supply")
    ),
    "36": Division("E", Label("Vandforsyning", "Water collection, treatment and supply")),
    "37": Division("E", Label("Opsamling og behandling af spildevand", "Sewerage")),
    "38": Division(
        "E",
        Label(
            "Indsamling, behandling og bortskaffelse af affald; genbrug",
            "Waste collection, treatment and disposal activities; materials recovery",
        ),
    ),
    "39": Division(
        "E",
        Label(
            "Rensning af jord og grundvand og anden form for forureningsbekæmpelse",
            "Remediation activities and other waste management services",
        ),
    ),
    "41": Division("F", Label("Opførelse af bygninger", "Construction of buildings")),
    "42": Division("F", Label("Anlægsarbejder", "Civil engineering")),
    "43": Division(
        "F", Label("Bygge- og anlægsvirksomhed, som kræver specialisering", "Specialised construction activities")
    ),
    "45": Division(
        "G",
        Label(
            "Handel med biler og motorcykler, og reparation heraf",
            "Wholesale and retail trade and repair of motor vehicles and motorcycles",
        ),
    ),
    "46": Division(
        "G",
        Label(
            "Engroshandel undtagen med motorkøretøjer og motorcykler",
            "Wholesale trade, except of motor vehicles and motorcycles",
        ),
    ),
    "47": Division(
        "G",
        Label(
            "Detailhandel undtagen med motorkøretøjer og motorcykler",
            "Retail trade, except of motor vehicles and motorcycles",
        ),
    ),
    "49": Division("H", Label("Landtransport; rørtransport", "Land transport and transport via pipelines")),
    "50": Division("H", Label("Skibsfart", "Water transport")),
    "51": Division("H", Label("Luftfart", "Air transport")),
    "52": Division(
        "H",
        Label("Hjælpevirksomhed i forbindelse med transport", "Warehousing and support activities for transportation"),
    ),
    "53": Division("H", Label("Post- og kurertjenester", "Postal and courier activities")),
    "55": Division("I", Label("Overnatningsfaciliteter", "Accommodation")),
    "56": Division("I", Label("Restaurationsvirksomhed", "Food and beverage service activities")),
    "58": Division("J", Label("Udgivervirksomhed", "Publishing activities")),
    "59": Division(
        "J",
        Label(
            "Produktion af film, video- og tv-programmer, lydoptagelser og musikudgivelser",
            "Motion picture, video and television programme production, sound recording and music publishing activities",
        ),
    ),
    "60": Division("J", Label("Radio- og tv-virksomhed", "Programming and broadcasting activities")),
    "61": Division("J", Label("Telekommunikation", "Telecommunications")),
    "62": Division(
        "J",
        Label(
            "Computerprogrammering, konsulentbistand vedrørende informationsteknologi og lignende aktiviteter",
            "Computer programming, consultancy and related activities",
        ),
    ),
    "63": Division("J", Label("Informationstjenester", "Information service activities")),
    "64": Division(
        "K",
        Label(
            "Pengeinstitut- og finansieringsvirksomhed undtagen forsikring og pensionsforsikring",
            "Financial service activities, except insurance and pension funding",
        ),
    ),
    "65": Division(
        "K",
        Label(
            "Forsikring, genforsikring og pensionsforsikring undtagen lovpligtig socialforsikring",
            "Insurance, reinsurance and pension funding, except compulsory social security",
        ),
    ),
    "66": Division(
        "K",
        Label(
            "Hjælpetjenester i forbindelse med finansieringsvirksomhed og forsikring",
            "Activities auxiliary to financial services and insurance activities",
        ),
    ),
    "68": Division("L", Label("Fast ejendom", "Real estate activities")),
    "69": Division("M", Label("Juridisk bistand, bogføring og revision", "Legal and accounting activities")),
    "70": Division(
        "M",
        Label(
            "Hovedsæders virksomhed; virksomhedsrådgivning",
            "Activities of head offices; management consultancy activities",
        ),
    ),
    "71": Division(
        "M",
        Label(
            "Arkitekt- og ingeniørvirksomhed; teknisk afprøvning og analyse",
            "Architectural and engineering activities; technical testing and analysis",
        ),
    ),
    "72": Division("M", Label("Videnskabelig forskning og udvikling", "Scientific research and development")),
    "73": Division("M", Label("Reklame og markedsanalyse", "Advertising and market research")),
    "74": Division(
        "M",
        Label(
            "Andre liberale, videnskabelige og tekniske tjenesteydelser",
            "Other professional, scientific and technical activities",
        ),
    ),
    "75": Division("M", Label("Dyrlæger", "Veterinary activities")),
    "77": Division("N", Label("Udlejning og leasing", "Rental and leasing activities")),
    "78": Division("N", Label("Arbejdsformidling", "Employment activities")),
    "79": Division(
        "N",
        Label(
            "Rejsebureauers og rejsearrangørers virksomhed, reservationstjenesteydelser og tjenesteydelser i forbindelse hermed",
            "Travel agency, tour operator and other reservation service and related activities",
        ),
    ),
    "80": Division("N", Label("Vagt- og sikkerhedstjenester og overvågning", "Security and investigation activities")),
    "81": Division(
        "N",
        Label(
            "Serviceydelser i forbindelse med ejendomme samt landskabspleje",
            "Services to buildings and landscape activities",
        ),
    ),
    "82": Division(
        "N",
        Label(
            "Administrationsservice, kontorservice og anden forretningsservice",
            "Office administrative, office support and other business support activities",
        ),
    ),
    "84": Division(
        "O",
        Label(
            "Offentlig forvaltning, forsvar og socialsikring",
            "Public administration and defence; compulsory social security",
        ),
    ),
    "85": Division("P", Label("Undervisning", "Education")),
    "86": Division("Q", Label("Sundhedsvæsen", "Human health activities")),
    "87": Division("Q", Label("Institutionsophold", "Residential care activities")),
    "88": Division(
        "Q", Label("Sociale foranstaltninger uden institutionsophold", "Social work activities without accommodation")
    ),
    "90": Division(
        "R", Label("Kreative aktiviteter, kunst og forlystelser", "Creative, arts and entertainment activities")
    ),
    "91": Division(
        "R",
        Label(
            "Biblioteker, arkiver, museer og anden kulturel virksomhed",
            "Libraries, archives, museums and other cultural activities",
        ),
    ),
    "92": Division("R", Label("Lotteri- og anden spillevirksomhed", "Gambling and betting activities")),
    "93": Division(
        "R",
        Label("Sport, forlystelser og fritidsaktiviteter", "Sports activities and amusement and recreation activities"),
    ),
    "94": Division("S", Label("Organisationer og foreninger", "Activities of membership organisations")),
    "95": Division(
        "S",
        Label(
            "Reparation af computere og varer til personligt brug og husholdningsbrug",
            "Repair of computers and personal and household goods",
        ),
    ),
    "96": Division("S", Label("Andre personlige serviceydelser", "Other personal service activities")),
    "97": Division(
        "T", Label("Husholdninger med ansat medhjælp", "Activities of households as employers of domestic personnel")
    ),
    "98": Division(
        "T",
        Label(
            "Private husholdningers produktion af varer og tjenesteydelser til eget brug, i.a.n.",
            "Undifferentiated goods- and service-producing activities of private households for own use",
        ),
    ),
    "99": Division(
        "U",
        Label(
            "Ekstraterritoriale organisationer og organer", "Activities of extraterritorial organisations and bodies"
        ),
    ),
}

DIVISIONS_2025: Final[dict[str, Division]] = {
    "01": Division(
        "A",
        Label(
            "Plante- og husdyravl, jagt og serviceydelser i forbindelse hermed",
            "Crop and animal production, hunting and related service activities",
        ),
    ),
    "02": Division("A", Label("Skovbrug og skovning", "Forestry and logging")),
    "03": Division("A", Label("Fiskeri og akvakultur", "Fishing and aquaculture")),
    "05": Division("B", Label("Indvinding af kul og brunkul", "Mining of coal and lignite")),
    "06": Division("B", Label("Indvinding af råolie og naturgas", "Extraction of crude petroleum and natural gas")),
    "07": Division("B", Label("Brydning af metalmalme", "Mining of metal ores")),
    "08": Division("B", Label("Anden råstofindvinding", "Other mining and quarrying")),
    "09": Division(
        "B", Label("Serviceydelser i forbindelse med råstofindvinding", "Mining support service activities")
    ),
    "10": Division("C", Label("Fremstilling af fødevarer", "Manufacture of food products")),
    "11": Division("C", Label("Fremstilling af drikkevarer", "Manufacture of beverages")),
    "12": Division("C", Label("Fremstilling af tobaksprodukter", "Manufacture of tobacco products")),
    "13": Division("C", Label("Fremstilling af tekstiler", "Manufacture of textiles")),
    "14": Division("C", Label("Fremstilling af beklædningsartikler", "Manufacture of wearing apparel")),
    "15": Division(
        "C",
        Label("Fremstilling af læder og lædervarer", "Manufacture of leather and related products of other materials"),
    ),
    "16": Division(
        "C",
        Label(
            "Fremstilling af træ og varer af træ og kork, undtagen møbler; fremstilling af varer af strå og flettematerialer",
            "Manufacture of wood and of products of wood and cork, except furniture; manufacture of articles of straw and plaiting materials",
        ),
    ),
    "17": Division("C", Label("Fremstilling af papir og papirvarer", "Manufacture of paper and paper products")),
    "18": Division(
        "C", Label("Trykning og reproduktion af indspillede medier", "Printing and reproduction of recorded media")
    ),
    "19": Division(
        "C",
        Label(
            "Fremstilling af koks og raffinerede mineralolieprodukter",
            "Manufacture of coke and refined petroleum products",
        ),
    ),
    "20": Division("C", Label("Fremstilling af kemiske produkter", "Manufacture of chemicals and chemical products")),
    "21": Division(
        "C",
        Label(
            "Fremstilling af farmaceutiske råvarer og farmaceutiske præparater",
            "Manufacture of basic pharmaceutical products and pharmaceutical preparations",
        ),
    ),
    "22": Division(
        "C", Label("Fremstilling af gummi- og plastprodukter", "Manufacture of rubber and plastic products")
    ),
    "23": Division(
        "C",
        Label(
            "Fremstilling af andre ikke-metalholdige mineralske produkter",
            "Manufacture of other non-metallic mineral products",
        ),
    ),
    "24": Division("C", Label("Fremstilling af metal", "Manufacture of basic metals")),
    "25": Division(
        "C",
        Label(
            "Jern- og metalvareindustri, undtagen maskiner og udstyr",
            "Manufacture of fabricated metal products, except machinery and equipment",
        ),
    ),
    "26": Division(
        "C",
        Label(
            "Fremstilling af computere, elektroniske og optiske produkter",
            "Manufacture of computer, electronic and optical products",
        ),
    ),
    "27": Division("C", Label("Fremstilling af elektrisk udstyr", "Manufacture of electrical equipment")),
    "28": Division(
        "C", Label("Fremstilling af maskiner og udstyr i.a.n.", "Manufacture of machinery and equipment n.e.c.")
    ),
    "29": Division(
        "C",
        Label(
            "Fremstilling af motorkøretøjer, påhængsvogne og sættevogne",
            "Manufacture of motor vehicles, trailers and semi-trailers",
        ),
    ),
    "30": Division("C", Label("Fremstilling af andre transportmidler", "Manufacture of other transport equipment")),
    "31": Division("C", Label("Fremstilling af møbler", "Manufacture of furniture")),
    "32": Division("C", Label("Anden fremstillingsvirksomhed", "Other manufacturing")),
    "33": Division(
        "C",
        Label(
            "Reparation, vedligeholdelse og installation af maskiner og udstyr",
            "Repair, maintenance and installation of machinery and equipment",
        ),
    ),
    "35": Division(
        "D", Label("El-, gas- og fjernvarmeforsyning", "Electricity, gas, steam and air conditioning supply")
    ),
    "36": Division("E", Label("Vandforsyning", "Water collection, treatment and supply")),
    "37": Division("E", Label("Opsamling og behandling af spildevand", "Sewerage")),
    "38": Division(
        "E",
        Label(
            "Indsamling, behandling og bortskaffelse af affald; genbrug",
            "Waste collection, recovery and disposal activities",
        ),
    ),
    "39": Division(
        "E",
        Label(
            "Rensning af jord og grundvand og anden form for forureningsbekæmpelse",
            "Remediation activities and other waste management service activities",
        ),
    ),
    "41": Division("F", Label("Opførelse af bygninger", "Construction of residential and non-residential buildings")),
    "42": Division("F", Label("Anlægsarbejder", "Civil engineering")),
    "43": Division(
        "F", Label("Bygge- og anlægsvirksomhed, som kræver specialisering", "Specialised construction activities")
    ),
    "46": Division("G", Label("Engroshandel", "Wholesale trade")),
    "47": Division("G", Label("Detailhandel", "Retail trade")),
    "49": Division("H", Label("Landtransport; rørtransport", "Land transport and transport via pipelines")),
    "50": Division("H", Label("Skibsfart", "Water transport")),
    "51": Division("H", Label("Luftfart", "Air transport")),
    "52": Division(
        "H",
        Label(
            "Oplagring og hjælpevirksomhed i forbindelse med transport",
            "Warehousing, storage and support activities for transportation",
        ),
    ),
    "53": Division("H", Label("Post- og kurertjenester", "Postal and courier activities")),
    "55": Division("I", Label("Overnatningsfaciliteter", "Accommodation")),
    "56": Division("I", Label("Restaurationsvirksomhed", "Food and beverage service activities")),
    "58": Division("J", Label("Udgivervirksomhed", "Publishing activities")),
    "59": Division(
        "J",
        Label(
            "Produktion af film, video- og tv-programmer, lydoptagelser og musikudgivelser",
            "Motion picture, video and television programme production, sound recording and music publishing activities",
        ),
    ),
    "60": Division(
        "J",
        Label(
            "Radio- og tv-programmer, nyhedsbureauer og anden distribution af indhold",
            "Programming, broadcasting, news agency and other content distribution activities",
        ),
    ),
    "61": Division("K", Label("Telekommunikation", "Telecommunication")),
    "62": Division(
        "K",
        Label(
            "Computerprogrammering, it-konsulenter og lignende aktiviteter",
            "Computer programming, consultancy and related activities",
        ),
    ),
    "63": Division(
        "K",
        Label(
            "It-infrastruktur, databehandling, hosting og andre informationstjenester",
            "Computing infrastructure, data processing, hosting and other information service activities",
        ),
    ),
    "64": Division(
        "L",
        Label(
            "Pengeinstitut- og finansieringsvirksomhed undtagen forsikring og pensionsforsikring",
            "Financial service activities, except insurance and pension funding",
        ),
    ),
    "65": Division(
        "L",
        Label(
            "Forsikring, genforsikring og pensionsforsikring undtagen lovpligtig socialforsikring",
            "Insurance, reinsurance and pension funding, except compulsory social security",
        ),
    ),
    "66": Division(
        "L",
        Label(
            "Hjælpetjenester i forbindelse med finansieringsvirksomhed og forsikring",
            "Activities auxiliary to financial services and insurance activities",
        ),
    ),
    "68": Division("M", Label("Fast ejendom", "Real estate activities")),
    "69": Division("N", Label("Juridisk bistand, bogføring og revision", "Legal and accounting activities")),
    "70": Division(
        "N",
        Label("Hovedsæders virksomhed; virksomhedsrådgivning", "Activities of head offices and management consultancy"),
    ),
    "71": Division(
        "N",
        Label(
            "Arkitekt- og ingeniørvirksomhed; teknisk afprøvning og analyse",
            "Architectural and engineering activities; technical testing and analysis",
        ),
    ),
    "72": Division("N", Label("Videnskabelig forskning og udvikling", "Scientific research and development")),
    "73": Division(
        "N",
        Label(
            "Reklame, markedsanalyse og public relations",
            "Activities of advertising, market research and public relations",
        ),
    ),
    "74": Division(
        "N",
        Label(
            "Andre liberale, videnskabelige og tekniske tjenesteydelser",
            "Other professional, scientific and technical activities",
        ),
    ),
    "75": Division("N", Label("Dyrlæger", "Veterinary activities")),
    "77": Division("O", Label("Udlejning og leasing", "Rental and leasing activities")),
    "78": Division("O", Label("Arbejdsformidling", "Employment activities")),
    "79": Division(
        "O",
        Label(
            "Rejsebureauers og rejsearrangørers virksomhed, reservationstjenesteydelser og tjenesteydelser i forbindelse hermed",
            "Travel agency, tour operator and other reservation service and related activities",
        ),
    ),
    "80": Division("O", Label("Vagt- og sikkerhedstjenester og overvågning", "Investigation and security activities")),
    "81": Division(
        "O",
        Label(
            "Serviceydelser i forbindelse med ejendomme samt landskabspleje",
            "Services to buildings and landscape activities",
        ),
    ),
    "82": Division(
        "O",
        Label(
            "Administrationsservice, kontorservice og anden forretningsservice",
            "Office administrative, office support and other business support activities",
        ),
    ),
    "84": Division(
        "P",
        Label(
            "Offentlig forvaltning, forsvar og socialsikring",
            "Public administration and defence; compulsory social security",
        ),
    ),
    "85": Division("Q", Label("Undervisning", "Education")),
    "86": Division("R", Label("Sundhedsvæsen", "Human health activities")),
    "87": Division("R", Label("Institutionsophold", "Residential care activities")),
    "88": Division(
        "R", Label("Sociale foranstaltninger uden institutionsophold", "Social work activities without accommodation")
    ),
    "90": Division("S", Label("Skabende og udøvende kunst", "Arts creation and performing arts activities")),
    "91": Division(
        "S",
        Label(
            "Biblioteker, arkiver, museer og anden kulturel virksomhed",
            "Libraries, archives, museums and other cultural activities",
        ),
    ),
    "92": Division("S", Label("Lotteri- og anden spillevirksomhed", "Gambling and betting activities")),
    "93": Division(
        "S",
        Label("Sport, forlystelser og fritidsaktiviteter", "Sports activities and amusement and recreation activities"),
    ),
    "94": Division("T", Label("Organisationer og foreninger", "Activities of membership organisations")),
    "95": Division(
        "T",
        Label(
            "Reparation af computere, varer til personligt brug, motorkøretøjer og motorcykler",
            "Repair and maintenance of computers, personal and household goods, and motor vehicles and motorcycles",
        ),
    ),
    "96": Division("T", Label("Personlige serviceydelser", "Personal service activities")),
    "97": Division(
        "U", Label("Husholdninger med ansat medhjælp", "Activities of households as employers of domestic personnel")
    ),
    "98": Division(
        "U",
        Label(
            "Private husholdningers produktion af varer og tjenesteydelser til eget brug, i.a.n.",
            "Undifferentiated goods- and service-producing activities of private households for own use",
        ),
    ),
    "99": Division(
        "V",
        Label(
            "Ekstraterritoriale organisationer og organer", "Activities of extraterritorial organisations and bodies"
        ),
    ),
}

# Divisions of the scheme of before 2008, by section.
DIVISIONS_2003: Final[dict[str, str]] = {
    "A": "01 02",
    "B": "05",
    "C": "10 11 12 13 14",
    "D": "15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37",
    "E": "40 41",
    "F": "45",
    "G": "50 51 52",
    "H": "55",
    "I": "60 61 62 63 64",
    "J": "65 66 67",
    "K": "70 71 72 73 74",
    "L": "75",
    "M": "80",
    "N": "85",
    "O": "90 91 92 93",
    "P": "95 96 97",
    "Q": "99",
}
