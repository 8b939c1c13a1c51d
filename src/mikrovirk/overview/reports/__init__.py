"""Memos and reports: gathered once, then written on the page, as PDF and as DOCX from the same words and figures."""
