-- The claims a review looks at, with the two stages each has come to: first, and since.
--
-- first stage: rejected, denied or paid, whichever happened first; open where nothing has yet.
-- final stage: paid claims stay paid; of the others recovered (answered, and nothing denied is left
-- open), written_off (withdrawn by us, or the team wrote off all that is open), else open.
-- Where reasons are chosen, only claims denied at first for one of them.
create or replace macro review.claims_by_stage(filters, work) as table (
    with given_up as (
        select distinct line_outcomes.linked_claim_id
        from review.work_in_force(work) as work_in_force
        inner join marts.line_outcomes
            on
                work_in_force.chain_number = line_outcomes.chain_number
                and work_in_force.chain_line_number = line_outcomes.chain_line_number
        where work_in_force.work_status = 'written_off'
    ),

    written_off as (
        select
            line_outcomes.linked_claim_id,
            bool_and(coalesce(work_in_force.work_status = 'written_off', false))
                as is_written_off,
        from marts.line_outcomes
        inner join given_up on line_outcomes.linked_claim_id = given_up.linked_claim_id
        left join review.work_in_force(work) as work_in_force
            on
                line_outcomes.chain_number = work_in_force.chain_number
                and line_outcomes.chain_line_number = work_in_force.chain_line_number
        where
            line_outcomes.open_amount > 0
            and not line_outcomes.is_secondary
            and not line_outcomes.is_duplicate
        group by line_outcomes.linked_claim_id
    )

    select
        claims.*,
        case claims.first_result when 'awaiting' then 'open' else claims.first_result end
            as first_stage,
        case
            when claims.first_result = 'paid' then 'paid'
            when claims.final_result = 'voided' then 'written_off'
            when claims.final_result = 'recovered' then 'recovered'
            when
                claims.linked_claim_id in (
                    select written_off.linked_claim_id
                    from written_off
                    where written_off.is_written_off
                )
                then 'written_off'
            else 'open'
        end as final_stage,
    from review.claims_in_view(filters) as claims
    where review.claim_has_chosen_reason(filters)
);

-- How many claims have come to the same two stages, their charges and what is open of them.
create or replace macro review.claim_counts_by_stage(filters, work) as table (
    select
        first_stage,
        final_stage,
        count(*) as claim_count,
        sum(charge_amount) as charge_amount,
        sum(open_amount) as open_amount,
    from review.claims_by_stage(filters, work)
    group by first_stage, final_stage
)
