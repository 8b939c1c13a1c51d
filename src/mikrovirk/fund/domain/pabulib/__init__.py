"""Elections as Pabulib files (.pb): read with nothing lost, and written (arXiv:2305.11035)."""

from mikrovirk.fund.domain.pabulib.file import NotPabulib, PabulibFile
from mikrovirk.fund.domain.pabulib.reading import read
from mikrovirk.fund.domain.pabulib.writing import pabulib_of, write

__all__ = ["NotPabulib", "PabulibFile", "pabulib_of", "read", "write"]
