"""Sample data: forty weeks of files of an invented practice, and the truth about them.

The way of the data: ``claims`` bills visits, ``adjudication`` answers them, ``follow_up`` works
the denials, and ``simulation`` runs all three. ``checks`` gathers answers into payments;
``remittance_835``, ``claim_837``, ``acknowledgment_277`` and ``csv_extract`` write them as payers
send them; ``ledger`` keeps the truth. ``planted`` holds the stories the dashboard must find.
"""

from sample_data.files import DEFAULT_SEED, Ledger, write_sample_files

__all__ = ["DEFAULT_SEED", "Ledger", "write_sample_files"]
