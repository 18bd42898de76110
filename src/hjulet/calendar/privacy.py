"""What the models of the calendar hold about people."""

from hjulet.kernel.privacy import NONE, Declaration, Kind

_TASK = Declaration(
    Kind.WORK,
    "allmänt intresse, GDPR art. 6.1 e: uppgifter är fördelade (SOSFS 2011:9 3 kap. 3 §)",
    "gallras med det ärende som klockan gäller",
)

PRIVACY: dict[str, Declaration] = {
    "NumberSeries": NONE,
    "Deadline": NONE,
    "Clock": _TASK,
    "Chase": _TASK,
    "Recurrence": NONE,
}
