"""Hold the conditions of a contract for home care, and clauses that repeat them, to be planted in a draft."""

from __future__ import annotations

import re

CONDITIONS = re.sub(
    r" {2,}",
    " ",
    """
# Definitions
. In these Conditions the following words have the following meanings:
“Conditions” means these conditions of contract;
“Confidential Information” means information of either party that is marked as confidential or is so by its nature;
“Default” means any failure by the Provider to do what the Contract asks of it;
“Personal Data” has the meaning given in the UK GDPR;
“Price” means the sums set out in Schedule 2;
“Working Day” means a day from Monday to Friday on which the banks in London are open.
# Term
. The Contract starts on the Commencement Date and goes on for the Initial Term unless it is ended early under \
    clause 12.
. The Council may extend the Contract once by up to 24 months by giving the Provider six months' written notice.
# Price and payment
. The Provider shall send the Council an electronic invoice within ten Working Days of the end of each month.
. The Council shall pay each undisputed invoice within 30 days of the day on which it was received.
. Interest runs on a late payment at four per cent a year above the base rate of the Bank of England.
. The Council may set off against the Price any sum that the Provider owes it under this or another contract.
# Insurance
. The Provider shall maintain public liability insurance of not less than £5 million for any one claim \
    throughout the Term.
. The Provider shall maintain employer's liability insurance of at least £10 million for any one claim.
. The Provider shall show the Council its insurance certificates each year within ten Working Days of their renewal.
# Staff
. The Provider shall carry out an enhanced check with the Disclosure and Barring Service before a worker visits \
    anyone alone.
. The Provider shall keep a record of the training of each member of its staff and show it to the Council on request.
. The Provider shall pay its staff at least the national living wage for all working time, including travel \
    between visits.
# Safeguarding
. The Provider shall report any allegation of abuse or neglect to the Council's safeguarding team on the day it \
    learns of it.
. The Provider shall suspend from direct contact any worker against whom an allegation of abuse has been made.
# Complaints
. The Provider shall answer every complaint in writing within 20 Working Days and tell the person how to take \
    it further.
# Data protection
. The Provider shall tell the Council of a personal data breach within 24 hours of finding it.
. The Provider shall not transfer personal data outside the United Kingdom without the Council's written consent.
. On the end of the Contract the Provider shall return or destroy all personal data within 30 days, as the \
    Council chooses.
# Confidentiality and freedom of information
. Neither party shall disclose the other's Confidential Information except to advisers bound by the same duty.
. The Provider shall help the Council to answer requests under the Freedom of Information Act 2000 within five \
    Working Days.
# Sub-contracting
. The Provider shall not assign or sub-contract the Contract or any part of it without the Council's written consent.
# Records and audit
. The Provider shall keep complete accounts of the Contract for six years after it ends and open them to the \
    Council's auditors.
# Termination
. The Council may end the Contract by notice at once if the Provider is insolvent or its registration is cancelled.
. The Council may end the Contract by notice if the Provider has not put a serious Default right within 30 days \
    of being told.
. Either party may end the Contract for convenience by giving the other nine months' written notice.
# Disputes
. The parties shall try to settle any dispute by talks between their senior officers within 20 Working Days.
. If talks fail, either party may refer the dispute to mediation under the model procedure of the Centre for \
    Effective Dispute Resolution.
# Force majeure
. Neither party is liable for a failure caused by flood, fire, war or epidemic for as long as it could not have \
    been prevented.
# Law
. The Contract is governed by the law of England and Wales, and its courts alone decide.
. A person who is not a party has no right under the Contracts (Rights of Third Parties) Act 1999 to enforce any term.
""",
)

# A clause of a draft -> the clause of the conditions that it repeats.
WORD_FOR_WORD = {
    "The Council shall pay each undisputed invoice within 30 days of the day on which it was received.": "3.2",
    "The Provider shall tell the Council of a personal data breach within 24 hours of finding it.": "8.1",
    "the Provider shall not assign or sub-contract the Contract, or any part of it, without the Council’s written"
    " consent": "10.1",
    "Neither party shall disclose the other’s Confidential Information except to advisers bound by the same"
    " duty.": "9.1",
}
REWORDED = {
    "Public liability insurance of at least £5,000,000 for any one claim must be held by the Provider for the"
    " whole Term.": "4.1",
    "The Provider will report allegations of abuse or neglect to the safeguarding team of the Council on the \
        same day it"
    " learns of them.": "6.1",
    "All complaints are answered by the Provider in writing within 20 Working Days, and the person is told how \
        to take them"
    " further.": "7.1",
    "For six years after the Contract ends, complete accounts are kept by the Provider and opened to the \
        auditors of the"
    " Council.": "11.1",
    "When the Contract comes to an end, the Provider will destroy or return all personal data within 30 days, \
        whichever the"
    " Council chooses.": "8.3",
}
# These share stock phrases, names of law or a subject with the conditions, and repeat nothing.
NEW = (
    "The Provider shall tell the Council within two Working Days when a Person goes into hospital.",
    "Each complaint that the Provider receives is counted as evidence for Outcome 3 in the yearly report.",
    "The Council’s Conditions of Contract say how invoices are paid; this Specification adds nothing to them.",
    "Insurance is set out in clause 4 of the Conditions.",
    "The Provider shall keep a record of each visit, with its start and its end, and show the trend in the"
    " monthly report.",
    "Training in dementia care is given to every Care Worker within twelve weeks of their start.",
    "The Freedom of Information Act 2000 applies to what is written in this Specification.",
)
