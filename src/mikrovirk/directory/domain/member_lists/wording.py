"""What the codes mean, in Danish and English, for the downloaded file and the command as well as for the pages."""

from collections.abc import Mapping

from .results import ErrorCode, ProblemCode, RemarkCode, WarningCode

_REASONS: Mapping[str, tuple[str, str]] = {
    ErrorCode.CPR: (
        "Rækken indeholdt et CPR-nummer. Det har vi fjernet og gemmer det ikke. Slet det, der står tilbage i feltet, og importér rækken igen.",
        "The row held a CPR number. We removed it and do not keep it. Delete what is left in the cell and import the row again.",
    ),
    ErrorCode.EMAIL_MISSING: ("Der mangler en e-mailadresse.", "The e-mail address is missing."),
    ErrorCode.EMAIL_INVALID: (
        "E-mailadressen er ikke gyldig. Den skal se ud som navn@firma.dk.",
        "The e-mail address is not valid. It must look like name@company.dk.",
    ),
    ErrorCode.NAME_MISSING: ("Der mangler et navn på personen.", "The person's name is missing."),
    ErrorCode.HAS_LEFT: (
        "Personen er meldt ud ifølge listen og kommer ikke med.",
        "The person has left, as the list says, and is not taken in.",
    ),
}
_WARNINGS: Mapping[str, tuple[str, str]] = {
    WarningCode.CVR_INVALID: (
        "CVR-nummeret er ikke gyldigt og bliver udeladt. Resten af rækken kommer med.",
        "The CVR number is not valid and is left out. The rest of the row is imported.",
    ),
}
_REMARKS: Mapping[str, tuple[str, str]] = {
    RemarkCode.PHONE_UNCLEAR: ("Telefonnummeret kunne ikke læses.", "The phone number could not be read."),
    RemarkCode.POSTCODE_UNCLEAR: ("Postnummeret kunne ikke læses.", "The postcode could not be read."),
    RemarkCode.DATE_UNCLEAR: ("Datoen for indmeldelse kunne ikke læses.", "The date of joining could not be read."),
    RemarkCode.CVR_UNCLEAR: (
        "Der står ikke et nummer i feltet til CVR-nummer.",
        "The field for the CVR number holds no number.",
    ),
    RemarkCode.WEBSITE_UNCLEAR: ("Hjemmesidens adresse kunne ikke læses.", "The website's address could not be read."),
    RemarkCode.SEVERAL_ADDRESSES: (
        "Der står flere e-mailadresser i feltet. Vi bruger den første.",
        "The field holds several e-mail addresses. We use the first.",
    ),
    RemarkCode.SECOND_PERSON: (
        "Der står en person mere i rækken, som ikke kommer med. Giv personen en række for sig selv, og importér filen igen.",
        "The row holds one more person, who is not imported. Give that person a row of their own and import the file again.",
    ),
    RemarkCode.NAME_DIFFERS: (
        "E-mailadressen findes i en tidligere række med et andet navn. Vi regner det for samme person.",
        "An earlier row has this e-mail address with another name. We take them for the same person.",
    ),
    RemarkCode.CELLS_SHIFTED: (
        "Et skilletegn inde i en tekst havde forskudt felterne. Vi har sat dem på plads igen.",
        "A separator inside a text had shifted the cells. We have put them back.",
    ),
    RemarkCode.SHORTENED: (
        "En tekst var længere, end der er plads til, og er kortet af.",
        "A text was longer than there is room for and has been cut.",
    ),
}
_PROBLEMS: Mapping[str, tuple[str, str]] = {
    ProblemCode.EMPTY: (
        "Filen er tom. Se efter, at det er den rigtige fil, og at den er gemt.",
        "The file is empty. Check that it is the right file and that it has been saved.",
    ),
    ProblemCode.NOT_A_SPREADSHEET: (
        "Filen er ikke et regneark. Gem listen som .xlsx eller .csv, og prøv igen.",
        "The file is not a spreadsheet. Save the list as .xlsx or .csv and try again.",
    ),
    ProblemCode.PDF: (
        "Filen er en PDF. Bed den, der har lavet den, om selve regnearket (.xlsx eller .csv).",
        "The file is a PDF. Ask whoever made it for the spreadsheet itself (.xlsx or .csv).",
    ),
    ProblemCode.OLD_EXCEL: (
        "Filen er i Excels gamle format (.xls). Åbn den i Excel, vælg Gem som, og vælg Excel-projektmappe (.xlsx).",
        "The file is in Excel's old format (.xls). Open it in Excel, choose Save as, and choose Excel workbook (.xlsx).",
    ),
    ProblemCode.PASSWORD: (
        "Filen er beskyttet med en adgangskode. Åbn den i Excel, fjern adgangskoden under Filer > Oplysninger, og gem den igen.",
        "The file is protected by a password. Open it in Excel, remove the password under File > Info, and save it again.",
    ),
    ProblemCode.OTHER_OFFICE: (
        "Filen er i et format, vi ikke kan læse. Åbn den i det program, den er lavet i, og gem den som .xlsx eller .csv.",
        "The file is in a format that we cannot read. Open it in the program it was made with and save it as .xlsx or .csv.",
    ),
    ProblemCode.WEB_PAGE: (
        "Filen er en webside, selv om den hedder noget andet. Åbn den i Excel, og gem den som .xlsx.",
        "The file is a web page, whatever its name says. Open it in Excel and save it as .xlsx.",
    ),
    ProblemCode.DAMAGED: (
        "Filen er beskadiget og kan ikke åbnes. Åbn den i Excel, gem den igen som .xlsx, og prøv med den nye fil.",
        "The file is damaged and cannot be opened. Open it in Excel, save it again as .xlsx, and try the new file.",
    ),
    ProblemCode.TOO_LARGE: (
        "Filen er for stor. Slet de ark og kolonner, der ikke hører til listen, og prøv igen.",
        "The file is too large. Delete the sheets and columns that are no part of the list and try again.",
    ),
    ProblemCode.TOO_MANY_ROWS: (
        "Filen har for mange rækker. Del den i flere filer, og importér dem én ad gangen.",
        "The file has too many rows. Divide it into several files and import them one at a time.",
    ),
    ProblemCode.NO_HEADINGS: (
        "Vi kan ikke finde overskrifterne. Skriv en række øverst, der siger, hvad der står i hver kolonne, fx Navn, Dato eller E-mail, og prøv igen.",
        "We cannot find the headings. Write a row at the top that says what each column holds, e.g. Name, Date or E-mail, and try again.",
    ),
    ProblemCode.NO_EMAIL_COLUMN: (
        "Vi kan ikke finde kolonnen med e-mailadresser. Kald den E-mail, og prøv igen.",
        "We cannot find the column with e-mail addresses. Call it E-mail and try again.",
    ),
    ProblemCode.NO_NAME_COLUMN: (
        "Vi kan ikke finde kolonnen med personernes navne. Kald den Navn eller Kontaktperson, og prøv igen.",
        "We cannot find the column with people's names. Call it Name or Contact person and try again.",
    ),
    ProblemCode.NO_ROWS: (
        "Der er overskrifter i filen, men ingen rækker under dem. Se efter, at det er den rigtige fil og det rigtige ark.",
        "The file has headings but no rows below them. Check that it is the right file and the right sheet.",
    ),
    ProblemCode.NO_MEETINGS: (
        "Der er ingen møder i kalenderen. Hent den ud igen med de dage, I vil have med, og prøv med den nye fil.",
        "There are no meetings in the calendar. Take it out again with the days you want along, and try the new file.",
    ),
    ProblemCode.NO_SUCH_SHEET: (
        "Det ark findes ikke i filen. Vælg et af de ark, der er i den.",
        "That sheet is not in the file. Choose one of those that are.",
    ),
}


def reason_text(code: ErrorCode, language: str = "da") -> str:
    """Return why a row cannot be imported and what to do about it."""
    return _in(language, _REASONS[code])


def warning_text(code: WarningCode, language: str = "da") -> str:
    """Return what is left out of a row that is imported."""
    return _in(language, _WARNINGS[code])


def remark_text(code: RemarkCode, language: str = "da") -> str:
    """Return what is worth a look."""
    return _in(language, _REMARKS[code])


def problem_text(code: ProblemCode, language: str = "da") -> str:
    """Return why nothing of a file can be imported and what to do about it."""
    return _in(language, _PROBLEMS[code])


def _in(language: str, texts: tuple[str, str]) -> str:
    return texts[0] if language == "da" else texts[1]
