"""The owner of an account is told when its second factor or password is changed, whoever did it."""

from datetime import datetime

from django.urls import reverse

from hjulet.notices.operations.telling import Line, tell
from hjulet.organisation.kinds import LoginChange
from hjulet.ui.format import date_plain

NOT_YOU = "Var det inte du? Byt lösenord genast och säg till den som sköter Hjulet."
PAGES = {"password": "account_home", "second_factor": "mfa_index"}


def tell_of_login_change(account_id: int, change: str, now: datetime) -> None:
    """A notice and a letter, also to who wants no letters: it is about her account.

    Called inside the transaction of the change, whose journal event tells of it.
    """
    where = "password" if change == LoginChange.PASSWORD else "second_factor"
    what = str(LoginChange(change).label).capitalize()
    tell(
        now=now,
        account_ids=[account_id],
        kind=f"account.{where}",
        words=f"{what} för ditt konto {date_plain(now)}",
        path=reverse(PAGES[where]),
        once=f"{where}:{change}:{now.isoformat()}",
        more=[Line(NOT_YOU, reverse("account_change_password"))],
        always=True,
    )
