"""Which reports are about the same event, and which are copies of one another; every link with its reason."""

from crossread.link.copies import copies
from crossread.link.events import LINKER, link

__all__ = ["LINKER", "copies", "link"]
