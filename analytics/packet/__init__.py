"""What people take to a meeting, a payer or a provider: one document, as HTML, PDF or XLSX.

`view` says what is looked at, `weekly`, `payer` and `provider` ask the questions of the pages and
hand their answers through the same measures; `analytics/exports/documents.py` prints them.
"""

from analytics.packet.files import document_file
from analytics.packet.payer import PayerInDepth, payer_in_depth
from analytics.packet.view import View, view_of

__all__ = ["PayerInDepth", "View", "document_file", "payer_in_depth", "view_of"]
