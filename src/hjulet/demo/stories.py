"""What happens in Demostad: invented events per category, free of persons."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Story:
    """A kind of event. `types` are (type names, weight); `causes` the likely ones."""

    category: str
    weight: int
    texts: tuple[str, ...]
    at_once: tuple[str, ...]
    types: tuple[tuple[tuple[str, ...], int], ...]
    causes: tuple[str, ...]
    serious: float = 0.05


OTHER = "Övrig avvikelse"
LEX = "Lex Sarah"
BREACH = "Personuppgiftsincident"
FEEDBACK = "Synpunkt/klagomål"
NOT = "Ej avvikelse"

STORIES = (
    Story(
        "Utreda och bedöma",
        18,
        (
            "Utredningen blev klar {veckor} veckor för sent. Ingen förlängning var beslutad.",
            "Förhandsbedömningen gjordes först efter {dagar} dagar. Anmälan låg kvar i en inkorg.",
            "Barnets röst saknas i utredningen. Samtal var planerat men blev inte av.",
            "Övervägandet om placeringen gjordes {veckor} veckor för sent.",
            "Skyddsbedömning saknas i ärendet trots att den skulle göras samma dag.",
        ),
        (
            "Bokade in samtal den här veckan och talade med min chef.",
            "Gjorde bedömningen samma dag som jag såg det.",
            "Satte upp nytt datum och lade in en påminnelse.",
        ),
        (((OTHER,), 80), ((LEX,), 9), ((OTHER, LEX), 6), ((NOT,), 5)),
        ("Bemanning och arbetsbelastning", "Rutinen följdes inte", "Rutinen var inte känd"),
        0.12,
    ),
    Story(
        "Dokumentation",
        14,
        (
            "Journalanteckning saknas för de senaste {veckor} veckorna.",
            "Genomförandeplanen är inte uppdaterad sedan insatsen ändrades.",
            "Beslutet var inte undertecknat när det skickades.",
            "Avslutsanteckning saknas i ärendet.",
        ),
        ("Skrev in det som saknades.", "Tog upp det med kollegan som har ärendet.", ""),
        (((OTHER,), 88), ((NOT,), 12)),
        ("Rutinen följdes inte", "Bemanning och arbetsbelastning", "Kompetens"),
    ),
    Story(
        "Post, inkommande och utgående",
        12,
        (
            "Ett beslut skickades till en gammal adress. Mottagaren hade flyttat.",
            "Ett brev med uppgifter om en annan familj låg i samma kuvert.",
            "E-post med handlingar gick till fel mottagare inom kommunen.",
            "Handlingar låg kvar i skrivaren i korridoren över natten.",
        ),
        (
            "Ringde mottagaren och bad om brevet tillbaka.",
            "Tog hand om handlingarna och berättade för chefen.",
            "Bad mottagaren radera och bekräfta.",
        ),
        (((BREACH,), 55), ((OTHER, BREACH), 35), ((OTHER,), 10)),
        ("Rutin saknas", "Rutinen har brister", "Rutinen följdes inte"),
        0.1,
    ),
    Story(
        "Behörighet och system",
        8,
        (
            "Verksamhetssystemet låg nere i {timmar} timmar. Journaler gick inte att läsa.",
            "En tidigare kollega hade kvar behörighet {veckor} veckor efter sitt sista pass.",
            "Fel person fick läsa ett ärende med skyddade uppgifter.",
            "Larmtelefonen fungerade inte under kvällen.",
        ),
        ("Anmälde felet till it.", "Bad om att behörigheten tas bort genast.", ""),
        (((OTHER,), 60), ((BREACH,), 25), ((OTHER, BREACH), 10), ((NOT,), 5)),
        ("It och teknik", "Rutin saknas", "Rutinen har brister"),
        0.08,
    ),
    Story(
        "Utföra insats",
        14,
        (
            "Stödet på morgonen blev inte utfört. Passet var inte bemannat.",
            "Medicinen gavs {timmar} timmar för sent.",
            "Besöket ställdes in utan att den enskilde fick veta det.",
            "Utflykten som stod i planen blev inställd för tredje gången.",
            "En boende blev ensam längre än vad som var överenskommet.",
        ),
        (
            "Ringde in en vikarie.",
            "Talade med den enskilde och bad om ursäkt.",
            "Kontaktade sjuksköterska för råd.",
        ),
        (((OTHER,), 68), ((LEX,), 14), ((OTHER, LEX), 10), ((FEEDBACK,), 5), ((NOT,), 3)),
        ("Bemanning och arbetsbelastning", "Kommunikation och överlämning", "Rutinen följdes inte"),
        0.15,
    ),
    Story(
        "Bemötande och information",
        12,
        (
            "En klient hörde av sig och var ledsen över hur samtalet gick.",
            "En anhörig hade inte fått veta att handläggaren bytts ut.",
            "Informationen om beslutet gick inte att förstå, säger klienten.",
            "Tolk kom inte till samtalet. Klienten fick åka hem igen.",
        ),
        ("Lyssnade och bokade ett nytt samtal.", "Ringde upp och förklarade.", ""),
        (((FEEDBACK,), 68), ((OTHER, FEEDBACK), 18), ((OTHER,), 8), ((NOT,), 6)),
        ("Kommunikation och överlämning", "Kompetens", "Annat"),
    ),
    Story(
        "Samverkan med andra",
        9,
        (
            "Regionen kom inte till mötet om samordnad plan. Vi fick inget besked.",
            "Skolan skickade inte underlaget i tid. Utredningen blev försenad.",
            "Två enheter trodde att den andra hade ansvaret. Ingen hörde av sig till familjen.",
        ),
        ("Kallade till ett nytt möte.", "Ringde den andra enheten samma dag.", ""),
        (((OTHER,), 85), ((LEX,), 5), ((NOT,), 10)),
        ("Samverkan", "Kommunikation och överlämning"),
    ),
    Story(
        "Hot och våld",
        6,
        (
            "En besökare höjde rösten och slog i disken. Ingen skadades.",
            "En medarbetare fick ett hot på telefon.",
            "Det blev bråk mellan två boende vid middagen. Personalen gick emellan.",
        ),
        ("Avslutade besöket och ringde väktare.", "Skilde dem åt och satt kvar en stund.", ""),
        (((OTHER,), 90), ((OTHER, LEX), 6), ((NOT,), 4)),
        ("Lokaler", "Bemanning och arbetsbelastning", "Annat"),
        0.2,
    ),
    Story(
        "Ekonomi och utbetalning",
        7,
        (
            "Utbetalningen blev {dagar} dagar sen. Klienten kunde inte betala hyran.",
            "Bistånd betalades ut två gånger samma månad.",
            "Fel konto stod i systemet. Pengarna kom tillbaka.",
        ),
        ("Gjorde en extra utbetalning.", "Ringde klienten och hyresvärden.", ""),
        (((OTHER,), 86), ((FEEDBACK,), 8), ((NOT,), 6)),
        ("Rutinen följdes inte", "It och teknik", "Kompetens"),
    ),
)

COMMENTS = (
    "Rutinen behöver bli tydligare om vem som gör vad.",
    "Samma sak har hänt tidigare under året. Bör tas upp på enhetens möte.",
    "Händelsen är hanterad. Inga fler steg behövs just nu.",
    "Enheten har satt in en extra kontroll.",
    "",
)
NOT_REASONS = (
    "Händelsen rör en annan huvudmans ansvar och är lämnad vidare.",
    "Det som hände följde rutinen. Rapporten visar att rutinen fungerar.",
    "Samma händelse är redan rapporterad.",
)
CLOSE_REASONS = (
    "Utredd och åtgärdad i enheten.",
    "Genomgången på arbetsplatsträff. Inga fler steg behövs.",
    "Rutinen är ändrad och känd.",
)
# What landed this week, so that the work list is never empty: (days ago, unit, text, serious).
THIS_WEEK = (
    (13, "Gruppbostäder", "Nattpasset var obemannat i två timmar. Ett larm blev utan svar.", "yes"),
    (9, "Utredningsenhet 2", "Kallelsen gick till fel vårdnadshavare.", "unknown"),
    (5, "Utredningsenhet 2", "Övervägandet om placeringen gjordes fyra veckor för sent.", "no"),
    (3, "Försörjningsstöd 1", "Utbetalningen blev tre dagar sen på grund av fel i systemet.", "no"),
    (2, "Mottagningsenheten", "En anmälan låg oläst i inkorgen över helgen.", "yes"),
    (1, "Vuxenenheten", "Tolk kom inte till samtalet. Klienten fick åka hem igen.", "no"),
    (1, "Utredningsenhet 2", "Ett beslut skickades till en gammal adress.", "yes"),
    (0, "LSS-handläggning", "Läkarutlåtandet saknades när beslutet fattades.", "no"),
)
