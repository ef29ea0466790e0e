-- The loops of the 277s in hand: header (level 0), levels, what they track, service lines.
-- One row per loop. HL opens a level (who says it, who sent the claims, whose they are, the
-- patient), TRN what is named there, SVC a line of it: alike in acknowledgments and in requests
-- for information (277 guides, loops 2000, 2200 and 2220). Large sets are cut before HL only. A loop
-- holds its opening segment, too.
create or replace macro raw.loops_of_277() as table (
    with marked as (
        select
            file_id,
            transaction_set_number,
            part_number,
            loops_before,
            segments_before,
            group_header,
            string_split(
                raw.marked_before(
                    raw.marked_before(raw.marked_before(body, 'HL'), 'TRN'), 'SVC'
                ),
                chr(30) || chr(30)
            ) as pieces,
        from temp.transaction_sets
    ),

    pieces as (
        select
            file_id,
            transaction_set_number,
            part_number,
            loops_before,
            segments_before,
            group_header,
            unnest(range(0, len(pieces))) as piece_number,
            unnest(pieces) as body,
        from marked
    ),

    opened as (
        select
            *,
            case when piece_number = 0 then '' else split_part(body, chr(29), 1) end as opened_by,
            strlen(body) - strlen(replace(body, chr(30), ''))
            + (piece_number > 0)::integer as segment_count,
        from pieces
    ),

    in_levels as (
        select
            *,
            loops_before + count_if(opened_by = 'HL') over places as level_number,
            segments_before + sum(segment_count) over places - segment_count as segments_before_piece,
        from opened
        window
            places as (
                partition by file_id, transaction_set_number, part_number
                order by piece_number
                rows between unbounded preceding and current row
            )
    ),

    in_tracks as (
        select
            *,
            max(
                case when opened_by = 'HL' then split_part(split_part(body, chr(30), 1), chr(29), 4) end
            ) over places as level_code,
            count_if(opened_by = 'TRN') over places as tracking_number,
            max(case when opened_by in ('HL', 'TRN') then piece_number end) over places as head_number,
        from in_levels
        window
            places as (
                partition by file_id, transaction_set_number, level_number
                order by piece_number
                rows between unbounded preceding and current row
            )
    )

    select
        file_id,
        transaction_set_number,
        level_number::integer as level_number,
        nullif(level_code, '') as level_code,
        tracking_number::integer as tracking_number,
        case when opened_by = 'SVC' then piece_number - coalesce(head_number, 0) else 0 end::integer
            as service_line_number,
        (segments_before_piece + 1)::bigint as segment_number,
        opened_by,
        case when part_number = 1 and piece_number = 0 then group_header end as group_header,
        body,
    from in_tracks
    where piece_number > 0 or part_number = 1
)
