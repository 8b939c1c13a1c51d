"""Guides for those who run things: what to do on which page, with a picture of it, in both languages.

`contents` says which guides there are and which page each step is about; `da/` and `en/` hold the words; `reading` puts both
together. `make guides` opens every page of the steps in the example region, takes the pictures, and writes `docs/guides/`.
"""
