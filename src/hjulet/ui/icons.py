"""The drawings: a 24 px grid with a 1.9 px round stroke, and the wheel on a 48 px grid.

Icons are always decoration beside a word and therefore hidden from screen readers.
"""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_DIAMOND = "M12 2.6 21.4 12 12 21.4 2.6 12z"
_MARK = "M12 7.6v5.2M12 16.2v.1"
_PAPER = "var(--hj-sheet)"  # the cut-out follows the paper it lies on, also in the dark

ICONS: dict[str, str] = {
    # states
    "new": '<circle cx="12" cy="12" r="6.5" fill="currentColor"/>',
    "active": '<circle cx="12" cy="12" r="8.5"/>'
    '<path d="M12 3.5a8.5 8.5 0 0 1 0 17z" fill="currentColor" stroke="none"/>',
    "wait": '<circle cx="12" cy="12" r="8.5"/>',
    "draft": '<circle cx="12" cy="12" r="8.5" stroke-dasharray="3 3.4"/>',
    "soon": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.2l3.4 2"/>',
    "late": f'<path d="{_DIAMOND}" fill="currentColor"/>'
    f'<path d="{_MARK}" stroke="{_PAPER}" stroke-width="2.2"/>',
    "chased": f'<path d="{_DIAMOND}"/><path d="{_MARK}" stroke-width="2.2"/>',
    "done": '<circle cx="12" cy="12" r="9.2" fill="currentColor" stroke="none"/>'
    f'<path d="m7.6 12.4 3 3 5.8-6.4" stroke="{_PAPER}" stroke-width="2.3"/>',
    "conf": '<rect x="4.5" y="10.5" width="15" height="10" rx="2" fill="currentColor"/>'
    '<path d="M8 10.5V7.5a4 4 0 0 1 8 0v3"/>',
    "frozen": '<rect x="4" y="4" width="16" height="16" rx="1.5"/>'
    '<path d="m8 12.2 2.8 2.8L16 9.4"/>',
    # messages
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5M12 8v.1" stroke-width="2.2"/>',
    "warn": '<path d="M12 3.5 21.5 20h-19z"/><path d="M12 10v4.5M12 17.2v.1" stroke-width="2.2"/>',
    "error": '<path d="M8.2 3h7.6L21 8.2v7.6L15.8 21H8.2L3 15.8V8.2z"/>'
    '<path d="m9 9 6 6M15 9l-6 6" stroke-width="2.2"/>',
    "honest": '<path d="M12 4v9M7.5 8.5h9M7.5 18.5h9" stroke-width="2.1"/>',
    # actions
    "search": '<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "back": '<path d="m14.5 6-6 6 6 6"/>',
    "forward": '<path d="m9.5 6 6 6-6 6"/>',
    "close": '<path d="m6.5 6.5 11 11M17.5 6.5l-11 11"/>',
    "download": '<path d="M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14"/>',
    "print": '<path d="M7 9V4h10v5M7 17H4v-7h16v7h-3M7 14h10v6H7z"/>',
    "listen": '<path d="M4 9.5v5h3.5L12 18.5v-13L7.500 9.500zM15.500 9a4.200 4.200 0 0 1 0 6'
    'M18 6.500a7.800 7.800 0 0 1 0 11"/>',
    "exit": '<path d="M10 4H5v16h5M14 8l4 4-4 4M18 12H9"/>',
    "file": '<path d="M6 3.5h8l4 4v13H6zM14 3.5v4h4"/>',
    "edit": '<path d="M5 19l1-4L16 5l3 3L9 18zM14 7l3 3"/>',
    "user": '<circle cx="12" cy="8" r="4"/><path d="M4.500 20a7.500 7.500 0 0 1 15 0"/>',
}

STATES: dict[str, str] = {
    "new": "Ny",
    "active": "Pågår",
    "wait": "Väntar",
    "draft": "Utkast",
    "soon": "Snart",
    "late": "Försenad",
    "chased": "Påmind",
    "done": "Klar",
    "conf": "Sekretess",
    "frozen": "Fryst",
}

# The four parts in the order of the work; the key is also the custom property `--w-<key>`.
STAGES: dict[str, str] = {
    "plan": "Planera",
    "do": "Genomföra",
    "check": "Utvärdera",
    "act": "Förbättra",
}

_SECTORS: dict[str, str] = {
    "plan": "M25.30 15.90L31.17 3.73"
    "A21.5 21.5 0 0 1 44.99 28.66L32.10 22.70A8.2 8.2 0 0 0 25.30 15.90Z",
    "do": "M32.10 25.30L44.27 31.17"
    "A21.5 21.5 0 0 1 19.34 44.99L25.30 32.10A8.2 8.2 0 0 0 32.10 25.30Z",
    "check": "M22.70 32.10L16.83 44.27"
    "A21.5 21.5 0 0 1 3.01 19.34L15.90 25.30A8.2 8.2 0 0 0 22.70 32.10Z",
    "act": "M15.90 22.70L3.73 16.83"
    "A21.5 21.5 0 0 1 28.66 3.01L22.70 15.90A8.2 8.2 0 0 0 15.90 22.70Z",
}


def icon(name: str, css: str = "i") -> SafeString:
    """SVG markup of an icon in ICONS. KeyError if the name is unknown."""
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" fill="none" stroke="currentColor"'
        ' stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round"'
        ' aria-hidden="true">{}</svg>',
        css,
        mark_safe(ICONS[name]),  # noqa: S308 - our own constant
    )


def wheel(part: str) -> SafeString:
    """The wheel: `part` "all" (logo, four colours), "none" (empty state) or one of STAGES."""
    if part not in {"all", "none", *STAGES}:
        raise KeyError(part)
    paths = []
    for stage, path in _SECTORS.items():
        if part in ("all", stage):
            look = f'fill="var(--w-{stage})"'
        elif part == "none":
            dash = "" if stage == "plan" else ' stroke-dasharray="2 2"'
            look = (
                'fill="none" stroke="var(--ds-color-neutral-border-default)"'
                f' stroke-width="1.2"{dash}'
            )
        else:
            look = 'fill="none" stroke="currentColor" stroke-opacity=".45" stroke-width="2.2"'
        paths.append(f'<path d="{path}" {look}/>')
    if part == "all":
        paths.append('<circle cx="24" cy="24" r="3.6" fill="currentColor"/>')
    css = ' class="w"' if part == "none" else ""
    return mark_safe(  # noqa: S308 - built from our own constants only
        f'<svg{css} viewBox="0 0 48 48" aria-hidden="true">{"".join(paths)}</svg>'
    )
