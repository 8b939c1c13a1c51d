"""Reading a reply to a personal mail: who answers what, and which words are their own.

Not a list of mail programs. What the program quoted is found by comparing with the text that was sent, and the lines it
put above the quote by what they tell of that mail: its sender, date, subject, address. Where that leaves a doubt the words
are kept and the reply is marked as unsure, rather than cutting what somebody wrote.
"""

from mikrovirk.voice.domain.replies.asked import Asked, AskedPerson, Round, asked_from
from mikrovirk.voice.domain.replies.reading import Kind, Reply, read

__all__ = ["Asked", "AskedPerson", "Kind", "Reply", "Round", "asked_from", "read"]
