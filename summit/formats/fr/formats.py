"""11 janvier 2021, 14 h 25; the rest is Django's."""

TIME_FORMAT = "G\N{NO-BREAK SPACE}\\h\N{NO-BREAK SPACE}i"
DATETIME_FORMAT = f"j F Y, {TIME_FORMAT}"
