//! The rounds of a search: how each changes the committee, how hot it is and how long it lasts.

use super::search::Cooling;
use crate::model::Objective;

/// Where the coolings from the top end, as shares of the run: a short one that has a good plan
/// early, and a long one.
const COOLINGS: [f64; 2] = [0.06, 0.55];
/// Where the long one ends if it goes by moves, the season being too large for seats alone.
const LONG_BY_MOVES: f64 = 0.35;
/// Where the groups that lose most have been formed anew after it, and once more: on planted seasons
/// this brings more than a longer first one.
const FORMED_ANEW: [f64; 2] = [0.64, 0.9];
/// Shorter rounds after those, each from the best or from where the thread is.
const LATER_ROUNDS: u32 = 4;
/// The same under `maxmin`.
const MAXMIN_LATER_ROUNDS: u32 = 8;
/// A cooling from the top, in billionths of a point: hot enough that groups still dissolve.
/// Planted seasons form their groups between 0.9 and 0.4 points; on the sample season lower ends
/// only take time from where plans are made.
const TOP_COOLING: Cooling = Cooling {
    hot: 1000e6,
    cold: 70e6,
};
/// Temperatures at which groups form by moves: colder than this, what is left is better found at full
/// costs.
const FORMING_COOLING: Cooling = Cooling {
    hot: 1000e6,
    cold: 150e6,
};
/// The same from a plan that is not to be lost.
const REHEATING: Cooling = Cooling {
    hot: 400e6,
    cold: 120e6,
};
/// The part of the time in which what the short one left is settled before seats alone: a season
/// whose best plan is at hand is then proven at once and never waits for them.
const SETTLING: f64 = 0.03;
/// Temperatures of a cooling over seats alone. They freeze at a lower one than seats and
/// submissions together.
const SEATS_COOLING: Cooling = Cooling {
    hot: 400e6,
    cold: 80e6,
};
/// The part of the time in which seats alone get the full cost of shortfalls, after the long one.
const FULL_DRAFT: f64 = 0.15;
/// Temperatures of that: too cold for seats to find new company, hot enough to close shortfalls.
const FULL_SEATS_COOLING: Cooling = Cooling {
    hot: 150e6,
    cold: 60e6,
};
/// Where annealings of all seats by the heat bath end: two of them bring more than one twice as slow,
/// and the plan in hand is nearly the best one early.
const BATHS: [f64; 2] = [0.45, 0.82];
/// The same where a plan is there already.
const WARM_BATHS: [f64; 1] = [0.35];
/// Where the annealing of a few groups at a time ends; the rest is for sizes and loads.
const PIECES: f64 = 0.95;
/// Moves that a change of seats alone counts for where the run is counted: it takes about as
/// long.
pub const MOVES_PER_CHANGE: u64 = 8;
/// Rounds within a limit of shortfalls.
const CAPPED_ROUNDS: u32 = 6;
/// The shorter rounds.
const SHORT_COOLING: Cooling = Cooling {
    hot: 150e6,
    cold: 30e6,
};

/// Temperatures of a polish: too cold to lose what a good plan has.
const POLISH_COOLING: Cooling = Cooling {
    hot: 30e6,
    cold: 2e6,
};
/// The part of a polish by moves in which the groups that lose most are formed anew.
const WEAKEST: f64 = 0.7;
/// Rounds of a polish by moves alone.
const POLISH_ROUNDS: u32 = 3;

/// How a round changes the committee.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// By moves, with shortfalls that cost little and loose limits of load.
    Loose,
    /// By changes of seats that submissions follow, at the same costs.
    Seats,
    /// The same at the full cost of shortfalls.
    FullSeats,
    /// By draws of members among everybody, submissions following; its cooling is its own.
    HeatBath,
    /// The same a few groups at a time, from the best plan.
    Pieces,
    /// As loosely as [`Loose`](Self::Loose), among the groups that lose most; with
    /// [all](Round::with_all) where most groups lose alike.
    Weakest,
    /// By moves at full costs.
    Strict,
}

impl Round {
    /// What is done in place of a [weakest](Way::Weakest) round where most groups lose alike.
    pub fn with_all(self) -> Self {
        Self {
            cooling: REHEATING,
            way: Way::Loose,
            ..self
        }
    }
}

impl Way {
    /// Whether shortfalls cost little.
    pub fn is_soft(self) -> bool {
        matches!(self, Self::Loose | Self::Weakest | Self::Seats)
    }

    /// Whether submissions follow the seats.
    pub fn over_seats(self) -> bool {
        matches!(self, Self::Seats | Self::FullSeats)
    }

    /// Whether members are drawn among everybody.
    pub fn by_heat_bath(self) -> bool {
        matches!(self, Self::HeatBath | Self::Pieces)
    }
}

/// One stretch of the run, as shares of its whole.
#[derive(Debug, Clone, Copy)]
pub struct Round {
    /// Number among the rounds.
    pub number: u32,
    /// Where it starts.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// How it cools.
    pub cooling: Cooling,
    /// How it changes the committee.
    pub way: Way,
}

/// What a season allows beside moves of seats and submissions together.
#[derive(Debug, Clone, Copy)]
pub struct Allowed {
    /// Changes of seats alone.
    pub seats: bool,
    /// Draws of members among everybody.
    pub heat_bath: bool,
}

/// A stretch and where it ends, as a share of the run.
type Stretch = (f64, Cooling, Way);

/// Returns the rounds of a search: from the top unless a plan is there already (`warm`), over
/// seats alone or by the heat bath where the season allows it.
pub fn rounds(objective: Objective, warm: bool, allowed: Allowed) -> Vec<Round> {
    let stretches = match objective {
        Objective::Total if allowed.heat_bath => by_heat_bath(warm, allowed.seats),
        _ => by_moves(objective, warm, allowed.seats),
    };
    numbered(stretches)
}

/// Returns the rounds of a search within a limit of shortfalls, from a plan that is there: short
/// ones, as the price of a shortfall is looked at after each.
pub fn capped(allowed: Allowed) -> Vec<Round> {
    let stretches = (1..=CAPPED_ROUNDS).map(|number| {
        let way = match allowed.heat_bath && number % 2 == 1 {
            true => Way::Pieces,
            false => Way::Strict,
        };
        let share = f64::from(number) / f64::from(CAPPED_ROUNDS);
        (share, SHORT_COOLING, way)
    });
    numbered(stretches.collect())
}

/// Returns the rounds that improve a good plan: a few groups at a time where the season allows it,
/// then cold moves.
pub fn polish(allowed: Allowed) -> Vec<Round> {
    let (first, cold) = match allowed.heat_bath {
        true => ((PIECES, SHORT_COOLING, Way::Pieces), 1),
        false => ((WEAKEST, FORMING_COOLING, Way::Weakest), POLISH_ROUNDS),
    };
    let mut stretches = vec![first];
    stretches.extend(strict(first.0, cold, POLISH_COOLING));
    numbered(stretches)
}

/// So many rounds at full costs, equally long, in the rest of the run.
fn strict(from: f64, count: u32, cooling: Cooling) -> impl Iterator<Item = Stretch> {
    (1..=count).map(move |number| {
        let share = f64::from(number) / f64::from(count);
        (from + (1.0 - from) * share, cooling, Way::Strict)
    })
}

fn numbered(stretches: Vec<Stretch>) -> Vec<Round> {
    let mut from = 0.0;
    let round = |(number, (to, cooling, way)): (u32, Stretch)| {
        let round = Round {
            number,
            from,
            to,
            cooling,
            way,
        };
        from = to;
        round
    };
    (0..).zip(stretches).map(round).collect()
}

/// The start from the top.
fn start(over_seats: bool, objective: Objective) -> Vec<Stretch> {
    let early = COOLINGS[0];
    let mut start = vec![(early, TOP_COOLING, Way::Loose)];
    if over_seats && objective == Objective::Total {
        start.push((early + SETTLING, SHORT_COOLING, Way::Strict));
    }
    start
}

/// Annealing of all groups, of a few at a time, and a short finish by moves.
fn by_heat_bath(warm: bool, over_seats: bool) -> Vec<Stretch> {
    let mut stretches = match warm {
        true => Vec::new(),
        false => start(over_seats, Objective::Total),
    };
    let baths: &[f64] = if warm { &WARM_BATHS } else { &BATHS };
    stretches.extend(baths.iter().map(|&to| (to, SHORT_COOLING, Way::HeatBath)));
    stretches.push((PIECES, SHORT_COOLING, Way::Pieces));
    stretches.push((1.0, SHORT_COOLING, Way::Strict));
    stretches
}

/// Coolings by moves, or over seats alone, and shorter ones after them.
fn by_moves(objective: Objective, warm: bool, over_seats: bool) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    let long = COOLINGS[1];
    let mut from = 0.0;
    if !warm {
        stretches = start(over_seats, objective);
        match (over_seats, objective) {
            (true, _) => stretches.push((long, SEATS_COOLING, Way::Seats)),
            (false, Objective::Maxmin) => stretches.push((long, TOP_COOLING, Way::Loose)),
            (false, Objective::Total) => {
                stretches.push((LONG_BY_MOVES, FORMING_COOLING, Way::Loose));
                stretches.extend(FORMED_ANEW.map(|to| (to, FORMING_COOLING, Way::Weakest)));
            }
        }
        from = stretches.last().map_or(0.0, |last| last.0);
        if over_seats {
            from += FULL_DRAFT;
            stretches.push((from, FULL_SEATS_COOLING, Way::FullSeats));
        }
    }
    let later = match objective {
        Objective::Total => LATER_ROUNDS,
        Objective::Maxmin => MAXMIN_LATER_ROUNDS,
    };
    stretches.extend(strict(from, later, SHORT_COOLING));
    stretches
}
