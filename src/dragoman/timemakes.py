"""Which productions may a rule of times.toml name?"""

from __future__ import annotations

from . import timebuild, timeclocks, timeparts, timesteps
from .timebuild import Make

MAKES: dict[str, Make] = {
    "amount": timesteps.amount,
    "at": timeclocks.at,
    "at_part": timeclocks.at_part,
    "bound": timesteps.bound,
    "clock": timeclocks.clock,
    "clock_span": timeclocks.clock_span,
    "closest": timebuild.closest,
    "date": timebuild.date,
    "day_part": timeclocks.day_part,
    "days": timeparts.days,
    "duration": timesteps.duration,
    "earlier": timebuild.earlier,
    "era": timebuild.era,
    "every": timesteps.every,
    "figures": timebuild.figures,
    "half_year": timebuild.half_year,
    "inside": timeparts.inside,
    "interval": timeparts.interval,
    "lasting": timesteps.lasting,
    "near": timebuild.near,
    "near_date": timebuild.near_date,
    "nth": timeparts.nth,
    "nth_flat": timeparts.nth_flat,
    "part": timeclocks.part,
    "portion": timeparts.portion,
    "portion_letters": timeparts.portion_letters,
    "run": timesteps.run,
    "same": timebuild.same,
    "shift": timesteps.shift,
    "shift_after": timesteps.shift_after,
    "span_clock": timeclocks.span_clock,
    "trap": timebuild.trap,
    "upcoming": timesteps.upcoming,
    "vague": timesteps.vague,
    "week_of": timebuild.week_of,
    "week_rest": timebuild.week_rest,
    "weekday_steps": timebuild.weekday_steps,
    "within": timesteps.within,
    "years": timeparts.years,
    "years_on": timebuild.years_on,
}
