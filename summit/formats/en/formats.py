"""11 January 2021, 14:25; the rest is Django's."""

DATE_FORMAT = "j F Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = f"{DATE_FORMAT}, {TIME_FORMAT}"
MONTH_DAY_FORMAT = "j F"
