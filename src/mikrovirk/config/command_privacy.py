"""The words of the command about personal data: what is deleted next, and the papers the law asks for."""

from mikrovirk.config.command_words import Words, command, group


def add_privacy(words: Words) -> None:
    retention = command(words, "retention", "privacy:retention", "what is deleted by itself, and what is due")
    retention.add_argument("--do", action="store_true", help="delete now what is due, as the worker does at night")
    retention.add_argument("--language", choices=("da", "en"), default="en")
    papers = group(words, "privacy", "what personal data are here, and the papers about them")
    command(papers, "purposes", "privacy:purposes", "what they are needed for, on which ground, and how long")
    for name, does, says in (
        ("record", "privacy:record", "the record of processing activities (GDPR article 30)"),
        ("agreement", "privacy:agreement", "a draft of the data-processing agreement (GDPR article 28)"),
    ):
        one = command(papers, name, does, f"{says}, to a file (.docx, .pdf)")
        one.add_argument("file", metavar="FILE", nargs="?", default="", help="left out: only with --json")
        one.add_argument("--language", choices=("da", "en"), default="da")
