-- Which weeks do the loaded files cover, and what is in them?
-- grain: one row
--
-- Weeks of remittances; where none is loaded, the weeks in which claims were sent.
with answered as (
    select
        min(remit_week) as first_week,
        max(remit_week) as last_week,
        min(remit_date) as first_remit_date,
        max(remit_date) as last_remit_date,
        min(service_week) as first_service_week,
        max(service_week) as last_service_week,
        count(*) as line_count,
        count(distinct payer_name) as payer_count,
    from marts.line_outcomes
    where verdict != 'unanswered'
),

sent as (
    select
        min(claim_week) as first_week,
        max(claim_week) as last_week,
        min(service_date) as first_service_date,
        max(service_date) as last_service_date,
        count(*) as claim_count,
    from marts.claims
    where is_billed
),

acknowledged as (
    select count(*) as acknowledged_claim_count
    from marts.submitted_claims
    where verdict != 'unacknowledged'
)

select
    coalesce(answered.first_week, sent.first_week) as first_week,
    coalesce(answered.last_week, sent.last_week) as last_week,
    answered.first_remit_date,
    answered.last_remit_date,
    coalesce(
        answered.first_service_week, date_trunc('week', sent.first_service_date)::date
    ) as first_service_week,
    coalesce(
        answered.last_service_week, date_trunc('week', sent.last_service_date)::date
    ) as last_service_week,
    sent.first_week as first_claim_week,
    sent.last_week as last_claim_week,
    answered.line_count,
    answered.payer_count,
    sent.claim_count,
    acknowledged.acknowledged_claim_count,
from answered
cross join sent
cross join acknowledged
