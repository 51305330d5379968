"""Searching words as people type them: "ecole" finds "École", on every database.

``filter(title__folded__contains=fold(word))``: `folded` compares without case or accents. PostgreSQL's own `unaccent` is an extension that
a hosted database may not offer, and SQLite ignores the case of ASCII only; so the letters are listed here, once for both.
"""

from django.db.models import CharField, Q, TextField, Transform

# Accented letters of the languages written in Latin script around us, and what each is without its accent.
PLAIN = {
    "a": "àáâãäåāăą",
    "c": "çćĉċč",
    "d": "ďđ",
    "e": "èéêëēĕėęě",
    "g": "ĝğġģ",
    "i": "ìíîïĩīĭįı",
    "l": "ĺļľł",
    "n": "ñńņň",
    "o": "òóôõöøōŏő",
    "r": "ŕŗř",
    "s": "śŝşšș",
    "t": "ţťț",
    "u": "ùúûüũūŭůűų",
    "y": "ýÿŷ",
    "z": "źżž",
}
LIGATURES = {"œ": "oe", "æ": "ae", "ß": "ss", "Œ": "oe", "Æ": "ae"}
# PostgreSQL's lower() leaves accented capitals alone in some of its locales: they are listed too.
ACCENTED = "".join(letters + letters.replace("ı", "").upper() for letters in PLAIN.values())
UNACCENTED = "".join(
    plain * (len(letters) + len(letters.replace("ı", "").upper())) for plain, letters in PLAIN.items()
)
# Accents of their own, as macOS writes them; and what Turkish makes of a capital i.
COMBINING = "".join(chr(code) for code in range(0x300, 0x370))
ACCENTED, UNACCENTED = ACCENTED + "İ", UNACCENTED + "i"
_TABLE = str.maketrans(dict(zip(ACCENTED, UNACCENTED, strict=True)) | LIGATURES | dict.fromkeys(COMBINING))


def fold(text: str | None) -> str | None:
    """The text in small letters without accents; None stays None, as in SQL."""
    return None if text is None else text.translate(_TABLE).lower()


@CharField.register_lookup
@TextField.register_lookup
class Folded(Transform):
    """What `fold` does, in the database."""

    lookup_name = "folded"
    function = "fold"  # SQLite's is registered with each connection (`add_fold`)

    def as_postgresql(self, compiler, connection, **context):
        sql, params = compiler.compile(self.lhs)
        for ligature, plain in LIGATURES.items():
            sql, params = f"REPLACE({sql}, %s, %s)", [*params, ligature, plain]
        # What has no letter to become is taken out.
        return f"LOWER(TRANSLATE({sql}, %s, %s))", [*params, ACCENTED + COMBINING, UNACCENTED]


def add_fold(connection, **_signal) -> None:
    """Receiver of `connection_created`."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("fold", 1, fold, deterministic=True)


def holding(words: str, *fields: str) -> Q:
    """Rows where one of the fields holds these words as one phrase, whatever their case and accents."""
    found = Q()
    for field in fields:
        found |= Q(**{f"{field}__folded__contains": fold(words)})
    return found
