"""Claims not adjudicated yet: the rejected ones, and those like claims that were denied."""
