"""What people take to a meeting, a payer or a provider: one document, as HTML, PDF or XLSX.

`view` says what is looked at, `weekly`, `payer` and `provider` ask the questions of the pages and
hand their answers through the same measures; `analytics/exports/documents.py` prints them.
"""

from analytics.packet.files import FORMATS, packet_file

__all__ = ["FORMATS", "packet_file"]
