-- How a claim may be counted by its lines: without mention every claim apart where that is sure.
-- grain: one row per chain of answers to one claim
-- scope: claim
-- needs: marts.chain_lines
--
-- Mention millions of claims apart costs more than all else a review asks. A claim answered once,
-- with one week of service and one standing, is kept or left whole by every filter but those of
-- procedures and modifiers: its first line counts for it. All others are kept separate.
with procedures as (
    select
        chain_lines.chain_number,
        count(*) as line_count,
        min(chain_lines.chain_line_number) as first_line_number,
        min(chain_lines.answer_number) as first_answer_number,
        max(chain_lines.answer_number) as last_answer_number,
        bool_or(chain_lines.is_whole_claim) as is_whole_claim,
        min(date_trunc('week', remitted_lines.service_date)::date) as first_service_week,
        max(date_trunc('week', remitted_lines.service_date)::date) as last_service_week,
        bool_or(remitted_lines.service_date is null) as has_undated_line,
        bool_or(remitted_lines.is_duplicate or remitted_lines.is_not_final) as has_line_apart,
    from marts.chain_lines
    inner join marts.remitted_lines on chain_lines.line_id = remitted_lines.line_id
    group by chain_lines.chain_number, remitted_lines.procedure_code
)

select
    chain_number,
    min(first_line_number) as first_line_number,
    min(first_answer_number) = max(last_answer_number)
    and not bool_or(is_whole_claim)
    and not bool_or(has_undated_line)
    and not bool_or(has_line_apart)
    and min(first_service_week) = max(last_service_week) as is_kept_together,
    max(line_count) > 1 as has_repeated_procedure,
from procedures
group by chain_number;
