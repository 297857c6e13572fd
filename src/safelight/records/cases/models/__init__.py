"""The shape of a case: from referral to what the agencies sent and what the author wrote."""

from safelight.records.cases.models.agencies import AgencyReview as AgencyReview
from safelight.records.cases.models.agencies import ChronologyFile as ChronologyFile
from safelight.records.cases.models.agencies import ChronologyRow as ChronologyRow
from safelight.records.cases.models.agencies import Integration as Integration
from safelight.records.cases.models.agencies import Paper as Paper
from safelight.records.cases.models.agencies import Submission as Submission
from safelight.records.cases.models.case import Case as Case
from safelight.records.cases.models.case import CriterionAssessment as CriterionAssessment
from safelight.records.cases.models.case import Departure as Departure
from safelight.records.cases.models.case import DutyRecord as DutyRecord
from safelight.records.cases.models.case import Extension as Extension
from safelight.records.cases.models.case import FormalAct as FormalAct
from safelight.records.cases.models.case import Referral as Referral
from safelight.records.cases.models.case import Seat as Seat
from safelight.records.cases.models.people import Appointment as Appointment
from safelight.records.cases.models.people import FamilyContact as FamilyContact
from safelight.records.cases.models.people import PanelSeat as PanelSeat
from safelight.records.cases.models.scope import Proceeding as Proceeding
from safelight.records.cases.models.scope import TermsOfReference as TermsOfReference
from safelight.records.cases.words import Act as Act
from safelight.records.cases.words import Approach as Approach
from safelight.records.cases.words import CriterionFinding as CriterionFinding
from safelight.records.cases.words import ProceedingKind as ProceedingKind
from safelight.records.cases.words import ReviewState as ReviewState
