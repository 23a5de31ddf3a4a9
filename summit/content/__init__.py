"""Reading a summit from a folder of TOML files into the database.

`fields`, `links`, `shapes` and `rows` say how values and tables are read and written, `kinds` what an entry is,
`folder` reads the files, `plan` compares them with the database, `loading` does what the plan says. Each app
declares its own kinds in its `content` module; those of this app are in `event`.
"""

from summit.content.event import KINDS

__all__ = ["KINDS"]
