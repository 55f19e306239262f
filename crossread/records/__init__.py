"""The nouns of Crossread: frozen records without input or output, in the names of the exchange format."""

from crossread.records.article import Article, Block, BlockKind
from crossread.records.attribution import Attribution, AttributionKind
from crossread.records.claim import Agency, Claim, Count, CountOf, Participant, Place, Source
from crossread.records.coded import CodedArticle, Coder, Coding, Label, schema
from crossread.records.comparison import Comparison, Quote, Report, Row, Value
from crossread.records.errors import CrossreadError
from crossread.records.event import Days, Event, Member, Verdict, Where
from crossread.records.span import Phrase, Span, strip

__all__ = [
    "Agency", "Article", "Attribution", "AttributionKind", "Block", "BlockKind", "Claim", "CodedArticle",
    "Coder", "Coding", "Comparison", "Count", "CountOf", "CrossreadError", "Days", "Event", "Label", "Member",
    "Participant", "Phrase", "Place", "Quote", "Report", "Row", "Source", "Span", "Value", "Verdict",
    "Where", "schema", "strip",
]  # fmt: skip
