"""Finding in the register: words, facets with their counts, and orders, alike on both databases.

`query` reads what was typed, `words` makes stems, `text` tells what a record is found by, `refresh` writes it when
a record is published, `engine` asks either database, `facets` counts, `marks` shows where it was found.
"""
