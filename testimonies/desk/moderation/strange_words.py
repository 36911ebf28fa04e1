"""Do the open words say what the log says of them? For `verify_decisions`."""

from collections.abc import Iterator

from testimonies.desk.moderation.stand_by_words import has_begun
from testimonies.desk.moderation.words_log import WordsLog, all_open_words


def strange_words() -> Iterator[str]:
    """One sentence for each row whose words nobody confirmed or entered by the log. Changes nothing.

    Of a store that this version has not put anything from into its edition yet, the log says nothing at all.
    """
    if not has_begun():
        return
    log = WordsLog()
    for row in all_open_words():
        if not log.explains(row):
            yield f"The {row._meta.verbose_name} {row} is not as anybody entered or confirmed it by the log."
