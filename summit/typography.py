"""French and English typography for texts that staff type on an ordinary keyboard.

French as the Imprimerie nationale has it: a no-break space before the colon, inside « » and between digits and
their unit, a narrow one before ; ! and ?, typographic apostrophes. English: curly apostrophes and quotation
marks.
"""

import re

NO_BREAK, NARROW = "\u00a0", "\u202f"

APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)|(?<=[sS])'(?=\s)")
FRENCH = [
    (re.compile(r"«\s*"), "«" + NO_BREAK),
    (re.compile(r"\s*»"), NO_BREAK + "»"),
    (re.compile(r"[ \u00a0\u202f]+(?=[;?!])"), NARROW),
    (re.compile(r"[ \u00a0\u202f]+(?=:(\s|$))"), NO_BREAK),
    (re.compile(r"(?<=\d)[ ](?=(?:\d{3}\b|%|€|£|\$|°|h\b|ha\b|km\b|millions?\b|milliards?\b))"), NO_BREAK),
    (re.compile(r"(?<=\bh)[ ](?=\d)"), NO_BREAK),
]
ENGLISH = [
    (re.compile(r"(?<=\d)[ ](?=(?:million|billion|trillion|ha|km)\b)"), NO_BREAK),
    (re.compile(r'(^|[\s(\[—–])"'), r"\1“"),
    (re.compile(r'"'), "”"),
]
TO_SET = re.compile(r"""['"«»]|\d |\bh \d|[ \u00a0\u202f][;?!:]""")  # all that is replaced holds one of these
ADDRESS = re.compile(r"(https?://\S+|\b[\w.+-]+@[\w.-]+\b)")


def typographic(text: str, language: str) -> str:
    """Set `text` as a printer of `language` would; web and mail addresses stay as they are."""
    if not TO_SET.search(text):
        return text
    parts = ADDRESS.split(text)
    parts[::2] = [_set(part, language) for part in parts[::2]]
    return "".join(parts)


def _set(text: str, language: str) -> str:
    text = APOSTROPHE.sub("’", text)
    for pattern, replacement in FRENCH if language == "fr" else ENGLISH:
        text = pattern.sub(replacement, text)
    return text
