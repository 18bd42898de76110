"""Who may investigate, answer for and decide a case: {account: "Name, role"} by Swedish name.

Those who reported the event are among them: the verbs refuse them, and say why.
"""

from collections.abc import Collection
from datetime import date

from hjulet.lex_sarah.models import Case
from hjulet.organisation import queries as organisation
from hjulet.organisation.kinds import Role
from hjulet.organisation.rules import may, roles_for
from hjulet.organisation.types import Actor

# Who investigates has a role for it: being let into a case is not for everybody.
INVESTIGATORS = frozenset(
    {Role.INVESTIGATOR, Role.SAS, Role.DEPARTMENT_MANAGER, Role.ADMINISTRATION_LEAD}
)


def reporters_of(case: Case) -> frozenset[int]:
    """The accounts that sent in a report that is in the case now. One query."""
    links = case.report_links.filter(left_at__isnull=True, report__reporter__isnull=False)
    return frozenset(links.order_by("pk").values_list("report__reporter_id", flat=True))


def decides(actor: Actor, case: Case) -> bool:
    """Whether the actor may decide: she got the case and still decides for its unit, or is SAS of
    the board, and has not reported the event herself. At most two queries."""
    if not may(actor, "lex_sarah.decide", case.unit_id):
        return False
    if case.decider_id != actor.account_id and not may(actor, "lex_sarah.work", case.board_id):
        return False
    return actor.account_id not in reporters_of(case)


def may_investigate(case: Case, on: date) -> dict[int, str]:
    """Those in the board whose role lets SAS choose them. Three queries."""
    tree = organisation.trees_until(on)[1]
    return _with_role(INVESTIGATORS, tree.below(case.board_id), on)


def may_decide(case: Case, on: date) -> dict[int, str]:
    """Those who decide for the unit of the case. Three queries."""
    tree = organisation.trees_until(on)[1]
    above = {node.id for node in tree.ancestors(case.unit_id)}
    return _with_role(roles_for("lex_sarah.decide"), above, on)


def may_answer(case: Case, on: date) -> dict[int, str]:
    """SAS of the board, and those who investigate the case. Four queries."""
    tree = organisation.trees_until(on)[1]
    above = {node.id for node in tree.ancestors(case.board_id)}
    sas = _with_role(roles_for("lex_sarah.work"), above, on)
    own = case.investigators.filter(withdrawn_at__isnull=True, account__is_active=True)
    names = dict(own.order_by("account__name").values_list("account_id", "account__name"))
    return {**sas, **{key: f"{name}, utredare" for key, name in names.items() if key not in sas}}


def _with_role(roles: Collection[str], unit_ids: Collection[int], on: date) -> dict[int, str]:
    accounts = [one for one in organisation.people() if one.is_active]
    held = organisation.roles_of([one.pk for one in accounts])
    found = {}
    for one in accounts:
        own = next(
            (
                role
                for role in held[one.pk]
                if role.role in roles
                and role.unit_id in unit_ids
                and (role.valid_from or on) <= on <= (role.valid_to or on)
            ),
            None,
        )
        if own is not None:
            found[one.pk] = f"{one.name}, {own.get_role_display().split(' (')[0]}"
    return found
