"""The yardstick: needs and anti-social behaviour as plain Mesa objects.

Residents are `mesa.Agent` objects with Python numbers as attributes and one method a rule; luck
is NumPy's generator, as Mesa hands it out. The rules are those of `iwsim.processes.needs` and
`iwsim.processes.asb`, and nothing else happens: no services, no moves.
"""

import mesa

from iwsim.processes.asb import _COMPLAINTS_KEPT, _LADDER_STEPS, _MOST_GUARDIANSHIP, _MOST_REPORTED
from iwsim.state import DOMAINS, HOUSEHOLD_DOMAINS, NONE, UNMET

_MENTAL_HEALTH = DOMAINS.index("mental_health")
_SUBSTANCE_USE = DOMAINS.index("substance_use")
_ISOLATION = DOMAINS.index("isolation")
_ALL = range(len(DOMAINS))
_OWN = range(HOUSEHOLD_DOMAINS, len(DOMAINS))


class Place:
    """A flat, a landing, an entrance or a patch: who lives there and how many incidents."""

    def __init__(self):
        self.residents = []
        self.incidents = 0
        self.near = []
        self.share_let = 1.0
        self.guardianship = self.faith = self.dread = 0.0

    def watch(self, asb):
        """Work out what neighbours prevent, and what they expect of services and each other."""
        people = max(len(self.residents), 1)
        bond = sum(resident.belonging for resident in self.residents)
        self.faith = sum(resident.trust for resident in self.residents) / people
        self.dread = sum(resident.fear for resident in self.residents) / people
        share = asb.guardianship * bond / people * self.share_let
        self.guardianship = min(share, _MOST_GUARDIANSHIP)


class Resident(mesa.Agent):
    """An adult of the estate."""

    def __init__(self, model, values, places):
        super().__init__(model)
        self.__dict__.update(values)
        self.flat, self.landing, self.entrance, self.patch = places
        self.head = self
        self.domains = _ALL
        self.pull = []
        self.incidents = self.reported = 0

    def level(self, domain):
        """Return an unmet need; a household's is its head's."""
        return self.head.need[domain] if domain < HOUSEHOLD_DOMAINS else self.need[domain]

    def feel_needs(self):
        """Let each need be pulled up by the others."""
        levels = [self.level(domain) for domain in _ALL]
        self.pull = [
            sum(strength * levels[other] for other, strength in others)
            for others in self.model.coupling
        ]

    def meet_needs(self):
        """Move every need, and begin or end its episode."""
        needs, ref = self.model.needs, self.model.reference
        chance = self.model.rng.random()
        struck = -1
        for domain in self.domains:
            chance -= self.model.shock_rate[domain] * self.vulnerability[domain]
            if chance < 0.0:
                struck = domain
                break
        ease = needs.ease * max(
            0.0,
            1.0
            + needs.hope_weight * (self.hope - ref.hope)
            + needs.belonging_weight * (self.belonging - ref.belonging),
        )
        for domain in self.domains:
            up = self.pull[domain] + (needs.shock_size if domain == struck else 0.0)
            down = ease
            if domain == _ISOLATION:
                down *= max(0.0, 1.0 - needs.fear_weight * (self.fear - ref.fear))
            level = (self.need[domain] + up) / (1.0 + up + down)
            self.need[domain] = level
            self.low_weeks[domain] = self.low_weeks[domain] + 1 if level < needs.low else 0
            if self.phase[domain] == NONE and level >= needs.serious:
                self.phase[domain] = UNMET
            elif self.phase[domain] == UNMET and self.low_weeks[domain] >= needs.low_for:
                self.phase[domain] = NONE

    def act(self):
        """Cause incidents, or none."""
        asb, ref = self.model.asb, self.model.reference
        drive = 0.5 * (self.need[_MENTAL_HEALTH] + self.need[_SUBSTANCE_USE])
        up = asb.activity_up * max(0.0, 1.0 + asb.need_weight * (drive - ref.drive))
        steadied = self.ladder / _LADDER_STEPS
        down = asb.activity_down + asb.desistance * steadied * max(0.0, 1.0 + self.hope - ref.hope)
        self.activity = (self.activity + up) / (1.0 + up + down)
        mean = (
            asb.base_rate
            * self.propensity
            * self.activity
            * (1.0 - self.sanction)
            * (1.0 + asb.contagion * self.disorder)
            * (1.0 - self.landing.guardianship)
        )
        self.incidents = min(int(self.model.rng.poisson(mean)), int(asb.cap))
        for place in (self.flat, self.landing, self.entrance, self.patch):
            place.incidents += self.incidents

    def suffer(self):
        """Feel what neighbours do, and report it or not."""
        asb = self.model.asb
        home = self.flat.incidents
        self.exposure = (
            asb.weight_flat * (home - self.incidents)
            + asb.weight_landing * (self.landing.incidents - home)
            + sum(weight * landing.incidents for landing, weight in self.landing.near)
            + asb.weight_entrance * (self.entrance.incidents - home)
            + asb.weight_estate * (self.patch.incidents - home)
        )
        self.disorder = (1.0 - asb.memory) * self.disorder + asb.memory * self.exposure
        hardship = sum(self.level(domain) for domain in _ALL) / len(DOMAINS)
        up = asb.stress_up * self.exposure + asb.stress_need * hardship
        self.stress = (self.stress + up) / (1.0 + up + asb.stress_down)
        up = asb.fear_up * self.exposure
        self.fear = (self.fear + up) / (1.0 + up + asb.fear_down)
        down = asb.safety_fall * self.exposure
        self.safety = (self.safety + asb.safety_rise) / (1.0 + asb.safety_rise + down)
        self.reported = 0
        self.complaints *= _COMPLAINTS_KEPT
        if self.incidents > 0:
            self.be_reported()

    def be_reported(self):
        """Let neighbours report this week's incidents."""
        asb, ref = self.model.asb, self.model.reference
        told = asb.report_rate * max(
            0.0,
            1.0
            + asb.report_trust * (self.landing.faith - ref.trust)
            - asb.report_fear * (self.landing.dread - ref.fear),
        )
        chances = self.model.rng.random(self.incidents)
        self.reported = sum(chance < min(told, _MOST_REPORTED) for chance in chances)
        self.complaints += self.reported


class Estate(mesa.Model):
    """An estate without services, started from the columns of an engine."""

    def __init__(self, engine, seed):
        super().__init__(rng=seed)
        groups, state = engine.scenario.parameters, engine.state
        self.needs, self.asb = groups["needs"], groups["asb"]
        self.reference = groups["reference"]
        self.shock_rate = state["shock_rate"].tolist()
        self.coupling = [
            [(other, strength) for other, strength in enumerate(row) if strength > 0.0]
            for row in state["coupling"].tolist()
        ]
        kinds = ("flat", "landing", "entrance", "patch")
        rows = {kind: state[kind].tolist() for kind in kinds}
        self.places = {kind: [Place() for _ in range(max(rows[kind]) + 1)] for kind in kinds}
        single = (
            "propensity", "activity", "sanction", "disorder", "stress", "fear", "safety",
            "belonging", "hope", "trust", "ladder", "complaints", "exposure",
        )  # fmt: skip
        by_domain = ("need", "vulnerability", "low_weeks", "phase")
        columns = {name: state[name].tolist() for name in single}
        columns.update({name: state[name].T.tolist() for name in by_domain})
        heads = {}
        for row, present in enumerate(state["present"].tolist()):
            if present == 0:
                continue
            values = {name: column[row] for name, column in columns.items()}
            resident = Resident(self, values, [self.places[k][rows[k][row]] for k in kinds])
            resident.head = heads.setdefault(rows["flat"][row], resident)
            resident.domains = _ALL if resident.head is resident else _OWN
            resident.landing.residents.append(resident)
        self._lay_out(state)

    def _lay_out(self, state):
        first, near, weight = (
            state[name].tolist() for name in ("edge_first", "edge_landing", "edge_weight")
        )
        flats, let = {}, {}
        for landing, void in zip(
            state["flat_landing"].tolist(), state["void"].tolist(), strict=True
        ):
            flats[landing] = flats.get(landing, 0) + 1
            let[landing] = let.get(landing, 0) + (void == 0)
        for row, landing in enumerate(self.places["landing"]):
            landing.share_let = let[row] / flats[row]
            landing.near = [
                (self.places["landing"][near[edge]], weight[edge])
                for edge in range(first[row], first[row + 1])
            ]

    def step(self):
        """Compute one week."""
        self.agents.do("feel_needs")
        self.agents.do("meet_needs")
        for places in self.places.values():
            for place in places:
                place.incidents = 0
        for landing in self.places["landing"]:
            landing.watch(self.asb)
        self.agents.do("act")
        self.agents.do("suffer")
