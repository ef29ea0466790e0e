-- Whether a line of review.work_lines_in_view stands on a list; any other list holds all lines.
create or replace macro review.is_on_list(
    list, is_due, is_to_recover, is_mine, is_unassigned, is_sent, is_asked_for, is_missed
) as
case list::varchar
    when 'due' then is_due
    when 'recover' then is_to_recover
    when 'mine' then is_mine
    when 'unassigned' then is_unassigned
    when 'waiting' then is_sent
    when 'records' then is_asked_for
    when 'past' then is_missed
    else true
end
