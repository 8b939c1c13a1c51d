"""The sections of a case's page, in the order they stand there. Each owner of a subject adds its own."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.fund.views.case_aid import aid_section
from mikrovirk.fund.views.case_assessing import assessment_section, eligibility_section
from mikrovirk.fund.views.case_deciding import decision_section
from mikrovirk.fund.views.case_grant import grant_section
from mikrovirk.fund.views.case_interests import log_section
from mikrovirk.fund.views.case_page import Section
from mikrovirk.fund.views.case_reading import application_section
from mikrovirk.fund.views.case_thread import help_section, thread_section

SECTIONS: tuple[Section, ...] = (
    Section("application", _("The application"), "fund/office/case/_application.html", application_section),
    Section("help", _("Help that is no money"), "fund/office/case/_help.html", help_section),
    Section("thread", _("Questions and answers"), "fund/office/case/_thread.html", thread_section),
    Section("eligibility", _("Conditions"), "fund/office/case/_eligibility.html", eligibility_section),
    Section("assessment", _("Assessment"), "fund/office/case/_assessment.html", assessment_section),
    Section("aid", _("Aid to a business"), "fund/office/case/_de_minimis.html", aid_section),
    Section("decision", _("Recommendation and decision"), "fund/office/case/_decision.html", decision_section),
    Section("grant", _("Agreement, money and report"), "fund/office/case/_grant.html", grant_section),
    Section("log", _("Impartiality and log"), "fund/office/case/_log.html", log_section),
)
