"""What the reports of one event agree on, contest, or tell alone, counted over independent origins."""

from crossread.compare.compare import compare
from crossread.compare.origins import called
from crossread.compare.values import readable

__all__ = ["called", "compare", "readable"]
