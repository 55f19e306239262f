"""What users see: the report, the terminal's texts, and the exports."""

from crossread.present.jsonl import export_jsonl
from crossread.present.report import report_html
from crossread.present.table import export_csv
from crossread.present.terminal import comparison_text, events_table, info_text

__all__ = ["comparison_text", "events_table", "export_csv", "export_jsonl", "info_text", "report_html"]
