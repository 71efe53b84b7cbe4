"""What the help of each command says, and the examples it shows."""

from typing import NamedTuple

DESCRIPTION = """\
What happens to residents, staff and public money when the services on a housing estate
work in one integrated team instead of in silos? iwsim runs the same estate, the same people
and the same luck under several arrangements, and shows the differences.

New here? Start with: iwsim demo
"""


class Help(NamedTuple):
    """The help of one command.

    Parameters
    ----------
    line
        What it does, in a line without a full stop.
    more
        What else to know before using it.
    examples
        Command lines that work as they stand.
    """

    line: str
    more: str
    examples: tuple[str, ...]


_STUDY = """\
With --ensemble the comparison is made once in each of many sets of parameter values that
levels of the literature do not rule out, to tell what nobody knows from luck.

Results go to a folder below results/; the same command again shows what is there at once, and
a command that was stopped goes on where it was. Nothing is replaced without --force."""

HELPS = {
    "demo": Help(
        "Compare silos with one team on the estate of Rochdale",
        f"""\
Three arms: services in silos; silos that are given the money which the team costs; one team in
one office. Prints what differs, early and late, with 95 per cent intervals, and writes figures
and tables. Takes under a minute, the first time somewhat longer.

{_STUDY}""",
        (
            "iwsim demo",
            "iwsim demo --replicates 50 --seed 7",
            "iwsim demo --set resident_trust.loss_ratio=8 --out results/fragile-trust",
        ),
    ),
    "run": Help(
        "Run one arm of a scenario once",
        """\
Prints a summary and writes the weekly table, the final state of residents, professionals and
agencies, hours, exits of cases and money. One run is one possible history: compare arms with
`iwsim compare` before you conclude anything.""",
        (
            "iwsim run tower --arm colocated_team",
            "iwsim run rochdale --seed 3 --weeks 104 --out results/look",
            "iwsim run my-estate.toml --set needs.coupling=0.02 --json",
        ),
    ),
    "compare": Help(
        "Compare arms of a scenario, with the same people and the same luck in each",
        f"""\
The first arm is the reference. Every difference is paired by replicate and carries a 95 per
cent interval.

{_STUDY}""",
        (
            "iwsim compare rochdale --arms siloed,case_management,virtual_team,colocated_team",
            "iwsim compare rochdale --ensemble --replicates 2",
            "iwsim compare rochdale --arms siloed,colocated_team "
            "--set arms.colocated_team.co_location=0.2",
        ),
    ),
    "scenarios": Help(
        "List the shipped scenarios and their arms",
        """\
A scenario of your own is a TOML file that extends one of them and says what differs.""",
        ("iwsim scenarios", "iwsim scenarios --json"),
    ),
    "parameters": Help(
        "List the parameters: default, unit, range, meaning, evidence",
        """\
Every parameter is a number that can be changed with --set or in a scenario file. A lever is
something policy can choose; an uncertainty is something nobody knows well.""",
        ("iwsim parameters trust", "iwsim parameters 'arrangement.*'", "iwsim parameters --json"),
    ),
    "outcomes": Help(
        "List what is measured every week",
        """\
Each outcome is a column of the weekly table. Some are also measured by agency, by block or by
domain of need, in columns such as caseload.landlord.""",
        ("iwsim outcomes", "iwsim outcomes trust", "iwsim outcomes --json"),
    ),
    "evidence": Help(
        "Show what rests on which evidence, and what each part of the model rests on",
        """\
Ids with E are claims of the discussion paper, ids with L figures of the literature. Without a
name, the whole map in numbers. Evidence says that there is a link, seldom how strong it is.""",
        (
            "iwsim evidence E139",
            "iwsim evidence needs.coupling",
            "iwsim evidence resident_trust --json",
        ),
    ),
    "validate": Help(
        "Hold the model against the patterns of the evidence",
        """\
Every pattern is a claim of the evidence, tried in paired runs: what is compared, which way, the
smallest effect that matters, and a knock-out under which it must vanish were declared before.
Writes the scorecard: a page, a table and a figure. Verdicts are kept one by one; the same command
again judges only what is missing or was judged with another model.

With --robustness, how far the patterns hold where parameters are others: over sets drawn from the
plausible ranges, and over a calibrated ensemble. Gives the probability of the claimed sign and of
passing the smallest effect, and the two parameters that best split where a pattern fails.""",
        (
            "iwsim validate",
            "iwsim validate P21 --show",
            "iwsim validate P08 P21 --robustness",
        ),
    ),
    "calibrate": Help(
        "Find parameter sets that levels of the literature do not rule out",
        """\
Holds the siloed world against published levels: reports, exhaustion, leavers, caseloads, shares of
hours. A set is kept if in a run with it every level is met within its tolerance (approximate
Bayesian computation). Next to no set drawn from all plausible ranges does that, so an emulator of
all runs so far decides by chance which of very many sets are run, and weights make up for it: what
is kept is the same, however wrong the emulator. Leaves an ensemble of 100 sets that are not ruled
out, what each target rules out, and which parameters they tell nothing about: these rest on their
priors alone.

Finished rounds are kept; the same command goes on from there, with more --sets or --rounds too.
About twenty minutes on two processors.""",
        (
            "iwsim calibrate",
            "iwsim calibrate --sets 400 --rounds 50 --out results/calibration-large",
            "iwsim calibrate --rounds 3 --seed 7 --out results/try",
        ),
    ),
    "plan": Help(
        "Show what happens in a week, in order, and how long each part takes",
        """\
The list is the model itself: the same tuple is run, timed and documented. Times are medians
over some weeks after the spin-up; each process is called alone, so the call counts as well.""",
        ("iwsim plan", "iwsim plan tower --json", "iwsim plan --source"),
    ),
    "schema": Help(
        "Print the JSON Schema of scenario files",
        """\
An editor that knows TOML shows keys, units and ranges while you write, and marks mistakes.""",
        ("iwsim schema", "iwsim schema --out scenario.schema.json"),
    ),
    "case": Help(
        "Run case studies of the literature",
        """\
Every case study is a scenario of its own, a question that the literature puts or leaves open, and
the runs that answer it. Writes its page, its figures and its table of replicates. Replicates are
kept as they are made; the same command again makes only what is missing.""",
        (
            "iwsim case",
            "iwsim case kirkholt",
            "iwsim case all --out results/cases",
        ),
    ),
    "study": Help(
        "Make a study: arms compared at many points, from a definition in TOML",
        """\
A study file names a scenario, the arms that are compared, and what varies: settings by name,
levels of factors crossed, sets of mechanisms switched on and off, or a sample of the ranges of
factors (Morris, Sobol, FAST, Latin hypercube, a list of one's own). Arms may be mixed from kinds
of ingredients, or have one ingredient left out or added. Writes tables with intervals and figures
beside the runs; of a sample the sensitivity indices, with what has converged and what has not.

The same command again makes only the runs that are missing; with larger --samples or --replicates
it keeps what is there. With --ensemble, a study that compares arms, as they are, in settings or at
levels of factors, is made in every member of an ensemble of parameter sets, in a folder of its own:
what of each difference is owed to parameters that nobody knows, what to luck, and in which share of
the sets it holds, within each setting.

Runs are made by one process a processor, or with --scheduler by a Dask
cluster. With the folder of a study:

  status     how far it has come, what failed and why
  verify     check every file; what is damaged is moved aside and made again
  analyse    tables and figures anew from the stored runs alone
  regions    where in the space of factors something happens, such as a loss of money
  surrogate  a model of the model, with its cross-validated error
  export     all runs as one tidy table, Parquet and CSV
  bundle     all of it as a supplement to a paper, with checksums
  rerun      make all of it again beside it, and compare digest and tables""",
        (
            "iwsim study",
            "iwsim study structure_climate --ensemble --replicates 2",
            "iwsim study my_study.toml --out results/mine",
            "iwsim study my_study.toml --out results/mine --samples 1024",
            "iwsim study my_study.toml --scheduler tcp://localhost:8786",
            "iwsim study status results/mine",
            "iwsim study regions results/mine --outcome net_money --below 0",
        ),
    ),
    "digest": Help(
        "Print the digest of a folder of results",
        """\
Two folders have the same digest if, and only if, their runs have the same bits; when and in
which order they were made leaves no trace in it.""",
        ("iwsim digest results/rochdale-1a2b3c4d",),
    ),
    "reference-levels": Help(
        "Measure the levels that factors are centred on, and write them",
        """\
Means in the spun-up silo of rochdale, with the levels of one round used in the next, until they
move by less than one per cent. Only needed after a rule or a default was changed.""",
        (
            "iwsim reference-levels",
            "iwsim reference-levels --runs 4 --out levels.toml",
        ),
    ),
}
