"""The read-only API: what the pages say of the register and the programme, for programs, under /api/v1/."""
