-- Whatever a file tells of a claim belongs to exactly one claim, and every claim is told of.
-- grain: one row per claim told of, or per claim, without its one counterpart
with places as (
    select
        told_by,
        file_id,
        segment_number,
        count(*) as life_count,
    from marts.claim_lives
    group by told_by, file_id, segment_number
),

answered as (
    select
        'answered' as told_by,
        remitted_claims.file_id,
        remitted_claims.segment_number,
        coalesce(places.life_count, 0) as life_count,
    from marts.remitted_claims
    left join places
        on
            remitted_claims.file_id = places.file_id
            and remitted_claims.segment_number = places.segment_number
            and places.told_by = 'answered'
),

sent as (
    select
        'sent' as told_by,
        submitted_claims.file_id,
        submitted_claims.segment_number,
        coalesce(places.life_count, 0) as life_count,
    from marts.submitted_claims
    left join places
        on
            submitted_claims.file_id = places.file_id
            and submitted_claims.segment_number = places.segment_number
            and places.told_by != 'answered'
),

lives as (
    select
        'life' as told_by,
        told_lives.life_number::varchar as file_id,
        null as segment_number,
        count(claims.life_number) as life_count,
    from (select distinct life_number from marts.claim_lives) as told_lives
    left join marts.claims on told_lives.life_number = claims.life_number
    group by told_lives.life_number
),

strays as (
    select
        'claim' as told_by,
        claims.life_number::varchar as file_id,
        null as segment_number,
        0 as life_count,
    from marts.claims
    left join marts.claim_lives on claims.life_number = claim_lives.life_number
    where claim_lives.life_number is null
)

select * from answered
where life_count != 1
union all
select * from sent
where life_count != 1
union all
select * from lives
where life_count != 1
union all
select * from strays
