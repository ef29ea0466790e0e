"""What people take to a meeting, a payer or a provider: one document, as HTML, PDF or XLSX.

`weekly`, `payer` and `provider` arrange what `analytics.review` tells;
`analytics/exports/documents.py` prints it.
"""

from analytics.packet.files import document_file

__all__ = ["document_file"]
