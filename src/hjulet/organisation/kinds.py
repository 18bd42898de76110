"""Choices of the organisation."""

from django.db.models import TextChoices


class UnitKind(TextChoices):
    BOARD = "board", "nämnd"
    ADMINISTRATION = "administration", "förvaltning"
    DEPARTMENT = "department", "avdelning"
    UNIT = "unit", "enhet"
    TEAM = "team", "team"


# From the top: a unit stands under one of an earlier kind.
LEVELS: tuple[UnitKind, ...] = (
    UnitKind.BOARD,
    UnitKind.ADMINISTRATION,
    UnitKind.DEPARTMENT,
    UnitKind.UNIT,
    UnitKind.TEAM,
)


class Role(TextChoices):
    STAFF = "staff", "medarbetare"
    UNIT_MANAGER = "unit_manager", "enhetschef"
    DEPARTMENT_MANAGER = "department_manager", "avdelningschef"
    ADMINISTRATION_LEAD = "administration_lead", "förvaltningsledning"
    QUALITY_TEAM = "quality_team", "kvalitetsteam"
    SAS = "sas", "SAS (socialt ansvarig samordnare)"
    INVESTIGATOR = "investigator", "utredare"
    DATA_PROTECTION_OFFICER = "data_protection_officer", "dataskyddsombud"
    REGISTRAR = "registrar", "registrator"
    BOARD_MEMBER = "board_member", "nämndledamot"
    SYSTEM_ADMIN = "system_admin", "systemförvaltare"


class LegalBasis(TextChoices):
    """Which law the activity is run under (SOSFS 2011:9 1 kap. 1-2 §§)."""

    SOL = "SoL", "SoL"
    LSS = "LSS", "LSS"
    HSL = "HSL", "HSL"
    LVU = "LVU", "LVU"
    LVM = "LVM", "LVM"
    OTHER = "annan", "annan lag"


class LoginChange(TextChoices):
    """What happened to how an account logs in."""

    ON = "on", "inloggning i två steg slogs på"
    OFF = "off", "inloggning i två steg stängdes av"
    CODES = "codes", "nya reservkoder gjordes"
    PASSWORD = "password", "nytt lösenord valdes"
