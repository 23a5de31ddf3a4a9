"""What a name may hold: the letters of one script at a time, and nothing that turns or hides text."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from summit.alphabet import folded

# Letters that look alike in these scripts pass for each other in a list of names.
ALIKE = ("LATIN", "CYRILLIC", "GREEK")
LINK = re.compile(r"://|\bwww\.", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+")


def validate_name(value: str) -> None:
    """Refuse what is invisible, what turns the direction of text, and words of several look-alike scripts."""
    if any(unicodedata.category(one) in ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp") for one in value):
        raise ValidationError(
            _("This holds a character that cannot be seen. Type it again instead of pasting it."), code="invisible"
        )
    if LINK.search(value):  # it would be one in the mails that greet by this name
        raise ValidationError(_("A name holds no address of the web."), code="link")
    for word in WORD.findall(value):
        scripts = {script for letter in word if (script := _script(letter))}
        if len(scripts) > 1:
            raise ValidationError(
                _("“%(word)s” mixes letters of two alphabets that look alike. Write it in one of them."),
                code="mixed",
                params={"word": word},
            )


def tidy(value: str) -> str:
    """Return the text in its composed form, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", value).split())


def name_key(*names: str) -> str:
    """Return what two spellings of one name share: words without case and accents, in whatever order."""
    return " ".join(sorted(WORD.findall(folded(" ".join(names)))))


def key_of(email: str) -> str:
    """Return what two spellings of one address have in common."""
    return unicodedata.normalize("NFKC", email.strip()).casefold()


def _script(letter: str) -> str:
    return next((script for script in ALIKE if unicodedata.name(letter, "").startswith(script)), "")
