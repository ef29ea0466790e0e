-- What a file says of a claim belongs to exactly one claim, and every claim is in some file.
-- grain: one row per claim in a file, or per claim, without its one counterpart
with places as (
    select
        linked_claims.mention_kind = 'answered' as is_answer,
        linked_claims.file_id,
        linked_claims.segment_number,
        linked_claims.linked_claim_id,
        count(*) over (
            partition by
                linked_claims.mention_kind = 'answered',
                linked_claims.file_id,
                linked_claims.segment_number
        ) as linked_claim_count,
    from marts.linked_claims
    inner join temp.touched_linked on linked_claims.linked_claim_id = touched_linked.linked_claim_id
),

answered as (
    select
        'answered' as mention_kind,
        kept_claims.file_id,
        kept_claims.segment_number,
        coalesce(max(places.linked_claim_count), 0) as linked_claim_count,
    from temp.kept_claims
    left join places
        on
            kept_claims.file_id = places.file_id
            and kept_claims.segment_number = places.segment_number
            and places.is_answer
    group by kept_claims.file_id, kept_claims.segment_number
),

submitted as (
    select
        'submitted' as mention_kind,
        touched_submissions.file_id,
        touched_submissions.segment_number,
        count(places.linked_claim_id) as linked_claim_count,
    from temp.touched_submissions
    left join places
        on
            touched_submissions.file_id = places.file_id
            and touched_submissions.segment_number = places.segment_number
            and touched_submissions.linked_claim_id = places.linked_claim_id
            and not places.is_answer
    group by touched_submissions.file_id, touched_submissions.segment_number
),

linked as (
    select
        'claim' as mention_kind,
        coalesce(
            touched_linked.linked_claim_id, touched_claims.linked_claim_id
        )::varchar as file_id,
        null as segment_number,
        case
            when max(touched_linked.linked_claim_id) is null then 0
            else count(touched_claims.linked_claim_id)
        end as linked_claim_count,
    from temp.touched_linked
    full outer join temp.touched_claims
        on touched_linked.linked_claim_id = touched_claims.linked_claim_id
    group by coalesce(touched_linked.linked_claim_id, touched_claims.linked_claim_id)
)

select * from answered
where linked_claim_count != 1
union all
select * from submitted
where linked_claim_count != 1
union all
select * from linked
where linked_claim_count != 1
