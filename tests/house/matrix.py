"""Every address of Hjulet and what every role gets there. An address that is not here fails.

A line says: the names of the arguments (see world.py), which roles get `ok` by GET, what the
others get, what nobody logged in gets, and which roles may POST (None: nothing is sent there).
Add a line for a new address; the tests in test_matrix.py do the rest.
"""

from dataclasses import dataclass

from hjulet.organisation.kinds import Role
from hjulet.organisation.rules import roles_for

ALL = frozenset(Role)
NOBODY: frozenset[Role] = frozenset()
TO_LOGIN = 302


@dataclass(frozen=True)
class Line:
    args: tuple[str, ...] = ()
    may: frozenset[Role] = ALL
    ok: int = 200
    otherwise: int = 404
    anonymous: int = TO_LOGIN
    sends: frozenset[Role] | None = None


def form(*args: str, may: frozenset[Role]) -> Line:
    """A form: GET shows it and POST sends it, to the same roles."""
    return Line(args, may=may, sends=may)


def sent(*args: str, may: frozenset[Role], get: int = 405) -> Line:
    """Only POST does something; GET gets `get` whoever asks."""
    return Line(args, ok=get, otherwise=get, sends=may)


def public(*args: str, ok: int = 200) -> Line:
    return Line(args, ok=ok, anonymous=ok)


EDIT = roles_for("organisation.edit")
PEOPLE = roles_for("people.edit")
ASSESS = roles_for("report.assess")
READ = roles_for("report.read_unit") | roles_for(
    "report.read_board"
)  # a report of the unit, without secrecy
INVESTIGATE = roles_for("report.investigate")
FIGURES = roles_for("figures.read")
WRITE = roles_for("annual_report.write")
DECIDE = roles_for("annual_report.decide")
PLANS = roles_for("plan.edit")
RISK_READ = roles_for("risk.read")
RISK_WRITE = roles_for("risk.write")
FINDINGS = roles_for("finding.write")
FOLLOW = roles_for("measure.follow")
SAS = roles_for("lex_sarah.work")
# Of a case in which the investigator and the head of department have been let in.
LEX_WRITE = SAS | {Role.INVESTIGATOR}
LEX_DECIDE = SAS | {Role.DEPARTMENT_MANAGER}
LEX_READ = LEX_WRITE | LEX_DECIDE
LOG = roles_for("read_log.review")
KEEP_READ = roles_for("retention.read")
KEEP_EDIT = roles_for("retention.edit")
DISPOSE = roles_for("retention.dispose")
BREACHES = roles_for("data_breach.read")
BREACH_WORK = roles_for("data_breach.work")

MATRIX: dict[str, Line] = {
    # The portal and the ui
    "start": Line(),
    "journal_page": Line(may=roles_for("journal.read")),
    "health": public(),
    "accessibility": public(),
    "help": public(),
    "privacy": public(),
    "account_home": Line(),
    "favicon": public(ok=302),
    "gallery": public(),
    # The organisation
    "organisation_page": Line(may=roles_for("organisation.read")),
    "headcount_page": form(may=EDIT),
    "unit_page": Line(("unit",), may=roles_for("organisation.read")),
    "unit_new": form(may=EDIT),
    "unit_edit": form("unit", may=EDIT),
    "unit_move": form("unit", may=EDIT),
    "unit_end": form("unit", may=EDIT),
    "board_settings": form("board", may=EDIT),
    "people_list": Line(may=PEOPLE),
    "person_new": form(may=PEOPLE),
    "person_page": Line(("account",), may=PEOPLE),
    "person_edit": form("account", may=PEOPLE),
    "person_close": sent("account", may=PEOPLE),
    "person_open": sent("account", may=PEOPLE),
    "person_link": sent("account", may=PEOPLE),
    "role_new": form("account", may=PEOPLE),
    "role_end": form("account", "assignment", may=PEOPLE),
    # Reports
    "report_list": Line(),
    "report_export": Line(may=roles_for("report.export")),
    "report_new": form(may=roles_for("report.create")),
    "my_reports": Line(),
    "report_draft_discard": sent("nothing", may=NOBODY, get=302),
    "report_lists": Line(may=roles_for("lists.edit")),
    "report_lists_change": sent("category", may=roles_for("lists.edit"), get=302),
    "attachment": Line(("nothing",), may=NOBODY),
    "report_investigate": sent("reference", may=INVESTIGATE, get=302),
    "report_hand_over": form("reference", "enhet", may=INVESTIGATE),
    "handover_answer": form("handover", may=INVESTIGATE),
    "scale_list": Line(may=roles_for("lists.edit")),
    "scale_change": sent("scale_step", may=roles_for("lists.edit"), get=302),
    "investigation_list": Line(),
    "investigation_page": Line(("investigation",), may=READ),
    "investigation_print": Line(("investigation",), may=READ),
    "investigation_save": sent("investigation", may=INVESTIGATE, get=302),
    "investigation_add": sent("investigation", may=INVESTIGATE, get=302),
    "investigation_remove": sent("investigation", may=INVESTIGATE | ASSESS, get=302),
    "investigation_assign": sent("investigation", may=INVESTIGATE, get=302),
    "investigation_return": sent("investigation", may=ASSESS, get=302),
    "investigation_accept": sent("investigation", may=ASSESS, get=302),
    "investigation_close": sent("investigation", may=INVESTIGATE, get=302),
    "investigation_reopen": sent("investigation", may=INVESTIGATE | ASSESS, get=302),
    "investigation_hand_over": form("investigation", "enhet", may=INVESTIGATE),
    "report_page": Line(("reference",), may=READ),
    "report_receipt": Line(("reference",), may=NOBODY),
    "report_add": sent("reference", may=NOBODY, get=302),
    "report_assess": sent("reference", may=ASSESS, get=302),
    "report_close": sent("reference", may=ASSESS, get=302),
    "report_reopen": sent("reference", may=ASSESS, get=302),
    "report_notify": sent("reference", may=ASSESS, get=302),
    "report_correct": sent("reference", may=ASSESS, get=302),
    "report_grant": sent("reference", may=ASSESS, get=302),
    "report_withdraw": sent("reference", "account", may=ASSESS, get=302),
    # Bringing in files
    "import_reports": form(may=roles_for("report.import")),
    "import_organisation": form(may=EDIT),
    "import_example": Line(("target", "csv"), may=roles_for("report.import")),
    "import_upload": Line(("upload",), may=NOBODY),
    "import_columns": Line(("upload",), may=NOBODY, sends=NOBODY),
    "import_apply": sent("upload", may=NOBODY),
    "import_discard": sent("upload", may=NOBODY),
    "import_faults": Line(("upload",), may=NOBODY),
    # Findings
    "finding_list": Line(may=roles_for("finding.read")),
    "finding_new": form(may=FINDINGS),
    "finding_similar": sent(may=FINDINGS, get=302),
    "finding_lists": Line(may=roles_for("lists.edit")),
    "finding_lists_change": sent("cause", may=roles_for("lists.edit"), get=302),
    "finding_group": Line(("group",), may=roles_for("finding.read")),
    "finding_page": Line(("finding",), may=roles_for("finding.read")),
    "finding_edit": form("finding_draft", may=FINDINGS),
    "finding_discard": sent("finding_draft", may=FINDINGS, get=302),
    "finding_release": form("finding_draft", may=FINDINGS),
    "finding_correct": form("finding", may=FINDINGS),
    "finding_tie": Line(("finding",), may=NOBODY, sends=NOBODY),
    "finding_need_nothing": sent("finding", may=FINDINGS, get=302),
    "finding_join": sent("finding", may=FINDINGS, get=302),
    "finding_ungroup": sent("finding", may=FINDINGS, get=302),
    # Lex Sarah
    "lex_sarah_list": Line(may=LEX_READ),
    "lex_sarah_excel": Line(may=LEX_READ),
    "lex_sarah_open": form(may=SAS),
    "lex_sarah_rules": form("board", may=SAS),
    "lex_sarah_page": Line(("lex",), may=LEX_READ),
    "lex_sarah_file": Line(("lex", "pdf"), may=LEX_READ),
    "lex_sarah_facts": form("lex", may=SAS),
    "lex_sarah_reports": Line(("lex",), may=SAS),
    "lex_sarah_join": sent("lex", "lex_report", may=SAS, get=302),
    "lex_sarah_leave": sent("lex", "lex_report", may=SAS, get=302),
    "lex_sarah_report": form("lex", may=LEX_WRITE),
    "lex_sarah_investigation": form("lex", may=LEX_WRITE),
    "lex_sarah_send": form("lex", may=SAS),
    "lex_sarah_send_back": sent("lex_to_decide", may=LEX_DECIDE, get=302),
    "lex_sarah_decide": form("lex_to_decide", may=LEX_DECIDE),
    "lex_sarah_notify": form("lex", may=SAS),
    "lex_sarah_answer": form("lex", "lex_notification", may=SAS),
    "lex_sarah_inform": form("lex", may=LEX_WRITE),
    "lex_sarah_summary": form("lex", may=LEX_WRITE),
    "lex_sarah_assign": sent("lex", may=SAS, get=302),
    "lex_sarah_withdraw": sent("lex", "lex_investigator", may=SAS, get=302),
    "lex_sarah_hand_over": sent("lex", may=SAS, get=302),
    "lex_sarah_close": sent("lex", may=SAS, get=302),
    "lex_sarah_reopen": sent("lex", may=SAS, get=302),
    "lex_sarah_write_off": sent("lex", may=SAS, get=302),
    # Improvements, their measures
    "measure_list": Line(may=roles_for("measure.read")),
    "measure_excel": Line(may=roles_for("measure.read")),
    "measure_new": form(may=roles_for("measure.propose")),
    "measure_evidence": Line(("nothing",), may=NOBODY),
    "measure_page": Line(("measure",), may=roles_for("measure.read")),
    "measure_decide": sent("measure", may=roles_for("measure.decide_unit"), get=302),
    "measure_reject": sent("measure", may=roles_for("measure.decide_unit"), get=302),
    "measure_start": sent("measure_decided", may=FOLLOW, get=302),
    "measure_postpone": sent("measure_decided", may=FOLLOW, get=302),
    "measure_hand_over": sent("measure_decided", may=FOLLOW, get=302),
    "measure_done": sent("measure_decided", may=FOLLOW, get=302),
    "measure_check": sent("measure_done", may=FOLLOW, get=302),
    # Improvements, their plans
    "plan_list": Line(may=roles_for("measure.read")),
    "plan_new": form(may=PLANS),
    "plan_page": Line(("plan",), may=roles_for("measure.read")),
    "plan_print": Line(("plan",), may=roles_for("measure.read")),
    "plan_excel": Line(("plan",), may=roles_for("measure.read")),
    "plan_word": Line(("plan",), may=roles_for("measure.read")),
    "plan_edit": sent("plan", may=PLANS, get=302),
    "plan_add": sent("plan", may=PLANS, get=302),
    "plan_carry_over": sent("plan", may=PLANS, get=302),
    # Risks
    "risk_list": Line(may=RISK_READ),
    "risk_new": form(may=RISK_WRITE),
    "risk_page": Line(("risk_done",), may=RISK_READ),
    "risk_edit": form("risk_draft", may=RISK_WRITE),
    "risk_participants": form("risk_draft", may=RISK_WRITE),
    "risk_item_new": form("risk_draft", may=RISK_WRITE),
    "risk_item_edit": form("risk_draft", "risk", may=RISK_WRITE),
    "risk_item_remove": sent("risk_draft", "risk", may=RISK_WRITE, get=302),
    "risk_finish": form("risk_draft", may=RISK_WRITE),
    "risk_reassess": sent("risk_done", may=RISK_WRITE, get=302),
    "risk_hand_over": sent("risk_done", may=RISK_WRITE, get=302),
    "risk_discard": sent("risk_draft", may=RISK_WRITE, get=302),
    # Log control
    "log_review_list": Line(may=LOG),
    "log_review_size": sent("board", may=LOG, get=302),
    "log_review_page": Line(("log_review",), may=LOG),
    "log_review_judge": sent("log_review", may=LOG, get=302),
    "log_review_sign": sent("log_review", may=LOG, get=302),
    "log_review_follow_up": sent("log_review", "opening", may=LOG, get=302),
    # Personal data breaches
    "breach_list": Line(may=BREACHES),
    "breach_excel": Line(may=BREACHES),
    "breach_new": form(may=BREACH_WORK),
    "breach_page": Line(("breach",), may=BREACHES),
    "breach_letter": Line(("breach",), may=BREACHES),
    "breach_word": Line(("breach",), may=BREACHES),
    "breach_edit": form("breach", may=BREACH_WORK),
    "breach_decide": form("breach", may=BREACH_WORK),
    "breach_notify": form("breach_decided", may=BREACH_WORK),
    "breach_complement": form("breach_notified", may=BREACH_WORK),
    "breach_reference": form("breach_notified", may=BREACH_WORK),
    "breach_inform": form("breach", may=BREACH_WORK),
    "breach_close": form("breach", may=BREACH_WORK),
    "breach_reopen": form("breach_closed", may=BREACH_WORK),
    "breach_correct": form("breach", may=BREACH_WORK),
    "breach_add_report": form("breach", may=BREACH_WORK),
    "breach_remove_report": form("breach", "nothing", may=BREACH_WORK),
    "breach_hand_over": form("breach", may=BREACH_WORK),
    # Participation
    "apt_list": Line(may=roles_for("meeting.read")),
    "apt_page": Line(("unit",), may=roles_for("meeting.read")),
    "apt_note": sent("unit", may=roles_for("meeting.note"), get=302),
    # Retention
    "retention_home": Line(may=KEEP_READ),
    "retention_rule": form("board", "record_kind", may=KEEP_EDIT),
    "retention_hold_new": form(may=KEEP_EDIT),
    "retention_hold_lift": form("hold", may=KEEP_EDIT),
    "retention_propose": sent("board", "record_kind", may=DISPOSE, get=302),
    "retention_list_page": Line(("disposal",), may=KEEP_READ),
    "retention_take_off": form("disposal", "disposal_item", may=DISPOSE),
    "retention_try": sent("disposal", may=DISPOSE, get=302),
    "retention_sign_first": sent("disposal", may=DISPOSE, get=302),
    "retention_dispose": form("disposal", may=DISPOSE),
    "retention_withdraw": form("disposal", may=DISPOSE),
    "retention_register": Line(may=KEEP_READ),
    "retention_excel": Line(may=KEEP_READ),
    # Notices
    "notice_list": Line(),
    "notice_open": Line(("nothing",), ok=404),
    "notice_read_all": sent(may=ALL, get=302),
    "notice_choose": sent(may=ALL, get=302),
    "mail_page": Line(may=roles_for("mail.run")),
    "mail_trial": sent(may=roles_for("mail.run"), get=302),
    "mail_again": sent("letter", may=roles_for("mail.run"), get=302),
    "mail_again_all": sent(may=roles_for("mail.run"), get=302),
    # Calendar
    "deadline_list": Line(may=roles_for("deadlines.edit")),
    "deadline_edit": form("board", "clock_kind", may=roles_for("deadlines.edit")),
    # Figures
    "figure_list": Line(may=FIGURES),
    "figure_page": Line(("figure",), may=FIGURES),
    "figure_csv": Line(("figure",), may=FIGURES),
    "figure_xlsx": Line(("figure",), may=FIGURES),
    # The annual report
    "edition_list": Line(),
    "edition_new": form(may=DECIDE),
    "edition_page": Line(("edition",), may=WRITE),
    "edition_read": Line(("edition",), may=WRITE),
    "edition_file": Line(("edition", "html"), may=WRITE),
    "edition_catalogue": Line(("edition",), may=WRITE),
    "edition_insert": Line(("edition",), may=WRITE, ok=404),
    "edition_rename": form("edition", may=DECIDE),
    "edition_freeze": form("edition", may=DECIDE),
    "edition_decide": Line(("edition",), may=NOBODY, sends=NOBODY),
    "edition_publish": Line(("edition",), may=NOBODY, sends=NOBODY),
    "edition_next": sent("frozen", may=DECIDE),
    "edition_discard": form("edition", may=DECIDE),
    "section_page": Line(("edition", "section"), may=WRITE, sends=WRITE),
    "section_save": sent("edition", "section", may=WRITE),
    "section_rename": form("edition", "section", may=DECIDE),
    "section_assign": form("edition", "section", may=DECIDE),
    "section_take": sent("edition", "section", may=WRITE),
    "section_history": Line(("edition", "section"), may=WRITE),
    "section_restore": sent("edition", "section", "one", may=NOBODY),
    "published_list": public(),
    "published_page": public("slug"),
    "published_file": public("slug", "html"),
    # Login. These are about oneself, so every role gets the same.
    "absence_new": form(may=ALL),
    "absence_end": sent("absence", may=roles_for("people.edit"), get=302),
    "account_root": Line(ok=302),
    "account_login": Line(ok=302, anonymous=200),
    "demo_login": Line(ok=405, anonymous=405),
    "account_logout": Line(),
    "account_change_password": Line(),
    "account_set_password": Line(ok=302),
    "account_reset_password": public(),
    "account_reset_password_done": public(),
    "account_reset_password_from_key": public("uid", "key"),
    "account_reset_password_from_key_done": public(),
    "account_reauthenticate": Line(),
    "account_inactive": public(),
    "second_factor": Line(),
    "mfa_index": Line(),
    "mfa_authenticate": Line(ok=302),
    "mfa_reauthenticate": Line(ok=302),
    "mfa_activate_totp": Line(ok=302),
    "mfa_deactivate_totp": Line(ok=404),
    "mfa_view_recovery_codes": Line(ok=404),
    "mfa_generate_recovery_codes": Line(ok=302),
    "mfa_download_recovery_codes": Line(ok=404),
}
