"""Parameters: each declared once, in one group per process, with unit, ranges and evidence."""

from typing import Any

from iwsim.parameters.allocation import Allocation
from iwsim.parameters.arrangement import Arrangement
from iwsim.parameters.asb import Asb
from iwsim.parameters.burnout import Burnout
from iwsim.parameters.casework import Casework
from iwsim.parameters.communication import Communication
from iwsim.parameters.context import Context
from iwsim.parameters.cooperation import Cooperation
from iwsim.parameters.decisions import Decisions
from iwsim.parameters.declare import Parameter, declared
from iwsim.parameters.detection import Detection
from iwsim.parameters.help_seeking import HelpSeeking
from iwsim.parameters.hours import Hours
from iwsim.parameters.money import Money
from iwsim.parameters.needs import Needs
from iwsim.parameters.population import Population
from iwsim.parameters.power import Power
from iwsim.parameters.professional_trust import ProfessionalTrust
from iwsim.parameters.reference import Reference
from iwsim.parameters.resident_trust import ResidentTrust
from iwsim.parameters.response import Response
from iwsim.parameters.tenancies import Tenancies
from iwsim.parameters.turnover import Turnover
from iwsim.parameters.workforce import Workforce

GROUPS: dict[str, type[Any]] = {
    "population": Population,
    "workforce": Workforce,
    "tenancies": Tenancies,
    "needs": Needs,
    "asb": Asb,
    "response": Response,
    "help_seeking": HelpSeeking,
    "detection": Detection,
    "allocation": Allocation,
    "communication": Communication,
    "hours": Hours,
    "casework": Casework,
    "resident_trust": ResidentTrust,
    "professional_trust": ProfessionalTrust,
    "power": Power,
    "cooperation": Cooperation,
    "decisions": Decisions,
    "burnout": Burnout,
    "turnover": Turnover,
    "money": Money,
    "context": Context,
    "reference": Reference,
    "arrangement": Arrangement,
}
"""Name of a group and the NamedTuple that declares it, in the order of the tables."""

PARAMETERS: dict[str, Parameter] = {
    parameter.key: parameter
    for group, declaration in GROUPS.items()
    for parameter in declared(group, declaration)
}
"""Every parameter by ``group.name``."""

__all__ = ["GROUPS", "PARAMETERS", "Parameter"]
