"""Hold contract conditions in many shapes, as small Word files, with what each of them defines.

A line of a shape that starts with "+" gives a term, its clause, and how its meaning starts. A line that starts with **
has bold words up to the next **. The rest is the notation of word_files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tests.support.word_files import paragraph, run, word_file

BOLD = "<w:rPr><w:b/></w:rPr>"
STRONG = '<w:rPr><w:rStyle w:val="Strong"/></w:rPr>'
AUTHOR = 'w:id="9" w:author="Legal" w:date="2027-04-05T09:00:00Z"'


@dataclass(frozen=True)
class Shape:
    """One document, and what it defines: term -> (clause, start of the meaning)."""

    text: str
    defines: dict[str, tuple[str, str]]
    words: dict[str, str] = field(default_factory=dict)  # term -> another word or abbreviation of it

    @property
    def data(self) -> bytes:
        lines = re.sub(r" {2,}", " ", self.text).strip().split("\n")
        return word_file("\n".join(_line(line.strip()) for line in lines))


def _line(line: str) -> str:
    style = ""
    if start := re.match(r"\[([^]]+)\] |(?P<clause>\.{1,3}) (?=.*\*\*)", line):
        style = start[1] or {".": "Clause", "..": "Clause a", "...": "Clause i"}[start["clause"]]
        rest = line[start.end() :]
    else:
        rest = line
    if "**" not in rest:
        return line
    pieces = rest.split("**")
    runs = "".join(run(piece, BOLD if index % 2 else "") for index, piece in enumerate(pieces) if piece)
    return paragraph("", style or "Body Text", runs)


QUOTED = Shape(
    """
    # Definitions and interpretation
    . In this Contract the following words and expressions have the following meanings:
    “Approved Premises” means premises that the Council has approved in writing;
    “Care” means help with daily life given to a Service User;
    “Confidential Information” means all information that:
    .. is marked as confidential;
    .. is by its nature confidential, including:
    ... personal records; and
    ... prices; or
    .. would be so regarded by a reasonable person;
    “Contract” means this contract, made up of:
    - the Conditions;
    - the Specification; and
    - the Tender;
    “Council”, in relation to a jointly commissioned service, means each of the councils named in the Tender;
    “Data Protection Law” has the meaning given in clause 12.3;
    “Controller”, “Processor” and “Data Subject” have the meanings given in the UK GDPR;
    “Party” means the Council or the Provider and “Parties” shall be construed accordingly;
    “Service User” or “Resident” means a person who receives Care;
    “Staff” includes agency workers and volunteers;
    ‘Provider’s Plan’ shall mean the plan that the Provider keeps for each Service User; and
    “Working Day” means a day other than a Saturday, Sunday or bank holiday.
    . In this Contract, unless the context otherwise requires:
    .. words in the singular include the plural;
    .. the words “include” and “including” are to be read without limitation;
    .. a reference to “writing” or “written” includes email; and
    .. “Working Day” does not include a day on which the Council's offices are closed.
    # Payment
    . The Provider means to comply with this clause by means of monthly invoices.
    . “Every adult counts” is what the Council asks Staff to keep in mind.
    . For the purposes of this clause 2, “Relevant Invoice” means an invoice received within 30 days.
    """,
    {
        "Approved Premises": ("1.1", "premises that"),
        "Care": ("1.1", "help with"),
        "Confidential Information": ("1.1", "all information that: (a) is marked"),
        "Contract": ("1.1", "this contract, made up of: the Conditions"),
        "Council": ("1.1", "each of the councils"),
        "Data Protection Law": ("1.1", "has the meaning given in clause 12.3"),
        "Controller": ("1.1", "have the meanings given"),
        "Processor": ("1.1", "have the meanings given"),
        "Data Subject": ("1.1", "have the meanings given"),
        "Party": ("1.1", "the Council or"),
        "Service User": ("1.1", "a person who"),
        "Staff": ("1.1", "includes agency"),
        "Provider’s Plan": ("1.1", "the plan that"),
        "Working Day": ("1.1", "a day other"),
        "Relevant Invoice": ("2.3", "an invoice"),
    },
    {"Service User": "Resident"},
)

TWO_COLUMNS = Shape(
    """
    # Definition of terms within this contract
    . The terms used in this contract have the meanings given in the table below.
    | Term | Meaning |
    | A | |
    | Assessment | means an assessment of needs under the Act |
    | “Authority” | the council that enters into this contract |
    | C | |
    | Care and Support Plan | the plan of the Authority for an Individual |
    | | It includes the outcomes that matter to the Individual. |
    | Individual or Service User | a person for whom the Authority buys care |
    | Key Performance Indicator (KPI) | a measure set out in Schedule 3 |
    | Missed Visit | a visit that does not take place at all, or starts more than 60 minutes late |
    | Working day | any day from Monday to Friday that is no bank holiday |
    # Rota
    . Visits take place at these times.
    | Day | Hours |
    | Monday | 07:00 to 22:00 each day |
    | Christmas Day | 08:00 to 20:00 each day |
    # Price
    | Service | Price |
    | Home Care | £21.40 for each hour |
    | Night Care | £140.00 for each night |
    | Term | Years |
    | Initial Term | three years from the start |
    """,
    {
        "Assessment": ("1.1", "an assessment"),
        "Authority": ("1.1", "the council"),
        "Care and Support Plan": ("1.1", "the plan of the Authority for an Individual It includes"),
        "Individual": ("1.1", "a person"),
        "Key Performance Indicator": ("1.1", "a measure"),
        "Missed Visit": ("1.1", "a visit that"),
        "Working day": ("1.1", "any day"),
    },
    {"Individual": "Service User", "Key Performance Indicator": "KPI"},
)

THREE_COLUMNS = Shape(
    """
    # General
    . The Schedules are part of this Agreement.
    # Payment
    . The Council pays within 30 days.
    #S Glossary
    | Ref | Defined term | Definition | Clause |
    | 1 | Advocate | A person who speaks for someone else | 4.2 |
    | 2 | Best Interests | What section 4 of the Mental Capacity Act 2005 asks for | 4.7(a) |
    | 3 | Spot Purchase | An order for one person, outside the block | 9.1 |
    #S Contacts
    | Name | Description |
    | Contract Manager | the person who manages the contract |
    | Finance Team | the team that pays the invoices |
    """,
    {
        "Advocate": ("4.2", "A person"),
        "Best Interests": ("4.7(a)", "What section 4"),
        "Spot Purchase": ("9.1", "An order"),
    },
)

BOLD_TERMS = Shape(
    """
    [heading 1] Agreed terms
    [heading 1] Interpretation
    . The definitions in this clause apply in this agreement.
    **Achieved KPIs**: in respect of any Service, the standard that the Supplier met.
    **Bribery Act**: the Bribery Act 2010 and any guidance under it.
    **Change **means any change to this agreement;
    **Commencement Date:** 1 April 2027.
    **Force Majeure Event** means:
    .. flood, fire and other acts of nature;
    .. war or riot; and
    .. epidemic.
    **Note:** see the Specification.
    **Default Notice** has the meaning given in clause 5.4.
    **Service Credits** or **Deductions** means the sums in Schedule 4.
    **Time-critical Visit** a visit that has to start within 15 minutes of the time agreed.
    . **Headings** shall not affect the interpretation of this agreement.
    [heading 1] The Services
    . **Payment** the Supplier shall send an invoice each month.
    . **Standard:** the Supplier keeps to the Specification.
    """,
    {
        "Achieved KPIs": ("2.1", "in respect of"),
        "Bribery Act": ("2.1", "the Bribery Act 2010"),
        "Change": ("2.1", "any change"),
        "Commencement Date": ("2.1", "1 April 2027"),
        "Force Majeure Event": ("2.1", "(a) flood, fire"),
        "Default Notice": ("2.1", "has the meaning given"),
        "Service Credits": ("2.1", "the sums"),
        "Time-critical Visit": ("2.1", "a visit that has"),
    },
    {"Service Credits": "Deductions"},
)

SCHEDULE = Shape(
    """
    1. PARTIES
    1.1 The parties are named in the Order.
    2. TERM
    2.1 The Framework Agreement lasts for four years. The Provider means to perform it in full.
    SCHEDULE 1
    DEFINITIONS
    1. Call-Off Contract means a contract made under this Framework Agreement by placing an Order.
    2. Call-Off Period means the period in an Order.
    3. Framework Agreement means this agreement with its schedules:
    (a) Schedule 1 (Definitions);
    (b) Schedule 2 (Specification).
    4. Losses means all losses, damages and costs.
    5. Mini-Competition means further competition among the Providers.
    6. Quality and Price Score has the meaning given in Schedule 5.
    7. This schedule means nothing for contracts made before it.
    SCHEDULE 2
    SPECIFICATION
    1. Delay means that the Council may end an Order.
    """,
    {
        "Call-Off Contract": ("Schedule 1, paragraph 1", "a contract made"),
        "Call-Off Period": ("Schedule 1, paragraph 2", "the period"),
        "Framework Agreement": ("Schedule 1, paragraph 3", "this agreement with its schedules: (a) Schedule 1"),
        "Losses": ("Schedule 1, paragraph 4", "all losses"),
        "Mini-Competition": ("Schedule 1, paragraph 5", "further competition"),
        "Quality and Price Score": ("Schedule 1, paragraph 6", "has the meaning"),
    },
)

COLONS = Shape(
    """
    Conditions of contract
    1\tDEFINITIONS
    1.1\tContract: the agreement between the Council and the Supplier.
    1.2\tDelivery Date: the date on which the Goods are delivered.
    1.3\tGoods: the goods named in the Order.
    1.4\tOrder: the Council's written order.
    1.5\tSupplier: the person from whom the Council buys.
    1.6\tNotes: see the back of the Order.
    1.7\tInterpretation: in these conditions the singular includes the plural.
    1.8\tContact: the officer named in the Order.
    1.9\tContractor: Acme Ltd
    2\tDELIVERY
    2.1\tTime: the Goods are delivered on the Delivery Date.
    2.2\tRisk: risk passes on delivery.
    2.3\tDate: 1 April 2027
    """,
    {
        "Contract": ("1.1", "the agreement"),
        "Delivery Date": ("1.2", "the date"),
        "Goods": ("1.3", "the goods"),
        "Order": ("1.4", "the Council's"),
        "Supplier": ("1.5", "the person"),
    },
)

INLINE = Shape(
    """
    This agreement is dated 1 April 2027 and made between:
    (1) Dyffryn Arian County Council of County Hall (the “Council”); and
    (2) Haulfan Care Limited, a company registered in Wales (“Haulfan”),
    (each a “Party” and together the “Parties”).
    # Background
    . The Provider is registered with Care Inspectorate Wales (CIW) and meets the Deprivation of Liberty \
        Safeguards (DoLS).
    . The Council reports its Key Performance Indicators (KPIs) under clause 3(2) (Reports), Schedule 4 \
        (Prices) and the law (see below).
    . The service described in Schedule 2 (hereinafter referred to as “the Home Support Service”) starts in April.
    . The Provider follows its plan, hereinafter called the “Method Statement”.
    . Terms have their meaning in law (as defined in the “Framework”), (see “Notices”) and (within the meaning \
        of the “Act”).
    . The Provider keeps records (including “Daily Logs”) for the Senior Officer (Adults) and pays (by BACS).
    . Where the Provider is a body corporate (whether or not registered), it informs the Council (in writing).
    """,
    {
        "Council": ("(1)", "Dyffryn Arian County Council of County Hall"),
        "Haulfan": ("(2)", "Haulfan Care Limited"),
        "Party": ("", ""),
        "Care Inspectorate Wales": ("1.1", ""),
        "Deprivation of Liberty Safeguards": ("1.1", ""),
        "Key Performance Indicator": ("1.2", ""),
        "Home Support Service": ("1.3", "The service described"),
        "Method Statement": ("1.4", "The Provider follows its plan"),
    },
    {
        "Party": "Parties",
        "Care Inspectorate Wales": "CIW",
        "Deprivation of Liberty Safeguards": "DoLS",
        "Key Performance Indicator": "KPI",
    },
)

STRAIGHT = Shape(
    f"""
    1. Meaning of terms
    1.1 In these Conditions:
    1.1.1 "Annual Review" means a review of the whole service each year;
    1.1.2 "Business Continuity Plan" (or "BCP") means the Provider's plan for emergencies, which covers
    (a) loss of staff;
    (b) loss of premises; and
    (c) severe weather;
    1.1.3 "Complaint": any statement that a person is not content, however it is made;
    <w:p><w:r><w:t xml:space="preserve">1.1.4 "Exit </w:t></w:r><w:del \
        {AUTHOR}><w:r><w:delText>Scheme</w:delText></w:r></w:del><w:ins \
        {AUTHOR}><w:r><w:t>Plan</w:t></w:r></w:ins><w:r><w:t xml:space="preserve">" means the plan in Schedule \
        6;</w:t></w:r></w:p>
    <w:p><w:del {AUTHOR}><w:r><w:delText>1.1.5 "Old Term" means nothing now;</w:delText></w:r></w:del></w:p>
    1.1.6 the expression "Safeguarding Lead" means the person named in Schedule 2; and
    1.1.7 "Transfer" means a transfer of staff under TUPE.
    2. Headings
    2.1 "Value for money" is assessed each year. "Annual Review" findings are shared.
    2.2 The Provider replies to what people say, such as "I waited" or "Nobody came".
    """,
    {
        "Annual Review": ("1.1.1", "a review"),
        "Business Continuity Plan": ("1.1.2", "the Provider's plan for emergencies, which covers (a) loss"),
        "Complaint": ("1.1.3", "any statement"),
        "Exit Plan": ("1.1.4", "the plan in"),
        "Safeguarding Lead": ("1.1.6", "the person"),
        "Transfer": ("1.1.7", "a transfer"),
    },
    {"Business Continuity Plan": "BCP"},
)

NO_HEADS = Shape(
    """
    # Defined words
    | Commissioner | the body that commissions the service |
    | Outcome | a result in the life of a person |
    | “Output” | an amount of service that is given |
    | Registered Manager | the person registered under section 10 of the Act |
    # Tabs
    . The Council pays £10.
    #S Definitions
    **Lead Officer**\tthe officer of the Council named in the Order
    **Review Meeting**\ta meeting about one person's care
    **Step Down**\tthe move from hospital to home
    Bed Day\tone night for which a bed is kept
    Void Payment\tthe sum paid while a place is empty
    Ward\ta ward of the Council's area
    #S Forms
    Name\tthe name of the person
    """,
    {
        "Commissioner": ("1", "the body"),
        "Outcome": ("1", "a result"),
        "Output": ("1", "an amount"),
        "Registered Manager": ("1", "the person registered"),
        "Lead Officer": ("Schedule A", "the officer"),
        "Review Meeting": ("Schedule A", "a meeting"),
        "Step Down": ("Schedule A", "the move"),
        "Bed Day": ("Schedule A", "one night"),
        "Void Payment": ("Schedule A", "the sum"),
        "Ward": ("Schedule A", "a ward"),
    },
)

SHAPES = {
    "quoted": QUOTED,
    "two columns": TWO_COLUMNS,
    "three columns": THREE_COLUMNS,
    "bold": BOLD_TERMS,
    "definition schedule": SCHEDULE,
    "colons": COLONS,
    "in passing": INLINE,
    "typed numbers": STRAIGHT,
    "without heads": NO_HEADS,
}
