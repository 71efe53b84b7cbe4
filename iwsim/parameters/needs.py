"""Parameters of needs: how they arrive, pull each other up and ease."""

from typing import Annotated, NamedTuple

from iwsim.parameters.declare import P

# fmt: off


class Needs(NamedTuple):
    """Needs of residents in seven domains."""

    level_housing: Annotated[
        float,
        P("0-1", (0.02, 0.6), (0.1, 0.35), "uncertainty",
          "Mean unmet housing need that would settle without any service", "L160 L086"),
    ] = 0.34
    level_money: Annotated[
        float,
        P("0-1", (0.02, 0.6), (0.15, 0.45), "uncertainty",
          "Mean unmet need for money that would settle without any service", "L089 E008"),
    ] = 0.38
    level_family_safety: Annotated[
        float,
        P("0-1", (0.02, 0.6), (0.1, 0.35), "uncertainty",
          "Mean unmet need for safety in the family without any service", "assumption"),
    ] = 0.28
    level_work: Annotated[
        float,
        P("0-1", (0.02, 0.6), (0.2, 0.5), "uncertainty",
          "Mean unmet need for work that would settle without any service", "L089"),
    ] = 0.4
    level_mental_health: Annotated[
        float,
        P("0-1", (0.02, 0.6), (0.1, 0.35), "uncertainty",
          "Mean unmet mental-health need without any service", "L073"),
    ] = 0.32
    level_substance_use: Annotated[
        float,
        P("0-1", (0.02, 0.6), (0.1, 0.35), "uncertainty",
          "Mean unmet need around drugs and alcohol without any service", "E007"),
    ] = 0.26
    level_isolation: Annotated[
        float,
        P("0-1", (0.02, 0.6), (0.15, 0.4), "uncertainty",
          "Mean isolation that would settle without any service", "E007"),
    ] = 0.34
    ease: Annotated[
        float,
        P("per week", (0.005, 0.2), (0.01, 0.06), "uncertainty",
          "Rate at which a need eases by itself at mean hope and belonging", "assumption"),
    ] = 0.018
    coupling: Annotated[
        float,
        P("per week", (0.0, 0.1), (0.0, 0.03), "uncertainty",
          "How strongly needs pull each other up; critical where it equals the easing rate; "
          "shocks are rescaled so that the mean need stays", "E013 L073", off=0.0),
    ] = 0.008
    shock_size: Annotated[
        float,
        P("upward rate", (0.2, 5.0), (0.6, 2.0), "uncertainty",
          "Upward rate of a shock in its week (1 takes no need to one half)", "assumption"),
    ] = 2.0
    vulnerability_spread: Annotated[
        float,
        P("sd of the log", (0.0, 1.5), (0.3, 1.0), "uncertainty",
          "Spread of vulnerability to shocks between people", "L056 L057", off=0.0),
    ] = 0.8
    vulnerability_shared: Annotated[
        float,
        P("0-1", (0.0, 0.95), (0.2, 0.8), "uncertainty",
          "Correlation of a person's vulnerabilities over domains", "L073 E013", off=0.0),
    ] = 0.5
    hope_weight: Annotated[
        float,
        P("per unit", (0.0, 4.0), (0.0, 1.5), "uncertainty",
          "How much faster needs ease with more hope", "E008 E189", off=0.0),
    ] = 0.6
    belonging_weight: Annotated[
        float,
        P("per unit", (0.0, 4.0), (0.0, 1.5), "uncertainty",
          "How much faster needs ease with more belonging", "E188 E191", off=0.0),
    ] = 0.5
    fear_weight: Annotated[
        float,
        P("per unit", (0.0, 4.0), (0.0, 2.0), "uncertainty",
          "How much more slowly isolation eases with more fear of neighbours", "E007 assumption",
          off=0.0),
    ] = 1.0
    serious: Annotated[
        float,
        P("0-1", (0.3, 0.8), (0.4, 0.6), "setting",
          "Level from which a need is serious", "assumption"),
    ] = 0.5
    low: Annotated[
        float,
        P("0-1", (0.05, 0.45), (0.2, 0.4), "setting",
          "Level below which a need counts as low; below `serious`", "assumption"),
    ] = 0.3
    low_for: Annotated[
        float,
        P("weeks", (1.0, 26.0), (2.0, 8.0), "setting",
          "Weeks that a need must be low for its episode to end", "assumption"),
    ] = 4.0
