"""Hold more contract conditions, written as other drafters write, with what each of them defines."""

from __future__ import annotations

from tests.support.conditions_files import Shape

LETTERED = Shape(
    """
    # Interpretation
    . In this Agreement, except where the context requires otherwise:
    .. “Act” means the Social Care Act;
    .. “Care Plan” means the plan referred to in clause 4.1(b) as it is changed from time to time;
    .. “the Commencement Date” means 1 April 2027;
    .. “Fees” means the sums payable under clause 8 (Fees) and set out in Schedule 2 (Price);
    .. “Resident's Contribution” means the part of the Fees that a Resident pays; and
    .. “writing” includes email.
    . Any reference to a statute includes a reference to it as amended.
    . The headings in this Agreement do not affect its meaning.
    . Words denoting the masculine gender include the feminine.
    . “Person” includes a company, where the context allows.
    # Duration
    . This Agreement starts on the Commencement Date. “Time is of the essence” applies.
    . The expression “Long Stop Date” means 31 March 2031.
    """,
    {
        "Act": ("1.1(a)", "the Social Care"),
        "Care Plan": ("1.1(b)", "the plan referred"),
        "Commencement Date": ("1.1(c)", "1 April 2027"),
        "Fees": ("1.1(d)", "the sums payable"),
        "Resident's Contribution": ("1.1(e)", "the part of"),
        "Person": ("1.5", "includes a company,"),
        "Long Stop Date": ("2.2", "31 March 2031"),
    },
)

CAPITALS = Shape(
    """
    1. DEFINITIONS AND INTERPRETATION
    1.1 In these conditions the following expressions shall, unless the context otherwise requires, have the \
        meanings hereby assigned to them:
    "COUNCIL" means the council named in the Form of Agreement.
    "PROVIDER" means the organisation whose tender is accepted.
    "CONTRACT STANDARD" means the standard of work required and if the standard is not specified then the work \
        shall be of a good quality.
    "SERVICE USER(S)" means a person or persons receiving the Service.
    1.2 Reference to any Act includes any amendment.
    2. THE SERVICE
    2.1 The Provider shall provide the Service. Failure means the Council may withhold payment.
    2.2 Monitoring: the Council will visit each year.
    """,
    {
        "Council": ("1.1", "the council named"),
        "Provider": ("1.1", "the organisation whose"),
        "CONTRACT STANDARD": ("1.1", "the standard of"),
        "SERVICE USER": ("1.1", "a person or"),
    },
)

GLOSSARY = Shape(
    """
    PART A - GLOSSARY OF TERMS
    | TERM | DEFINITION |
    | Best Value | The duty under Part 1 of the Local Government Act 1999. |
    | DBS | Disclosure and Barring Service |
    | Personal Care | (a) physical assistance with eating, washing or dressing; or |
    | | (b) prompting a person to do so. |
    | Service Level Agreement (“SLA”) | An agreement on how a service is given |
    | The Agreement | These terms with their schedules |
    PART B - STAFF
    | Post | Description |
    | Registered Manager | The person who manages the branch |
    | Team Leader | The person who leads a team of care workers |
    | Term | Meaning for the rota |
    | Early | from seven to two o'clock |
    """,
    {
        "Best Value": ("", "The duty under"),
        "DBS": ("", "Disclosure and Barring"),
        "Personal Care": ("", "(a) physical assistance"),
        "Service Level Agreement": ("", "An agreement on"),
        "Agreement": ("", "These terms with"),
    },
    {"Service Level Agreement": "SLA"},
)

PARTIES = Shape(
    """
    THIS AGREEMENT is made on 1 April 2027 BETWEEN
    1) CAERWEN COUNTY BOROUGH COUNCIL whose offices are at County Hall (hereinafter called "the Authority"); and
    2) GOFAL CARTREF CYF (company number 01234567) whose registered office is at 1 High Street ("the \
        Contractor" or "Gofal").
    WHEREAS
    A. The Authority has duties under the Social Services and Well-being (Wales) Act 2014 ("the 2014 Act").
    B. The Regulation and Inspection of Social Care (Wales) Act 2016 (together with its regulations, the "2016 \
        Act") applies.
    C. The Contractor tendered on 3 May 2026 (the "Tender") and the Authority accepted (letter of 5 June 2026).
    D. Staff are to be registered with Social Care Wales (SCW), and managers as well (see Part 4).
    E. Key Workers (as that term is used in "Caring Together") may be named.
    NOW IT IS AGREED as follows:
    1. Meaning of words
    Working Hours means 08:00 to 18:00 on a Working Day.
    Working Day means Monday to Friday.
    Out of Hours means all other times.
    Emergency means a risk to life.
    2. Duties
    The Contractor means well and Emergency means trouble.
    """,
    {
        "Authority": ("1)", "CAERWEN COUNTY BOROUGH"),
        "Contractor": ("2)", "GOFAL CARTREF CYF"),
        "2014 Act": ("", "Social Services and Well-being (Wales) Act 2014"),
        "2016 Act": ("", "The Regulation and Inspection"),
        "Tender": ("", "The Contractor tendered"),
        "Social Care Wales": ("", ""),
        "Working Hours": ("1", "08:00 to 18:00"),
        "Working Day": ("1", "Monday to Friday"),
        "Out of Hours": ("1", "all other times"),
        "Emergency": ("1", "a risk to"),
    },
    {"Contractor": "Gofal", "Social Care Wales": "SCW"},
)

BOLD_COLONS = Shape(
    """
    [heading 1] Interpretation
    . **Definitions:**
    **Applicable Laws:** all applicable laws, statutes, regulations from time to time in force.
    **Authorised Representatives:** the persons respectively designated as such by the Authority and the Supplier.
    **Best Industry Practice:** the standards which fall within the upper quartile in the relevant industry.
    **Catastrophic Failure:**
    .. a failure by the Supplier for whatever reason to implement the Continuity Plan; or
    .. any action by the Supplier which brings the Authority into disrepute.
    **Data Protection Legislation:** the UK Data Protection Legislation and any other European Union \
        legislation. For the purpose of this definition, **UK Data Protection Legislation** means all \
        applicable data protection law in force in the UK.
    **Term:** the period of the Initial Term as may be varied by:
    .. any extensions to this agreement which are agreed pursuant to clause 3; or
    .. the earlier termination of this agreement in accordance with its terms.
    **TUPE:** the Transfer of Undertakings (Protection of Employment) Regulations 2006.
    . **Clause headings.** Clause, schedule and paragraph headings shall not affect the interpretation of this \
        agreement.
    . A **person** includes a natural person, corporate or unincorporated body.
    . **Writing** or **written** includes email.
    [heading 1] Commencement
    . **Start:** the agreement takes effect on the Commencement Date.
    """,
    {
        "Applicable Laws": ("1.1", "all applicable laws,"),
        "Authorised Representatives": ("1.1", "the persons respectively"),
        "Best Industry Practice": ("1.1", "the standards which"),
        "Catastrophic Failure": ("1.1", "(a) a failure"),
        "Data Protection Legislation": ("1.1", "the UK Data"),
        "Term": ("1.1", "the period of"),
        "TUPE": ("1.1", "the Transfer of"),
    },
)

NUMBERED_TABLE = Shape(
    """
    # Definitions
    . These terms are used.
    | 1.1 | “Acceptance” | means the acceptance of the tender |
    | 1.2 | “Best Practice” | means what a skilled provider does |
    | 1.3 | “Carer” | means a person who cares without pay |
    # Fees
    | 1.4 | Standard hour | a visit of sixty minutes in the day |
    | Band | Weekly sum | Notes |
    | Low Band | five hundred pounds a week | reviewed each year in April |
    # Notices
    . Notices: these are sent to the address in Schedule 1.
    """,
    {
        "Acceptance": ("1.1", "the acceptance of"),
        "Best Practice": ("1.2", "what a skilled"),
        "Carer": ("1.3", "a person who"),
    },
)

MORE_SHAPES = {
    "lettered": LETTERED,
    "capitals": CAPITALS,
    "glossary": GLOSSARY,
    "parties": PARTIES,
    "bold colons": BOLD_COLONS,
    "numbered table": NUMBERED_TABLE,
}
