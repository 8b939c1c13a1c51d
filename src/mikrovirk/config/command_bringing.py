"""The words about what comes in from elsewhere, and about taking everything out in open formats."""

from mikrovirk.config.command_words import Words, command, group

SUBJECTS = {
    "participants": "who came to meetings that were held: lists of participants (.csv, .xlsx)",
    "meetings": "meetings that were held: a calendar (.ics) or a table",
    "businesses": "more about the members' businesses; only what is empty is filled in",
}


def add_bringing(words: Words) -> None:
    imports = group(words, "import", "bring in what a network has elsewhere")
    members = command(imports, "members", "members:import_list", "bring a member list in; nothing is sent")
    members.add_argument("file", metavar="FILE")
    members.add_argument("--network", metavar="SLUG", required=True)
    members.add_argument("--dry-run", action="store_true", help="only say what it holds")
    for subject, says in SUBJECTS.items():
        one = command(imports, subject, "bringing:bring", says)
        one.set_defaults(subject=subject, meeting=None, silent="came")
        one.add_argument("file", metavar="FILE")
        one.add_argument("--network", metavar="SLUG", required=True)
        one.add_argument("--dry-run", action="store_true", help="only say what would come of it")
        one.add_argument(
            "--column", metavar="HEADING=FIELD", action="append", default=[], help="what a column is; more than once"
        )
        if subject == "participants":
            one.add_argument("--meeting", metavar="ID", type=int, help="the meeting the whole list is about")
            one.add_argument(
                "--silent", choices=("came", "signed_up"), default="came", help="those it says nothing about; came"
            )
    undo = command(imports, "undo", "bringing:undo", "take back what one file brought, but for what was used since")
    undo.add_argument("number", metavar="ID", type=int, help="as bringing it in printed it")
    undo.add_argument("--network", metavar="SLUG", required=True)

    out = group(
        words,
        "export",
        "everything in open formats: CSV, JSON, iCalendar and Markdown, with a description of each column",
    )
    one = command(out, "network", "taking_out:network", "one network in one ZIP, which `network import` reads as well")
    one.add_argument("slug", metavar="SLUG")
    one.add_argument("file", metavar="FILE")
    every = command(out, "all", "taking_out:everything", "a ZIP for each network, and one for what belongs to none")
    every.add_argument("folder", metavar="FOLDER", help="empty, or not there yet")
    for each in (one, every):
        each.add_argument("--language", choices=("da", "en"), default="da", help="of the README; da")
