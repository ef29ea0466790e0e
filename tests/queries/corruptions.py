"""A small store with something of everything, and what somebody could do to its marts.

Each corruption has a name, the check that must find it, and the SQL that plants it. Where one
changes a figure, it changes that one figure alone unless its name says "everywhere".
"""

from __future__ import annotations

from dataclasses import replace

from tests.given import a_claim, a_denied_claim, a_denied_line, a_line, a_reversal_of, an_835
from tests.given_claims import (
    a_277ca,
    a_billed_claim,
    a_billed_line,
    accepted,
    an_837,
    rejected,
)

# A1 denied, taken back, paid. WHOLE denied at the claim. PART denied in part, then the rest paid.
# TWO has numbered lines, one denied and later paid. AGAIN is denied, then refused as a duplicate.
# NEVER is denied three times. GIVEN was recovered and taken back. OPEN stays open, for a remark.
# TAKEN was paid $100, of which $40 were taken back. CLAWED was paid, then taken back and denied.
# PENDED is not decided yet.
A1 = a_denied_claim("A1")
WHOLE = a_claim("WHOLE", [a_line(), a_line("87880")], adjustments=[("CO", "16", "100")])
PART = a_claim("PART", [a_line(adjustments=[("CO", "45", "10"), ("CO", "50", "30")])])
TWO = a_claim(
    "TWO",
    [
        a_denied_line("97110", carc="197", control_number="L1"),
        a_line("97140", charge="80.00", control_number="L2"),
    ],
)
TWO_PAID = a_claim("TWO", [a_line("97110", control_number="L1")], icn="TWO-NEW")
NEVER = a_denied_claim("NEVER", "29")
GIVEN = a_claim("GIVEN", icn="GIVEN-NEW")
OPEN = a_claim("OPEN", [a_denied_line(carc="16", remarks=["M127", "N706"])])
SHARED = a_claim("SHARED", [a_line(adjustments=[("PR", "1", "25")])], filing="MB")
TAKEN = a_claim("TAKEN")
TAKEN_BACK = a_claim(
    "TAKEN", [a_line(charge="-100.00", adjustments=[("CO", "45", "-60")])], status="22"
)
CLAWED = a_claim("CLAWED")
PATIENT = a_claim("PATIENT", [a_denied_line(carc="96", group="PR")])

SENT = a_billed_claim("B1")
REFUSED = a_billed_claim("R1")
WAITING = a_billed_claim("W1", [a_billed_line("99214", charge="140.00", modifiers=["25"])])

FILES = {
    "march_2": an_835(
        A1, WHOLE, PART, TWO, NEVER, a_denied_claim("AGAIN"), a_denied_claim("GIVEN"), OPEN,
        SHARED, PATIENT, TAKEN, CLAWED, a_claim("PENDED", status="13"), a_claim("B1"),
        trace="F", date="20260302",
        provider_adjustments=[("WO", "5.00")],
    ),
    "march_9": an_835(
        a_reversal_of(A1), a_claim("A1", icn="NEW"), TWO_PAID, replace(NEVER, icn="NEVER-2"),
        a_denied_claim("AGAIN", "18", icn="AGAIN-2"), GIVEN,
        a_claim("PART", [a_line(adjustments=[("CO", "45", "10")])], icn="PART-NEW"),
        trace="L", date="20260309",
    ),
    "march_16": an_835(
        replace(NEVER, icn="NEVER-3"), a_reversal_of(GIVEN), TAKEN_BACK,
        a_reversal_of(CLAWED), a_denied_claim("CLAWED", "50", icn="CLAWED-2"),
        trace="M", date="20260316",
    ),
    "other_payer": an_835(a_claim("B1", status="2", icn="RED"), a_denied_claim("RED"),
                          payer="RED HARBOR", trace="R", date="20260316"),
    "sent": an_837(SENT, REFUSED, WAITING, batch="7"),
    "acknowledged": a_277ca(accepted(SENT), accepted(WAITING), rejected(REFUSED), batch="7"),
}  # fmt: skip


def of(number: str) -> str:
    """The rows of a control number."""
    return f"where patient_control_number = '{number}'"


def placed(number: str, lines: str = "service_line_number > 0") -> str:
    """The rows of all answers to a control number, in tables that have only places."""
    return (
        "where (file_id, transaction_set_number, claim_number) in (select (file_id,"
        f" transaction_set_number, claim_number) from marts.remitted_claims {of(number)})"
        f" and {lines}"
    )


def everywhere(number: str, change: str, *tables: str) -> str:
    """The same change in several marts."""
    return "; ".join(f"update marts.{table} set {change} {of(number)}" for table in tables)


def again(table: str, where: str) -> str:
    """Rows told once more."""
    return f"insert into marts.{table} select * from marts.{table} {where}"


JUDGED = ("remitted_lines", "line_outcomes")
ANSWERED = ("remitted_claims", *JUDGED)
CHAIN_OF_B1 = f"(select min(chain_number) from marts.remitted_claims {of('B1')})"
OF_OUTCOME = "outcomes_unlike_their_answer"

CORRUPTIONS: dict[str, tuple[str, str]] = {
    # --- An outcome against its answer
    "wrong payer of an outcome": (
        OF_OUTCOME, f"update marts.line_outcomes set payer_name = 'RED HARBOR' {of('A1')}"),
    "wrong CARC of an outcome": (
        OF_OUTCOME, f"update marts.line_outcomes set carc_code = '50' {of('A1')}"),
    "null CARC of an outcome": (
        OF_OUTCOME, f"update marts.line_outcomes set carc_code = null {of('A1')}"),
    "wrong group of an outcome": (
        OF_OUTCOME, f"update marts.line_outcomes set group_code = 'OA' {of('A1')}"),
    "wrong category of an outcome": (
        OF_OUTCOME, f"update marts.line_outcomes set category = 'Timely Filing' {of('A1')}"),
    "wrong owner of an outcome": (
        OF_OUTCOME, f"update marts.line_outcomes set owner = 'Nobody' {of('A1')}"),
    "wrong week of an outcome": (
        OF_OUTCOME, f"update marts.line_outcomes set remit_week = remit_week + 7 {of('A1')}"),
    "wrong date of an outcome within its week": (
        OF_OUTCOME, f"update marts.line_outcomes set remit_date = remit_date + 1 {of('A1')}"),
    "wrong day of service of an outcome": (
        OF_OUTCOME, f"update marts.line_outcomes set service_date = service_date + 1 {of('A1')}"),
    "wrong days to the first answer": (
        OF_OUTCOME,
        f"update marts.line_outcomes set days_to_first_answer = 99 {of('B1')} and not is_secondary"
    ),
    "wrong procedure of an outcome": (
        OF_OUTCOME, f"update marts.line_outcomes set procedure_code = '99215' {of('A1')}"),
    "wrong charge of an outcome": (
        OF_OUTCOME, f"update marts.line_outcomes set charge_amount = charge_amount + 1 {of('A1')}"),
    "wrong payment of an outcome": (
        OF_OUTCOME, f"update marts.line_outcomes set paid_amount = paid_amount + 1 {of('B1')}"),
    "wrong cost share of an outcome": (
        OF_OUTCOME,
        f"update marts.line_outcomes set cost_share_amount = cost_share_amount + 1 {of('SHARED')}"),
    "wrong denied amount of an outcome": (
        OF_OUTCOME, f"update marts.line_outcomes set denied_amount = denied_amount - 1 {of('A1')}"),
    "wrong verdict of an outcome": (
        OF_OUTCOME, f"update marts.line_outcomes set verdict = 'partial' {of('A1')}"),
    "is_denied on a paid line": (
        OF_OUTCOME, f"update marts.line_outcomes set is_denied = true {of('B1')}"),
    "not is_denied on a denied line": (
        OF_OUTCOME, f"update marts.line_outcomes set is_denied = false {of('OPEN')}"),
    "is_secondary on a first payer's line": (
        OF_OUTCOME, f"update marts.line_outcomes set is_secondary = true {of('A1')}"),
    "a duplicate that is none": (
        OF_OUTCOME, f"update marts.line_outcomes set is_duplicate = true {of('A1')}"),
    "a denial billed to the patient that is not": (
        OF_OUTCOME, f"update marts.line_outcomes set is_patient_billed = false {of('PATIENT')}"),
    "an outcome of another claim's line": (
        OF_OUTCOME,
        "update marts.line_outcomes set claim_number = 99 " + of("A1")),
    # --- What became of it
    "outcome changed": (
        "outcomes_unlike_their_later_answers",
        f"update marts.line_outcomes set outcome = 'open' {of('A1')}"),
    "outcome of a line that is open": (
        "outcomes_unlike_their_later_answers",
        f"update marts.line_outcomes set outcome = 'recovered' {of('OPEN')}"),
    "open amount changed": (
        "outcomes_unlike_their_later_answers",
        f"update marts.line_outcomes set open_amount = open_amount - 1 {of('OPEN')}"),
    "nothing open of a line that is open": (
        "outcomes_unlike_their_later_answers",
        f"update marts.line_outcomes set open_amount = 0 {of('OPEN')}"),
    "later answers miscounted": (
        "outcomes_unlike_their_later_answers",
        f"update marts.line_outcomes set re_denial_count = 1 {of('NEVER')}"),
    "wrong day of resolution": (
        "outcomes_unlike_their_later_answers",
        f"update marts.line_outcomes set resolved_date = resolved_date + 7 {of('A1')}"),
    "recovered amount of an open line": (
        "recovered_amounts_not_recounted",
        f"update marts.line_outcomes set recovered_amount = 10 {of('OPEN')}"),
    "recovered amount lowered": (
        "recovered_amounts_not_recounted",
        f"update marts.line_outcomes set recovered_amount = recovered_amount - 1 {of('A1')}"),
    "recovered amount that was taken back": (
        "recovered_amounts_not_recounted",
        f"update marts.line_outcomes set recovered_amount = 100 {of('GIVEN')}"),
    "final payment changed": (
        "payments_of_chains_unlike_their_claims",
        f"update marts.line_outcomes set final_paid_amount = final_paid_amount + 1 {of('B1')}"),
    "a later answer as the first": (
        "first_answers_not_the_earliest",
        "update marts.line_outcomes as outcome set"
        " file_id = later.file_id, transaction_set_number = later.transaction_set_number,"
        " claim_number = later.claim_number, service_line_number = later.service_line_number,"
        " segment_number = later.segment_number, remit_date = later.remit_date,"
        " remit_week = later.remit_week"
        f" from (select * from marts.remitted_lines {of('NEVER')} and answer_number = 2) as later"
        " where outcome.patient_control_number = 'NEVER'"),
    "places of the answers exchanged everywhere": (
        "answers_out_of_order",
        "; ".join(
            f"update marts.{table} set answer_number = 3 - answer_number {where}"
            for table, where in (
                ("chain_lines", placed("TWO")),
                ("remitted_claims", of("TWO")),
                ("remitted_lines", of("TWO")),
            ))),
    "an outcome lost": (
        "outcomes_counted_twice", f"delete from marts.line_outcomes {of('A1')}"),
    "an outcome doubled": (
        "outcomes_counted_twice", again("line_outcomes", of("A1"))),
    "denied above the charge": (
        "open_amounts_out_of_range",
        f"update marts.line_outcomes set denied_amount = charge_amount + 1 {of('A1')}"),
    "negative recovered amount": (
        "open_amounts_out_of_range",
        f"update marts.line_outcomes set recovered_amount = -1 {of('OPEN')}"),
    "a week that is no Monday": (
        "weeks_not_named_by_monday",
        f"update marts.line_outcomes set service_week = service_week + 1 {of('A1')}"),
    "denied charge beyond what was charged": (
        "denied_charges_beyond_answered_charges",
        "update marts.line_outcomes set charge_amount = -charge_amount " + of("RED")),
    "an unanswered line lost": (
        "unanswered_lines_without_outcome",
        "delete from marts.line_outcomes where verdict = 'unanswered'"),
    "an unanswered line doubled": (
        "unanswered_lines_without_outcome",
        again("line_outcomes", "where verdict = 'unanswered'")),
    "wrong charge of an unanswered line": (
        "unanswered_lines_without_outcome",
        "update marts.line_outcomes set charge_amount = 1 where verdict = 'unanswered'"),
    "payment that was taken back in part": (
        "recovered_amounts_not_recounted",
        f"update marts.line_outcomes set final_paid_amount = 100 {of('TAKEN')}"),
    "denied dollars written down and recovered, too": (
        "denied_dollars_not_split",
        f"update marts.line_outcomes set written_down_amount = written_down_amount + 1 {of('A1')}"),
    "partial takeback doubled": (
        "takebacks_unlike_their_reversals", again("partial_takebacks", "")),
    "partial takeback of another amount": (
        "takebacks_unlike_their_reversals",
        "update marts.partial_takebacks set taken_back_amount = taken_back_amount + 1"),
    "takeback lost": ("takebacks_not_recounted", "delete from marts.takebacks"),
    "takeback of another amount": (
        "takebacks_not_recounted",
        f"update marts.takebacks set taken_back_amount = 100 {of('TAKEN')}"),
    "reason of a denial after payment changed": (
        "takebacks_not_recounted",
        f"update marts.takebacks set carc_code = '97' {of('CLAWED')}"),
    # --- An answered line against its file
    "wrong charge of a line everywhere": (
        "lines_unlike_their_file",
        everywhere("OPEN", "charge_amount = charge_amount + 10", *JUDGED)),
    "wrong procedure of a line everywhere": (
        "lines_unlike_their_file", everywhere("OPEN", "procedure_code = '99215'", *JUDGED)),
    "wrong week of a line everywhere": (
        "lines_unlike_their_file",
        everywhere("OPEN", "remit_week = remit_week - 7, remit_date = remit_date - 7", *ANSWERED)),
    "wrong payer of a line everywhere": (
        "lines_unlike_their_file", everywhere("OPEN", "payer_name = 'RED HARBOR'", *ANSWERED)),
    "a line's number lost": (
        "lines_unlike_their_file",
        f"update marts.remitted_lines set line_control_number = null {of('TWO')}"),
    "a line lost": (
        "lines_unlike_their_file",
        f"delete from marts.remitted_lines {of('WHOLE')} and procedure_code = '87880'"),
    "a line doubled": (
        "lines_unlike_their_file", again("remitted_lines", of("B1"))),
    "a line of a file that has none": (
        "lines_unlike_their_file",
        "insert into marts.remitted_lines select * replace (7 as service_line_number)"
        f" from marts.remitted_lines {of('A1')}"),
    "wrong payment of a line": (
        "denied_amounts_unlike_their_adjustments",
        f"update marts.remitted_lines set paid_amount = paid_amount + 1 {of('PART')}"),
    "wrong denied amount of a line everywhere": (
        "denied_amounts_unlike_their_adjustments",
        everywhere("OPEN", "denied_amount = 60", *JUDGED)),
    "wrong denied sum of a payer's week": (
        "denied_sums_of_weeks_not_recounted",
        everywhere("OPEN", "denied_amount = denied_amount - 1", *JUDGED)),
    "wrong cost share of a line": (
        "denied_amounts_unlike_their_adjustments",
        f"update marts.remitted_lines set cost_share_amount = 0 {of('SHARED')}"),
    "a line denied above its charge": (
        "denied_amounts_beyond_charge",
        f"update marts.remitted_lines set denied_amount = charge_amount + 0.01 {of('A1')}"),
    "a line denied below nothing": (
        "denied_amounts_beyond_charge",
        f"update marts.remitted_lines set denied_amount = -0.01 {of('B1')}"),
    "wrong verdict of a line everywhere": (
        "verdicts_unlike_their_amounts", everywhere("OPEN", "verdict = 'partial'", *JUDGED)),
    "a paid line called denied everywhere": (
        "verdicts_unlike_their_amounts", everywhere("SHARED", "is_denied = true", *JUDGED)),
    "wrong CARC of a line everywhere": (
        "reasons_unlike_their_adjustments", everywhere("OPEN", "carc_code = '50'", *JUDGED)),
    "null CARC of a line everywhere": (
        "denied_lines_without_reason", everywhere("OPEN", "carc_code = null", *JUDGED)),
    "wrong category of a line everywhere": (
        "reasons_unlike_their_adjustments",
        everywhere("OPEN", "category = 'Timely Filing'", *JUDGED)),
    "category of a claim-level reason changed": (
        "reasons_unlike_their_adjustments",
        everywhere("WHOLE", "category = 'Timely Filing'", *JUDGED)),
    "CARC of a paid line": (
        "reasons_unlike_their_adjustments", everywhere("B1", "carc_code = '45'", *JUDGED)),
    "a line in another chain than its claim": (
        "lines_apart_from_their_claim",
        f"update marts.remitted_lines set chain_number = {CHAIN_OF_B1} {of('OPEN')}"),
    "a line that is taken back though nothing takes it back": (
        "lines_taken_back_by_nobody",
        f"update marts.remitted_lines set is_reversed = true {of('NEVER')}"),
    # --- Adjustments and remarks against their file
    "adjustment lost": (
        "adjustments_unlike_their_file", f"delete from marts.adjustments {placed('A1')}"),
    "adjustment doubled": (
        "adjustments_unlike_their_file", again("adjustments", placed("OPEN"))),
    "adjustment added": (
        "adjustments_unlike_their_file",
        "insert into marts.adjustments select * replace (5 as adjustment_number)"
        f" from marts.adjustments {placed('OPEN')}"),
    "amount of an adjustment changed": (
        "adjustments_unlike_their_file",
        f"update marts.adjustments set amount = amount - 1 {placed('OPEN')}"),
    "group code changed": (
        "adjustments_unlike_their_file",
        f"update marts.adjustments set group_code = 'PR' {placed('OPEN')}"),
    "reason of an adjustment changed": (
        "adjustments_unlike_their_file",
        f"update marts.adjustments set carc_code = '45' {placed('OPEN')}"),
    "adjustment that counts does not": (
        "adjustments_unlike_their_file",
        f"update marts.adjustments set is_denial = false {placed('OPEN')}"),
    "category of an adjustment changed": (
        "adjustments_unlike_their_file",
        f"update marts.adjustments set category = 'Timely Filing' {placed('OPEN')}"),
    "a cent of a claim-level adjustment lost": (
        "claim_level_amounts_not_shared_out",
        "update marts.adjustments set amount = amount - 0.01"
        " where is_claim_level and service_line_number = 1"),
    "remark lost": (
        "remarks_unlike_their_file",
        f"delete from marts.remarks {placed('OPEN')} and remark_code = 'M127'"),
    "remark doubled": (
        "remarks_unlike_their_file", again("remarks", placed("OPEN"))),
    # --- Claims and chains
    "claim lost": (
        "claims_unlike_their_file", f"delete from marts.remitted_claims {of('B1')}"),
    "claim lost everywhere": (
        "claims_unlike_their_file",
        f"delete from marts.chain_lines {placed('OPEN')};"
        f" delete from marts.adjustments {placed('OPEN')};"
        f" delete from marts.linked_claims {placed('OPEN', 'true')};"
        + "; ".join(f"delete from marts.{table} {of('OPEN')}" for table in (*ANSWERED, "claims"))),
    "claim doubled": (
        "claims_unlike_their_file", again("remitted_claims", of("B1"))),
    "payment of a claim changed": (
        "claims_unlike_their_file",
        f"update marts.remitted_claims set paid_amount = paid_amount + 1 {of('B1')}"),
    "status of a claim changed": (
        "claims_unlike_their_file",
        f"update marts.remitted_claims set claim_status_code = '2' {of('A1')}"),
    "claim moved into another chain everywhere": (
        "chains_of_several_claims",
        "; ".join(
            f"update marts.{table} set chain_number = {CHAIN_OF_B1}, answer_number = 2 {where}"
            for table, where in (
                ("chain_lines", placed("OPEN")),
                ("remitted_lines", of("OPEN")),
                ("remitted_claims", of("OPEN")),
            ))
        + f"; update marts.line_outcomes set chain_number = {CHAIN_OF_B1} {of('OPEN')}"),
    "answers to one claim in two chains everywhere": (
        "chains_of_several_claims",
        "; ".join(
            f"update marts.{table} set chain_number = 9999, answer_number = 1 {where}"
            for table, where in (
                ("chain_lines", placed("A1") + " and answer_number = 2"),
                ("remitted_lines", of("A1") + " and is_reversal"),
                ("remitted_claims", of("A1") + " and is_reversal"),
            ))),
    "merged lines everywhere": (
        "lines_of_chains_merged_or_split",
        f"delete from marts.line_outcomes {of('TWO')} and procedure_code = '97140';"
        " update marts.line_outcomes set charge_amount = 180, paid_amount = 80,"
        f" verdict = 'partial', is_partial = true {of('TWO')};"
        " update marts.chain_lines set chain_line_number = (select min(chain_line_number)"
        f" from marts.chain_lines {placed('TWO')}) {placed('TWO')}"),
    "split line everywhere": (
        "lines_of_chains_merged_or_split",
        "update marts.chain_lines set chain_line_number = 9"
        f" {placed('TWO')} and answer_number = 2"),
    "a line answers nothing": (
        "answers_not_judged",
        f"delete from marts.chain_lines {placed('TWO')} and answer_number = 2"),
    "a line answers two": (
        "answers_not_judged", again("chain_lines", placed("TWO") + " and answer_number = 2")),
    "a reversal taken for an answer": (
        "signs_of_answers_not_recounted",
        everywhere("A1", "is_reversal = false", "remitted_claims", "remitted_lines")),
    "no decision yet taken for an answer": (
        "signs_of_answers_not_recounted",
        everywhere("PENDED", "is_undecided = false", "remitted_claims", "remitted_lines")),
    "a reversal forgotten": (
        "reversals_without_their_answer",
        everywhere("A1", "is_reversed = false", "remitted_claims", "remitted_lines")),
    "an answer taken back by nobody": (
        "reversals_without_their_answer",
        everywhere("B1", "is_reversed = true", "remitted_claims", "remitted_lines")),
    "a remittance loaded twice": (
        "claims_loaded_twice",
        "; ".join(
            f"insert into raw.remittance_835_{table} select * replace"
            " (transaction_set_number + 1 as transaction_set_number)"
            f" from raw.remittance_835_{table}"
            for table in ("remittances", "claims", "lines", "adjustments"))),
    "a claim twice in its remittance": (
        "claims_loaded_twice",
        "; ".join(
            f"insert into raw.remittance_835_{table} select * replace (99 as claim_number)"
            f" from raw.remittance_835_{table} where (file_id, claim_number) in (select"
            f" (file_id, claim_number) from marts.remitted_claims {of('WHOLE')})"
            for table in ("claims", "lines", "adjustments"))),
    "a remittance lost": (
        "remittances_unlike_their_file",
        "delete from marts.remittances where trace_number = 'F'"),
    "payment of a remittance changed": (
        "remittances_unlike_their_file",
        "update marts.remittances set payment_amount = 0 where trace_number = 'F'"),
    "provider adjustment lost": (
        "provider_adjustments_unlike_their_file", "delete from marts.provider_adjustments"),
    "a payer's week miscounted": (
        "payer_weeks_not_recounted", "update marts.payer_weeks set line_count = line_count + 1"),
    # --- Linked claims
    "a submission in no claim": (
        "claims_not_linked_once", "delete from marts.linked_claims where mention_kind = 'sent'"),
    "an answer in two claims": (
        "claims_not_linked_once", again("linked_claims", "where mention_kind = 'answered'")),
    "a claim that no file has": (
        "claims_not_linked_once",
        f"insert into marts.claims select * replace (0 as linked_claim_id)"
        f" from marts.claims {of('A1')}"
    ),
    "a linked claim lost": (
        "claims_not_linked_once", f"delete from marts.claims {of('R1')}"),
    "denied sum of a claim changed": (
        "claims_apart_from_their_lines",
        f"update marts.claims set denied_amount = denied_amount + 0.01 {of('A1')}"),
    "recovered sum of a claim changed": (
        "claims_apart_from_their_lines",
        f"update marts.claims set recovered_amount = 0 {of('A1')}"),
    "reasons of a claim changed": (
        "claims_apart_from_their_lines", f"update marts.claims set carc_codes = ['50'] {of('A1')}"),
    "first day of a claim changed": (
        "claims_apart_from_their_lines",
        f"update marts.claims set first_remit_date = first_remit_date + 1 {of('A1')}"),
    "payment of a linked claim changed": (
        "claims_unlike_their_answers",
        f"update marts.claims set paid_amount = paid_amount + 1 {of('B1')}"),
    "first result of a claim changed": (
        "claims_unlike_their_results",
        f"update marts.claims set first_result = 'paid' {of('A1')}"),
    "final result of a claim changed": (
        "claims_apart_from_their_lines",
        f"update marts.claims set final_result = 'recovered' {of('OPEN')}"),
    "week of a claim changed": (
        "claims_unlike_their_results",
        f"update marts.claims set claim_week = claim_week + 7 {of('A1')}"),
    # --- Submissions and rejections
    "submission lost": (
        "submissions_unlike_their_file", f"delete from marts.submitted_claims {of('B1')}"),
    "submission doubled": (
        "submissions_unlike_their_file", again("submitted_claims", of("B1"))),
    "charge of a submission changed": (
        "submissions_unlike_their_file",
        f"update marts.submitted_claims set charge_amount = charge_amount + 1 {of('B1')}"),
    "day of a submission changed": (
        "submissions_unlike_their_file",
        f"update marts.submitted_claims set submission_date = submission_date + 1 {of('B1')}"),
    "billed line lost": (
        "billed_lines_unlike_their_file",
        "delete from marts.service_lines where procedure_code = '99214'"),
    "billed line doubled": (
        "billed_lines_unlike_their_file",
        again("service_lines", "where procedure_code = '99214'")),
    "modifier of a billed line lost": (
        "billed_lines_unlike_their_file",
        "update marts.service_lines set modifier_codes = [] where procedure_code = '99214'"),
    "rejection lost": (
        "refusals_without_one_rejection", "delete from marts.rejections"),
    "rejection doubled": (
        "refusals_without_one_rejection", again("rejections", "")),
    "a rejected submission called accepted": (
        "refusals_without_one_rejection",
        f"update marts.submitted_claims set verdict = 'accepted' {of('R1')}"),
    "charge of a rejection changed": (
        "refusals_without_one_rejection",
        "update marts.rejections set charge_amount = charge_amount + 1"),
    "an answered line matched twice": (
        "lines_matched_twice", again("line_matches", "")),
}  # fmt: skip
