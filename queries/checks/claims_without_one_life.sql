-- What a file says of a claim belongs to exactly one claim, and every claim is in some file.
-- grain: one row per claim in a file, or per claim, without its one counterpart
with places as (
    select
        claim_lives.told_by = 'answered' as is_answer,
        claim_lives.file_id,
        claim_lives.segment_number,
        claim_lives.life_number,
        count(*) over (
            partition by
                claim_lives.told_by = 'answered',
                claim_lives.file_id,
                claim_lives.segment_number
        ) as life_count,
    from marts.claim_lives
    inner join temp.touched_lives on claim_lives.life_number = touched_lives.life_number
),

answered as (
    select
        'answered' as told_by,
        kept_claims.file_id,
        kept_claims.segment_number,
        coalesce(max(places.life_count), 0) as life_count,
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
        'submitted' as told_by,
        touched_submissions.file_id,
        touched_submissions.segment_number,
        count(places.life_number) as life_count,
    from temp.touched_submissions
    left join places
        on
            touched_submissions.file_id = places.file_id
            and touched_submissions.segment_number = places.segment_number
            and touched_submissions.life_number = places.life_number
            and not places.is_answer
    group by touched_submissions.file_id, touched_submissions.segment_number
),

lives as (
    select
        'claim' as told_by,
        coalesce(touched_lives.life_number, touched_claims.life_number)::varchar as file_id,
        null as segment_number,
        case
            when max(touched_lives.life_number) is null then 0
            else count(touched_claims.life_number)
        end as life_count,
    from temp.touched_lives
    full outer join temp.touched_claims
        on touched_lives.life_number = touched_claims.life_number
    group by coalesce(touched_lives.life_number, touched_claims.life_number)
)

select * from answered
where life_count != 1
union all
select * from submitted
where life_count != 1
union all
select * from lives
where life_count != 1
