"""The one door to DuckDB: take rows in, build the models, answer a question, run the checks.

Queries are files; the path is the name of what they make (`analytics/sql_files.py`), and what is
built before what is worked out from what they read. The only SQL written here creates and fills
relations.
"""

from analytics.database.alert_sums import alert_sums, reason_labels
from analytics.database.building import build_models
from analytics.database.checks import (
    CheckResult,
    check_files,
    check_slices_of,
    checks_of_claims,
    run_checks,
    run_checks_beside,
)
from analytics.database.compacting import close_compact
from analytics.database.connection import (
    Connection,
    Fault,
    begin_anew,
    byte_count_of,
    connect,
    is_of_the_machine,
)
from analytics.database.extract_rows import (
    create_extract_tables,
    put_extracts_aside,
    read_extract,
    take_extract,
)
from analytics.database.files_in_hand import (
    about_claims,
    about_files,
    hold_files,
    keep_findings,
)
from analytics.database.judged_elsewhere import Elsewhere
from analytics.database.judging import judge_load
from analytics.database.kept_alerts import (
    KeptSpell,
    forget_alerts,
    keep_spell,
    kept_spells,
    replace_alerts,
    standing_alerts,
)
from analytics.database.kept_combinations import keep_tried
from analytics.database.made_whole import make_whole
from analytics.database.merged_slices import Merging, SlicesToMerge, merge_slices
from analytics.database.migrations import refuse_newer, versions, versions_of
from analytics.database.models import Standing, prepare, raw_columns_text, relation_columns
from analytics.database.on_base import (
    add_rows,
    adds_to_base,
    make_own,
    replace_rows,
    replace_table,
    replace_weeks,
)
from analytics.database.prepared import begin_with_prepared
from analytics.database.questions import Question, ask, ask_plain, ask_within, questions, sql_of
from analytics.database.raw_columns import RAW_COLUMNS
from analytics.database.raw_files import (
    append_written_sets,
    take_raw_rows,
    write_raw_rows,
    write_sets,
)
from analytics.database.raw_tables import (
    append_batch,
    append_sets,
    file_numbers,
    forget_claims,
    forget_files,
    insert_rows,
    next_file_number,
    number_files,
)
from analytics.database.rewriting import rewrite_older
from analytics.database.signal_sums import (
    signal_counts,
    submission_weeks_of,
    update_payer_weeks,
    update_signal_sums,
)
from analytics.database.signals import keep_signals
from analytics.database.slice_files import SliceFiles, SliceTold, judge_slice, put_in_place
from analytics.database.whole_files import reads_whole

__all__ = [
    "RAW_COLUMNS",
    "CheckResult",
    "Connection",
    "Elsewhere",
    "Fault",
    "KeptSpell",
    "Merging",
    "Question",
    "SliceFiles",
    "SliceTold",
    "SlicesToMerge",
    "Standing",
    "about_claims",
    "about_files",
    "add_rows",
    "adds_to_base",
    "alert_sums",
    "append_batch",
    "append_sets",
    "append_written_sets",
    "file_numbers",
    "ask",
    "ask_plain",
    "ask_within",
    "begin_anew",
    "begin_with_prepared",
    "byte_count_of",
    "build_models",
    "check_files",
    "check_slices_of",
    "checks_of_claims",
    "close_compact",
    "connect",
    "create_extract_tables",
    "forget_alerts",
    "forget_claims",
    "forget_files",
    "hold_files",
    "insert_rows",
    "judge_load",
    "judge_slice",
    "is_of_the_machine",
    "keep_findings",
    "keep_signals",
    "keep_spell",
    "keep_tried",
    "kept_spells",
    "make_own",
    "make_whole",
    "merge_slices",
    "next_file_number",
    "number_files",
    "prepare",
    "put_extracts_aside",
    "put_in_place",
    "questions",
    "raw_columns_text",
    "read_extract",
    "reads_whole",
    "reason_labels",
    "refuse_newer",
    "relation_columns",
    "replace_alerts",
    "replace_rows",
    "replace_table",
    "replace_weeks",
    "rewrite_older",
    "run_checks",
    "run_checks_beside",
    "signal_counts",
    "sql_of",
    "standing_alerts",
    "submission_weeks_of",
    "take_extract",
    "take_raw_rows",
    "update_payer_weeks",
    "update_signal_sums",
    "versions",
    "versions_of",
    "write_raw_rows",
    "write_sets",
]
