import { GAIN_AHEAD_MIN } from '@cockpit/contracts';
import { DEFAULT_NOISE, type DemandNoise } from './demand';
import type { PastPrompt } from './view';

/** What a hall has configured or learned about itself; everything has a default that is sane from 1 to 60 windows. */
export interface RedirectParams {
  readonly kinds: readonly PastPrompt['kind'][];
  /** Prompts of all kinds in any rolling hour. */
  readonly maxPerHour: number;
  /** Softer limit that raises the threshold as it is used up, so that the budget is left for what matters. */
  readonly targetPerHour: number;
  /** Learned share of prompts that are accepted and mean minutes to the reply. */
  readonly acceptance: number;
  readonly demandNoise: DemandNoise;
  readonly replyMin: number;
  /** A refused assignment rests this long; a window rests `settleMin` after any change. */
  readonly refusedCooldownMin: number;
  readonly settleMin: number;
  /** Time a service takes longer at a window that is not of this branch. */
  readonly crossSkillFactor: number;
  /** Share of its time that a linked window turns into work for other queues, switching and unfamiliarity taken off. */
  readonly foreignEfficiency: number;
  /** Weight of the randomness of arrivals and services in the look-ahead; 0 is the plain fluid. */
  readonly noise: number;
  readonly stepMin: number;
  readonly horizonMin: number;
  /** Least expected saving in person-minutes, acceptance counted, that is worth a prompt. */
  readonly threshold: {
    readonly reassign: number;
    readonly link: number;
    readonly guide: number;
    readonly open: number;
    readonly recall: number;
    readonly otherHall: number;
  };
  /** A move home is cheaper in every way than its saving shows; scarce all-skill officers stay free for later. */
  readonly homeBonus: number;
  readonly versatilityCost: number;
  /** A guide lasts as long as the trouble it is for, by quarters of an hour: no less than this and no more than that. */
  readonly guideMin: number;
  readonly guideMostMin: number;
  readonly maxGuidedItems: number;
  /** Share of an item's newcomers who go to a terminal when shown the way, and of those who succeed. */
  readonly compliance: number;
  readonly terminalSuccess: number;
  /** Share of an item's newcomers who finish on their phone when shown how. */
  readonly mobileCompliance: number;
  /** A refused guide prompt rests this long. */
  readonly guideCooldownMin: number;
  /** Other halls: farthest way, least advantage that is worth it, share of newcomers who go. */
  readonly circleMin: number;
  readonly otherHallMarginMin: number;
  readonly otherHallShare: number;
  /** A window changed this recently must promise this many times more before it is changed again. */
  readonly hysteresisMin: number;
  readonly hysteresisFactor: number;
  /** A break that was cut short is given back after so many minutes. */
  readonly repayAfterMin: number;
  readonly openMin: number;
  /** Officer-minutes of reserve windows a day; 0 where there are none. */
  readonly reserveBudgetMin: number;
  /** Share of its wait target from which a queue is busy: nothing is prompted for one that is less than that. */
  readonly busyShare: number;
  /** Least fall of the wait that four in five stay below: so many minutes, or this share of it. */
  readonly reliefMin: number;
  readonly reliefShare: number;
  /** Least person-minutes of waiting that the simulation must see saved within the hour. */
  readonly leastGainMin: number;
  /** What it is worth, in minutes of waiting, that one person is not sent home unserved at closing: the time of a second visit. */
  readonly secondVisitMin: number;
  /** The same is not said again within so many minutes, unless the wait has grown by this factor. */
  readonly repeatMin: number;
  readonly worseFactor: number;
  readonly expiryMin: number;
  /** prompts that may stand unanswered at once */
  readonly maxOpen: number;
  /** When so many prompts of a rolling hour lapsed and nobody answered any, only one is given in so many minutes until somebody does. */
  readonly maxLapsed: number;
  readonly lapsedRestMin: number;
  /** No queue may give a window while its own newcomers would then wait more than this multiple of the hall's mean. */
  readonly fairnessLimit: number;
}

export const DEFAULT_PARAMS: RedirectParams = {
  // Not `reassign`: on top of links it did harm in every trial. For halls whose windows cannot hold two systems open.
  kinds: ['link', 'guide', 'open', 'recall', 'other-hall'],
  maxPerHour: 12,
  targetPerHour: 8,
  acceptance: 0.85,
  demandNoise: DEFAULT_NOISE,
  replyMin: 2,
  refusedCooldownMin: 15,
  settleMin: 6,
  crossSkillFactor: 1.1,
  foreignEfficiency: 0.75,
  noise: 1.3,
  stepMin: 2,
  horizonMin: GAIN_AHEAD_MIN,
  threshold: { reassign: 90, link: 2, guide: 10, open: 200, recall: 120, otherHall: 60 },
  homeBonus: 2,
  versatilityCost: 1,
  guideMin: 30,
  guideMostMin: 120,
  maxGuidedItems: 2,
  compliance: 0.25,
  terminalSuccess: 0.92,
  mobileCompliance: 0.15,
  guideCooldownMin: 2,
  circleMin: 15,
  otherHallMarginMin: 15,
  otherHallShare: 0.1,
  hysteresisMin: 20,
  hysteresisFactor: 1.25,
  repayAfterMin: 60,
  openMin: 45,
  reserveBudgetMin: 0,
  busyShare: 0.6,
  reliefMin: 3,
  reliefShare: 0.15,
  leastGainMin: 30,
  secondVisitMin: 60,
  repeatMin: 30,
  worseFactor: 1.5,
  expiryMin: 5,
  maxOpen: 3,
  maxLapsed: 2,
  lapsedRestMin: 15,
  fairnessLimit: 3,
};
