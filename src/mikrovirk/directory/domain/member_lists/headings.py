"""What the headings of Danish and English member lists mean, in any order, case and spelling."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache

from ..search_words import folded

REASON_HEADINGS = {"da": "Hvorfor rækken ikke kunne læses", "en": "Why the row could not be read"}


class Field(StrEnum):
    """What a column holds. EITHER is "Navn": of the person or of the business, as the other columns tell."""

    FIRST_NAME = "first_name"
    MIDDLE_NAME = "middle_name"
    LAST_NAME = "last_name"
    NAME = "name"
    EITHER = "either"
    BUSINESS = "business"
    EMAIL = "email"
    MOBILE = "mobile"
    PHONE = "phone"
    CVR = "cvr"
    POSTCODE = "postcode"  # perhaps with the town
    TOWN = "town"
    ADDRESS = "address"
    HOUSE_NUMBER = "house_number"
    INDUSTRY = "industry"
    WEBSITE = "website"
    ABOUT = "about"
    OFFERS = "offers"
    SEEKS = "seeks"
    NOTE = "note"
    JOINED = "joined"
    JOB_TITLE = "job_title"
    REASON = "reason"  # the column we added to a downloaded file
    P_NUMBER = "p_number"  # ten digits that often look like a CPR number
    CPR = "cpr"
    LEFT = "left"  # the day somebody left: a row with one is not taken in
    NOT_KEPT = "not_kept"  # passwords, birthdays, bank accounts: nobody here needs them


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading means; `sure` when it is one of the known headings, not only like one."""

    field: Field
    sure: bool


_KNOWN = {
    Field.FIRST_NAME: "fornavn, fornavne, for navn, dit fornavn, first name, firstname, given name, forename, kontaktperson fornavn, fornavn(e)",
    Field.MIDDLE_NAME: "mellemnavn, mellemnavne, middle name, additional name",
    Field.LAST_NAME: "efternavn, efternavne, efter navn, dit efternavn, last name, lastname, surname, family name, slægtsnavn, "
    "kontaktperson efternavn",
    Field.NAME: "kontaktperson, kontakt, kontaktnavn, dit navn, fulde navn, full name, fuldt navn, personnavn, person, display name, "
    "contact, contact person, contact name, your name, ejer, indehaver, ejers navn, navn på kontaktperson, kontaktpersonens navn, "
    "fornavn og efternavn, for- og efternavn, for og efternavn, navn (fornavn efternavn), navn (for- og efternavn), "
    "efternavn, fornavn, fornavn efternavn, first and last name, navn på deltager, deltagernavn, medlemmets navn, hvad hedder du",
    Field.EITHER: "navn, name, medlem, medlemsnavn, deltager, member",
    Field.BUSINESS: "firma, firmanavn, virksomhed, virksomhedsnavn, virksomhedens navn, din virksomhed, navn på virksomhed, "
    "navn på virksomheden, navn på din virksomhed, firmaets navn, firma navn, virksomheds navn, company, company name, organisation, "
    "organization, organization name, organization 1 - name, organisationsnavn, business, business name, forretning, "
    "forretningsnavn, selskab, selskabsnavn, butik, arbejdsplads, employer, virksomhed/forening, firma/virksomhed, virksomhed/firma, "
    "hvad hedder din virksomhed, kundenavn, virk., virksomh.",
    Field.EMAIL: "e-mail, mail, email, emails, e-mails, mailadresse, e-mailadresse, e-mail adresse, mail adresse, din mailadresse, din e-mail, "
    "din e-mailadresse, e-mail address, mail address, email address, e-post, e-postadresse, epost, mail adr, e-mail adr, "
    "kontaktmail, kontakt mail, primary email, e-mail 1 - value, e-mail 1, e-mail (arbejde), work email, business email, "
    "e-mail (work), kontakt e-mail, kontaktpersons e-mail, elektronisk post, @, e mail 1 address, mailadr, brugernavn (e-mail), "
    "your email, e-mail privat, mail privat, firmamail, firma mail, virksomhedsmail",
    Field.MOBILE: "mobil, mobilnr, mobilnummer, mobiltelefon, mobil nr, mobiltlf, mobil tlf, mobile, mobile phone, mobile number, "
    "cell, cell phone, dit mobilnummer, mobil telefon, phone (mobile)",
    Field.PHONE: "telefon, tlf, telefonnr, telefonnummer, tlf nr, tlf nummer, telefon nr, dit telefonnummer, phone, phone number, "
    "telephone, business phone, work phone, phone 1 - value, telefon (arbejde), tel, primary phone, kontakt telefon, "
    "telefon/mobil, tlf/mobil, mobil/tlf, direkte tlf, fastnet, company main phone, home phone, privat tlf, telefon (privat)",
    Field.CVR: "cvr, cvr nr, cvrnr, cvr nummer, cvrnummer, cvr-no, cvr number, cvr/se, cvr/se nr, se nr, se nummer, se/cvr, vat, vat no, "
    "vat number, momsnr, momsnummer, company registration number, cvr nr (8 cifre), virksomhedens cvr, cvr nr., company id, "
    "dit cvr-nummer, virksomhedsnummer, cvr (8 cifre)",
    Field.POSTCODE: "postnr, post nr, postnummer, post nummer, postcode, post code, postal code, zip, zip code, zipcode, "
    "business postal code, postnr by, postnr og by, postnr & by, postnummer og by, postnummer by, post nr by, by og postnr, "
    "postnr/distrikt, work zip, work zipcode, address 1 - postal code, postnummer (arbejde), p.nr./by, postnr + by, zip/city, "
    "postal code and town, postnummer/by",
    Field.TOWN: "by, bynavn, by navn, postdistrikt, city, town, business city, work city, address 1 - city, by (arbejde), poststed, "
    "by/sted, postby, city/town",
    Field.ADDRESS: "adresse, adr, gade, vej, vejnavn, gadenavn, adresse 1, adresse1, gade/vej, vej og nr, gade og nr, street, "
    "street address, business street, address, work address, address 1 - street, adresselinje 1, gade (arbejde), "
    "virksomhedens adresse, firmaadresse, forretningsadresse, vejnavn og nummer, vejnavn og husnummer, postadresse, address 1",
    Field.HOUSE_NUMBER: "husnr, husnummer, hus nr, vejnr, house number",
    Field.INDUSTRY: "branche, brancher, hvad laver du, fag, fagområde, industry, erhverv, brancheområde, hovedbranche, "
    "hvilken branche er du i, branche/fag, line of business, trade, branchenavn, branchetekst, hvad lever du af, sektor",
    Field.WEBSITE: "hjemmeside, webside, website, web, www, url, web page, webpage, hjemmesideadresse, webadresse, homepage, "
    "web site, link, internet, website 1 - value, web address",
    Field.ABOUT: "beskrivelse, om virksomheden, om os, om dig, præsentation, virksomhedsbeskrivelse, about, description, profil, "
    "kort beskrivelse, fortæl om din virksomhed",
    Field.OFFERS: "tilbyder, jeg tilbyder, vi tilbyder, tilbud, hvad tilbyder du, kan tilbyde, kan bidrage med, bidrager med, bidrag, "
    "offers, offer, what i offer, i offer, ydelser, produkter, produkter og ydelser, hvad kan du bidrage med, hvad kan du tilbyde",
    Field.SEEKS: "søger, jeg søger, vi søger, hvad søger du, ønsker, behov, seeks, seeking, looking for, what i seek, i seek, needs, "
    "forventninger, mangler, efterspørger, efterlyser, hvad mangler du, forventninger til netværket",
    Field.NOTE: "bemærkning, bemærkninger, note, noter, notat, notater, notes, kommentar, kommentarer, comment, comments, remarks, "
    "andet, andet vi skal vide, bem, anm, anmærkning, bemærk, other, øvrigt",
    Field.JOINED: "indmeldt, indmeldelsesdato, indmeldt dato, indmeldelse, indmeldingsdato, medlem siden, indmeldt den, joined, "
    "member since, joined on, join date, optaget, optaget den, optagelsesdato, medlem fra, indmeldelsesår, indmeldt år, "
    "medlem fra dato, dato for indmeldelse, enrollment date",
    Field.JOB_TITLE: "stilling, stillingsbetegnelse, jobtitel, job titel, job title, titel, title, funktion, position, "
    "organization title, organization 1 - title, rolle, role, din rolle",
    Field.REASON: ", ".join(REASON_HEADINGS.values()),
    Field.P_NUMBER: "p-nr, p-nummer, pnr, pnummer, p nr, produktionsenhedsnummer, p-enhed, p-number, production unit",
    Field.LEFT: "udmeldt, udmeldt den, udmeldt dato, udmeldelsesdato, udmeldingsdato, udmeldelse, resigned, left, left on, end date",
    Field.NOT_KEPT: "adgangskode, password, kodeord, pinkode, pin, member code, medlemskode, brugerkode, fødselsdato, fødselsdag, "
    "fødselsår, født, birthday, date of birth, birth date, alder, age, køn, gender, sex, saldo, balance, saldo payment deadline, "
    "pbs agreement number, pbs aftalenr, betalingsaftale, kontonr, kontonummer, reg nr, registreringsnummer, bankkonto, iban",
    Field.CPR: "cpr, cpr-nr, cpr nummer, cprnr, personnummer, personnr, cpr-number",
}

# Read from the top: what says most comes first, so that "virksomhedens e-mail" is an address and no business.
_LIKE: tuple[tuple[Field | None, str], ...] = (
    (
        None,
        r"samtykke|accept|gdpr|nyhedsbrev|newsletter|\bja tak|\bma vi\b|\bvil du\b|onsker du|consent|\btype\b|\blabel\b|mailtype",
    ),
    (
        None,
        r"\bfax|telefax|\bland\b|country|region|kommune|\bstate\b|afdeling|department|fodsel|birthday|antal|ansatte|omsaetning",
    ),
    (
        None,
        r"virksomhedsform|selskabsform|storrelse|startet|stiftet|etableret|logo|billede|picture|brugernavn|username|kaldenavn",
    ),
    (
        None,
        r"nickname|filnavn|faktura|invoice|\bean\b|kontingent|betalt|\bpaid\b|yomi|phonetic|prefix|suffix|vist navn",
    ),
    (Field.CPR, r"\bcpr|personnummer"),
    (Field.P_NUMBER, r"\bp (?:nr|nummer)\b|produktionsenhed"),
    (Field.CVR, r"cvr|\bse (?:nr|nummer)\b|\bvat\b|momsn"),
    (Field.EMAIL, r"e ?mail|mail|e ?post\b"),
    (Field.MOBILE, r"mobil|\bcell"),
    (Field.PHONE, r"telefon|tlf|phone|\btel\b"),
    (Field.POSTCODE, r"post ?nr|post ?num|post ?code|postal|\bzip"),
    (Field.WEBSITE, r"hjemmeside|web ?si[dt]e|\bwww\b|\burl\b|home ?page"),
    (None, r"nr$|nummer$|kode$|\bid$|number$|\bno$|\bcode$"),
    (Field.NAME, r"fornavn.*efternavn|efternavn.*fornavn|first.*last name"),
    (Field.FIRST_NAME, r"fornavn|first ?name|given ?name"),
    (Field.MIDDLE_NAME, r"mellemnavn|middle ?name"),
    (Field.LAST_NAME, r"efternavn|last ?name|surname|family ?name"),
    (Field.JOINED, r"indmeld|medlem siden|member since|\bjoined"),
    (Field.JOB_TITLE, r"stilling|job ?tit|funktion"),
    (Field.ADDRESS, r"adresse|\bgade|\bvej|street|address"),
    (Field.TOWN, r"^hvor (?:bor|ligger|i)\b|beliggen|\bby\b|bynavn|postdistrikt|\bcity\b|\btown\b"),
    (Field.INDUSTRY, r"branche|laver du|industry|beskaeftig|profession"),
    (Field.OFFERS, r"tilbyd|bidrag|\boffer|hjaelpe andre"),
    (Field.SEEKS, r"\bsog|\bonske|\bmangle|behov|\bseek|\bneed|looking for|forvent"),
    (Field.ABOUT, r"beskriv|fortael|description|\babout"),
    (Field.NOTE, r"bemaerk|\bnote|kommentar|comment|remark|\bandet"),
    (
        Field.NAME,
        r"kontaktperson|\bejer|indehaver|hedder du|dit navn|your name|\bcontact|fulde navn|full name|navn pa person",
    ),
    (Field.BUSINESS, r"virksomhed|firma|company|business|organi[sz]ation|selskab|forretning"),
    (Field.EITHER, r"navn\b|\bname\b"),
)

_LONGEST_KNOWN, _LONGEST_LIKE = 60, 160  # characters: longer texts are sentences above the table, or questions


def compact(text: str) -> str:
    """Return what makes two spellings of a heading the same: "CVR-nr." and "cvr nr"."""
    return re.sub(r"[\W_]", "", folded(text)) or ("@" if "@" in text else "")


def _known_by_spelling() -> dict[str, Field]:
    known: dict[str, Field] = {}
    for field, spellings in _KNOWN.items():
        for spelling in spellings.split(", "):
            known.setdefault(compact(spelling), field)
    known[compact("Efternavn, fornavn")] = Field.NAME
    return known


_FIELD_OF = _known_by_spelling()


@lru_cache(maxsize=2_000)
def meaning_of(heading: str) -> Meaning | None:
    """Return what a heading means, None for one that means nothing to us."""
    if len(heading) <= _LONGEST_KNOWN:
        for spelling in (heading, re.sub(r"\(.*?\)|\*", "", heading), re.split(r"[?:(]", heading)[0]):
            field = _FIELD_OF.get(compact(spelling))
            if field:
                return Meaning(field, sure=True)
    if not heading.strip() or len(heading) > _LONGEST_LIKE:
        return None
    return _misspelt(heading) or _alike(heading)


def _misspelt(heading: str) -> Meaning | None:
    """Know "Virksomhedd" and "Efternav": one letter too many or too few in a long word."""
    close = get_close_matches(compact(heading), _FIELD_OF, n=1, cutoff=0.9) if len(heading) >= 6 else []
    return Meaning(_FIELD_OF[close[0]], sure=False) if close else None


def _alike(heading: str) -> Meaning | None:
    main_part = re.sub(r"\(.*?\)", " ", heading)
    words = " ".join(re.findall(r"[^\W_]+", folded(main_part.split("?")[0] or main_part)))
    for like_field, pattern in _LIKE:
        if re.search(pattern, words):
            return Meaning(like_field, sure=False) if like_field else None
    return None
