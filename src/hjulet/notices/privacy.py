"""What the models of notices hold about people."""

from hjulet.kernel.privacy import Declaration, Kind

_TASK = "allmänt intresse, GDPR art. 6.1 e: den som har en uppgift får veta det (SOSFS 2011:9)"
_SOON = "tas bort ett år efter att de skrevs"

PRIVACY: dict[str, Declaration] = {
    "Notice": Declaration(Kind.WORK, _TASK, _SOON),
    "Letter": Declaration(Kind.WORK, _TASK, _SOON),
    "Preference": Declaration(Kind.WORK, _TASK, "så länge kontot finns"),
}
