-- The category (or owner) of several denied lines: theirs if it is one; else it is told by the remark.
--
-- A line has one category, whichever view shows it. An umbrella reason (16, 96 …) takes it from the
-- remark that came with it, so the lines of one reason may fall into several.
create or replace macro review.category_of_lines(lowest, highest) as
case when lowest = highest then lowest else 'by remark' end
