"""What may be doubtful in a list, and why each is asked rather than taken."""

from __future__ import annotations

from keychain.contacts.importing.doubts import kind_of
from keychain.diagnostics import error, note, warning

NO_HEAD = error("import-no-head", "without a row of heads nobody knows what a column holds")
NOTHING = error("import-nothing", "a directory without anybody in it calls nobody")
SEVERAL_COMMUNES = error(
    "import-several-communes", "a contacts file is one commune's; people would be mixed up"
)

OTHER_SHEETS = note("import-other-sheets", "people on another sheet would be missed")
UNREAD_COLUMNS = note("import-unread-columns", "a number may stand under a head that is not known")
SKIPPED_ROW = note("import-skipped-row", "a row that looks like no person may be one")
NOT_IN_LIST = note("import-not-in-list", "whoever is no longer in a list may have left")
COMMUNE_OPEN = warning("import-commune-open", "a tag names its commune; nobody can guess it")
VILLAGES_OPEN = warning("import-villages-open", "tags are made for villages")

LOST_ZERO = warning("import-lost-zero", "spreadsheets drop the zero that a number begins with")
OLD_NUMBER = warning("import-old-number", "numbers from before 2017 and 2018 reach nobody")
TWO_NUMBERS = warning("import-two-numbers", "where one number ends and the next begins is a guess")
LETTER_FOR_DIGIT = warning("import-letter-for-digit", "O and l look like 0 and 1, and are letters")
WORDS_BESIDE_NUMBER = warning("import-words-beside-number", "words may say whose number it is")
ODD_FORM = warning("import-odd-form", "an odd sign may part two numbers")
DAMAGED_NUMBER = warning("import-damaged-number", "a program has turned the number into another")
NO_AREA_CODE = warning("import-no-area-code", "mobiles reach a landline only by its area code")
SHORT_OR_OLD = warning("import-short-or-old", "a digit may be missing, or the number is of old")
DOUBTFUL_NUMBER = warning("import-doubtful-number", "nobody may have such a number")
AMBIGUOUS_NUMBER = warning("import-ambiguous-number", "it may be one of several numbers")
UNREADABLE_NUMBER = warning("import-unreadable-number", "no number can be made out")
NO_NUMBER = warning("import-no-number", "an officer whom nobody can call helps nobody")
NUMBER_IN_NAME = warning("import-number-in-name", "a number beside a name may be another's")
NUMBER_IN_NOTE = warning("import-number-in-note", "a note may say whose number it is")

NO_NAME = warning("import-no-name", "a number without a name may be anybody's")
SAME_NAME = warning("import-same-name", "two people may have one name, or one two numbers")
NEAR_NAME = warning("import-near-name", "one number under two like names is a slip, or two people")
SHARED_NUMBER = warning("import-shared-number", "a line was copied, and its number not changed")
SECOND_ROLE = warning("import-second-role", "a village shows one role of an officer, not two")
SAME_ID = warning("import-same-id", "one of two rows of a person was changed, the other was not")
CARRIED_NAME = warning("import-carried-name", "an empty cell may mean the one above, or nobody")
NAME_TAIL = warning("import-name-tail", "what stands beside a name may be part of it")
SHORT_RANK = warning("import-short-rank", "a shortened rank can be misread")
UNCLEAR_RANK = warning("import-unclear-rank", "Th. is Thiếu to one reader and Thượng to another")

CARRIED_VILLAGE = warning("import-carried-village", "an empty cell may mean the one above, or none")
NEAR_VILLAGE = warning("import-near-village", "Bản Cò and Bản Có are two villages, or one slip")
UNKNOWN_VILLAGE = warning("import-unknown-village", "a village that is misspelt would be a new one")
UNCLEAR_VILLAGE = warning("import-unclear-village", "several villages may be meant")
SEVERAL_VILLAGES = warning("import-several-villages", "a hyphen parts two names, or belongs to one")
WHOLE_COMMUNE = warning("import-whole-commune", "an officer of all villages stands on every tag")
VILLAGE_LEFT_OUT = warning("import-village-left-out", "a village's tag would bear no number")
VILLAGE_REFUSED = warning("import-village-refused", "what holds an error is not changed")
UNREAD_HOUSEHOLDS = warning("import-unread-households", "tags are counted from it")
OTHER_HOUSEHOLDS = warning("import-other-households", "one of two counts is wrong")
DAY_FIRST = warning("import-day-first", "01/12 is two different days to two readers")
UNREAD_DAY = warning("import-unread-day", "a service would begin or end on a wrong day")
HOTLINE = warning("import-hotline", "a hotline stands on every village's tag")

NUMBER_CHANGED = warning("import-number-changed", "the list or the directory is out of date")
NUMBER_ADDED = warning("import-number-added", "a second number may be the new one, or private")
NAME_CHANGED = warning("import-name-changed", "the list or the directory is out of date")
RANK_CHANGED = warning("import-rank-changed", "the list or the directory is out of date")
ROLE_CHANGED = warning("import-role-changed", "the list or the directory is out of date")
DAYS_CHANGED = warning("import-days-changed", "the list or the directory is out of date")
HOUSEHOLDS_CHANGED = warning("import-households-changed", "the list or the directory is wrong")
SERVES_AGAIN = warning("import-serves-again", "a service that has ended may not have begun again")
UNCLEAR_OFFICER = warning("import-unclear-officer", "several people of the directory may be meant")

QUESTIONS = (
    LOST_ZERO,
    OLD_NUMBER,
    TWO_NUMBERS,
    LETTER_FOR_DIGIT,
    WORDS_BESIDE_NUMBER,
    ODD_FORM,
    DAMAGED_NUMBER,
    NO_AREA_CODE,
    SHORT_OR_OLD,
    DOUBTFUL_NUMBER,
    NUMBER_IN_NAME,
    NUMBER_IN_NOTE,
    SAME_NAME,
    NEAR_NAME,
    SHARED_NUMBER,
    CARRIED_NAME,
    NAME_TAIL,
    SHORT_RANK,
    CARRIED_VILLAGE,
    NEAR_VILLAGE,
    UNKNOWN_VILLAGE,
    SEVERAL_VILLAGES,
    WHOLE_COMMUNE,
    DAY_FIRST,
    HOTLINE,
    NUMBER_CHANGED,
    NUMBER_ADDED,
    NAME_CHANGED,
    RANK_CHANGED,
    ROLE_CHANGED,
    DAYS_CHANGED,
    HOUSEHOLDS_CHANGED,
    SERVES_AGAIN,
)
"""What the user can accept. Of the rest nobody but the list's author knows the answer."""

KINDS = tuple(map(kind_of, QUESTIONS))
