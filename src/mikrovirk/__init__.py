"""MikroVirk keeps local networks of micro-businesses alive."""

__version__ = "0.1.0"
