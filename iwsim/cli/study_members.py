"""What is printed of a study over an ensemble."""

from iwsim.cli.ensemble import as_share, notes_on, on_priors
from iwsim.cli.tables import interval, print_table, print_text, signed
from iwsim.sweep.definition import Study
from iwsim.sweep.over_ensemble import OverEnsemble, settings_of
from iwsim.sweep.responses import main_window

_HEAD = (
    "arm", "reference", ">difference", ">95 % of sets", ">better in", ">from parameters",
    ">from luck",
)  # fmt: skip


def print_members(asked: Study, said: OverEnsemble) -> None:
    """Print every outcome over the window that it is judged over, and what the reader must know."""
    assert asked.members is not None, "the points are the members of an ensemble"
    settings = settings_of(asked)
    named = list(settings[0].levels)
    in_settings = f" in each of {len(settings)} settings" if named else ""
    print_text(
        f"{len(settings[0].rows)} sets of parameter values{in_settings}, {asked.replicates} runs "
        "of each arm in each, with luck of their own"
        f"{', the same in all settings' if named else ''}. An interval holds 95 per cent of the "
        'sets: what nobody knows of the parameters, and luck. "Better in" counts sets; "from" '
        "divides the variance of one run's difference.\n"
    )
    table = said.ensemble
    for outcome in asked.outcomes:
        window = main_window(asked, outcome)
        mine = table[(table["outcome"] == outcome) & (table["window"] == window)]
        rows = [
            (
                *(str(row[name]) for name in named),
                str(row["arm"]),
                str(row["reference"]),
                signed(row["mean"]),
                interval(row["low"], row["high"]),
                as_share(row["share_better"]),
                as_share(row["from_parameters"]),
                as_share(1.0 - row["from_parameters"]),
            )
            for row in mine.to_dict("records")
        ]
        print_table(f"{outcome} ({mine['unit'].iloc[0]}), {window} window", (*named, *_HEAD), rows)
    print_text(on_priors(asked.members.priors_alone, len(asked.members.names)))
    for note in member_notes(asked):
        print_text(f"Note: {note}")


def member_notes(asked: Study) -> tuple[str, ...]:
    """Return what a reader of the tables has to know."""
    assert asked.members is not None, "the points are the members of an ensemble"
    said = notes_on(asked.members.fingerprint, asked.replicates, asked.members.held)
    if asked.members.by_settings:
        names = ", ".join(asked.members.by_settings)
        said += (f"held at the values of the settings, elsewhere at the scenario's: {names}.",)
    return said
