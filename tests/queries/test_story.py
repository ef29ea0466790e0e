"""The story of 21 claims (tests/story.py): the life of each, written out by hand.

Days between: 9 February to 2 March 2026 is 21 (19 left of February, 2 of March); 23 February to
16 March and 9 to 30 March are 21 too; 9 February to 16 March is 35. 2 to 16 March is 14, 2 to 30
March is 28.
"""

from __future__ import annotations

from tests.queries.conftest import House


def test_every_file_of_the_story_is_counted(story: House) -> None:
    told = story.rows(
        "select split_part(file_name, '.', 1), claim_count, line_count, finding_count"
        " from marts.files where split_part(file_name, '.', 1) != 'empty' order by 1"
    )
    assert told == [
        # 15 claims of 23 lines, WARD of 2, two refused of one each.
        ("claims_0209", 18, 27, 0),
        ("claims_0223", 5, 5, 0),
        ("claims_0309", 6, 6, 0),
        ("claims_2027", 1, 1, 0),
        # 15 claims of the first batch and WARD.
        ("door_0210", 16, 0, 0),
        ("door_0224", 5, 0, 0),
        ("refused_0210", 0, 0, 0),
        # Lines: 1+1+1+2+1+1+1+0+1+1+3+3+2+2. That WARD has none is worth knowing.
        ("remit_0302", 14, 20, 1),
        # Lines: 1+1+1+2+1+1+1. That two are reversals is worth knowing.
        ("remit_0316", 7, 8, 1),
        # Lines: 1+2+1, and 1 of the other payer.
        ("remit_0330", 4, 5, 0),
        ("remit_2027", 1, 1, 0),
    ]
