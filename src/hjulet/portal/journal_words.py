"""Verbs and subjects of the journal in Swedish, for all rooms."""

VERBS: dict[str, str] = {
    "annual_report.assign_section": "ändrade vem som skriver ett avsnitt",
    "annual_report.change_section": "ändrade ett avsnitt i kvalitetsberättelsen",
    "annual_report.decide": "skrev in beslutet om kvalitetsberättelsen",
    "annual_report.discard": "tog bort ett utkast till kvalitetsberättelse",
    "annual_report.freeze": "frös en utgåva",
    "annual_report.open": "öppnade en ny utgåva",
    "annual_report.publish": "publicerade en utgåva",
    "annual_report.rename": "bytte namn på en kvalitetsberättelse",
    "annual_report.rename_section": "bytte rubrik på ett avsnitt i kvalitetsberättelsen",
    "annual_report.restore_section": "lät en tidigare text gälla igen i kvalitetsberättelsen",
    "annual_report.set_section_status": "ändrade om ett avsnitt är klart",
    # findings
    "findings.add_cause": "lade till en orsak",
    "findings.add_theme": "lade till ett tema",
    "findings.change": "ändrade ett utkast till fynd",
    "findings.correct": "rättade ett fynd",
    "findings.discard": "kastade ett utkast till fynd",
    "findings.group": "lade fynd i en grupp",
    "findings.need_nothing": "beslutade att ett fynd inte behöver någon åtgärd",
    "findings.release": "släppte ett fynd",
    "findings.rename_cause": "bytte namn på en orsak",
    "findings.rename_theme": "bytte namn på ett tema",
    "findings.set_active": "ändrade vad som går att välja bland orsaker och teman",
    "findings.tie": "kopplade en källa till ett fynd",
    "findings.ungroup": "tog ut ett fynd ur en grupp",
    "findings.write": "skrev ett fynd",
    # figures
    "figures.exported": "förde ut en siffra till fil",
    # improvements
    "improvements.carry_over": "förde över en handlingsplan till nästa år",
    "improvements.check_effect": "kontrollerade effekten av en åtgärd",
    "improvements.decide": "beslutade en åtgärd",
    "improvements.export_list": "förde ut en lista över åtgärder till Excel",
    "improvements.export_plan": "förde ut en handlingsplan till fil",
    "improvements.hand_over": "lämnade över en åtgärd",
    "improvements.note_done": "svarade på om en åtgärd är genomförd",
    "improvements.open_plan": "lade upp en handlingsplan",
    "improvements.postpone": "flyttade ett datum i en åtgärd",
    "improvements.propose": "föreslog en åtgärd",
    "improvements.put_in_plan": "lade till åtgärder i en handlingsplan",
    "improvements.reject": "avslog ett förslag till åtgärd",
    "improvements.set_aim": "ändrade målet för en handlingsplan",
    "improvements.start": "påbörjade en åtgärd",
    "improvements.take_out_of_plan": "tog bort en åtgärd ur en handlingsplan",
    # notices
    "notices.choose": "valde hur mejlen ska komma",
    "notices.send_again": "lät mejl skickas igen",
    "notices.send_trial": "skickade ett provmejl",
    # organisation
    "organisation.add_account": "lade upp ett konto",
    "organisation.add_unit": "lade till en enhet",
    "organisation.change_account": "ändrade ett konto",
    "organisation.change_unit": "ändrade en enhet",
    "organisation.deactivate_account": "stängde ett konto",
    "organisation.end_absence": "avslutade en frånvaro",
    "organisation.end_role": "avslutade en roll",
    "organisation.end_unit": "avslutade en enhet",
    "organisation.give_role": "gav en roll",
    "organisation.import": "förde in organisationen från en fil",
    "organisation.make_password_link": "gjorde en länk för första lösenordet",
    "organisation.move_unit": "flyttade en enhet",
    "organisation.reactivate_account": "öppnade ett konto igen",
    "organisation.set_absence": "lade in en frånvaro",
    "organisation.set_board_settings": "ändrade nämndens val",
    # participation
    "participation.note_meeting": "noterade en arbetsplatsträff",
    # read
    "read.exported": "förde ut en lista till Excel",
    "read.opened": "öppnade något med sekretess",
    # reports
    "reports.add_category": "lade till en kategori",
    "reports.add_cause": "lade till en orsak",
    "reports.add_note": "lade till en rad i en egen rapport",
    "reports.assess": "bedömde en rapport",
    "reports.close": "avslutade en rapport",
    "reports.correct_date": "rättade en dag i en rapport",
    "reports.discard_draft": "kastade ett utkast",
    "reports.grant_access": "lät någon läsa en rapport med sekretess",
    "reports.import": "förde in rapporter från en fil",
    "reports.note_notification": "noterade en anmälan till en myndighet",
    "reports.rename_category": "bytte namn på en kategori",
    "reports.rename_cause": "bytte namn på en orsak",
    "reports.rename_type": "bytte namn på en typ",
    "reports.reopen": "öppnade en rapport igen",
    "reports.save_assessment_draft": "sparade ett utkast till bedömning",
    "reports.save_draft": "sparade ett utkast",
    "reports.set_active": "ändrade vad som går att välja i en lista",
    "reports.keep_import_mapping": "sparade hur en fils rubriker läses",
    "reports.submit": "rapporterade en händelse",
    "reports.withdraw_access": "tog bort någons rätt att läsa en rapport",
    # risks
    "risks.add_risk": "skrev en risk i en riskanalys",
    "risks.begin": "påbörjade en riskanalys",
    "risks.change": "ändrade en riskanalys",
    "risks.change_risk": "ändrade en risk i en riskanalys",
    "risks.discard": "tog bort ett utkast till riskanalys",
    "risks.finish": "gjorde klar en riskanalys",
    "risks.hand_over": "ändrade vem som ansvarar för en riskanalys",
    "risks.reassess": "påbörjade en riskanalys på nytt",
    "risks.remove_risk": "tog bort en risk ur en riskanalys",
    "risks.set_participants": "ändrade vilka som var med i en riskanalys",
    # calendar
    "calendar.set_deadline": "ändrade en tidsgräns",
}
SUBJECTS: dict[str, str] = {
    "account": "konto",
    "category": "kategori",
    "cause": "orsak",
    "edition": "utgåva",
    # findings
    "finding": "fynd",
    "finding_group": "grupp av fynd",
    "theme": "tema",
    # figures
    "figure": "siffra",
    # improvements
    "action_plan": "handlingsplan",
    "measure": "åtgärd",
    "import": "införing",
    "import_mapping": "läsning av rubriker",
    # notices
    "letter": "mejl",
    # organisation
    "organisation": "organisationen",
    # participation
    "meeting": "arbetsplatsträff",
    # reports
    "report": "rapport",
    "report_draft": "utkast",
    "report_list": "lista",
    "type": "typ",
    # risks
    "risk_analysis": "riskanalys",
    # calendar
    "deadline": "tidsgräns",
    "unit": "enhet",
}
_ROOMS = {
    "annual_report": "kvalitetsberättelsen",
    "calendar": "tider",
    "figures": "siffror",
    "findings": "fynd",
    "improvements": "åtgärder",
    "notices": "meddelanden",
    "organisation": "organisationen",
    "participation": "arbetsplatsträffar",
    "read": "läsning",
    "reports": "rapporter",
    "risks": "riskanalyser",
}


def verb(key: str) -> str:
    """The verb in Swedish; one from another version says at least which room it belongs to."""
    room = key.partition(".")[0]
    return VERBS.get(key) or f"något i {_ROOMS.get(room, 'Hjulet')}"


def subject(kind: str) -> str:
    return SUBJECTS.get(kind, "annat")
