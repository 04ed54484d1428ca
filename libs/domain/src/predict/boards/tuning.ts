/**
 * What the board predictor takes as given. Chosen by leaving days out of two real offices; see docs/prediction.md. All
 * are strengths of belief (in minutes, calls or samples), none is a rate of any particular hall.
 */
export const BOARD_TUNING = {
  /** a stretch between boards longer than this says nothing about when calls happened */
  maxGapMin: 20,
  /** a board that shows the same waiting people and the same number for this long is not being worked at */
  frozenMin: 90,
  /** numbers never leap further than this between two boards unless the feed changed its numbering */
  maxJump: 25,
  /** a day whose numbers ran backwards more often than this teaches nothing */
  maxDecreases: 2,
  /** weight of a past day, per day further back */
  dayDecay: 0.6,
  /** minutes of the hall's common rate mixed into a queue's own */
  poolMin: 20,
  /** calls per busy minute before anything was seen anywhere */
  startRate: 0.2,
  startMin: 60,
  /** minutes of the queue's mean rate mixed into each hour of the day */
  hourMin: 3000,
  /** calls a queue's history is worth against today's, when that history is long */
  historyCalls: 8,
  /** and when there is none */
  strangerCalls: 2,
  /** busy minutes of history that count as half long */
  historyMin: 200,
  /** half-life of what was seen earlier today, minutes */
  todayHalfLifeMin: 120,
  /** half-life of today's pace on the way back to the usual one, minutes */
  returnHalfLifeMin: 1000,
  /** how much the shown number of open windows moves the rate: 0 not at all, 1 in proportion */
  openWindowsPower: 0.4,
  /** slowest pace believed, calls per minute */
  slowestRate: 0.005,
  longestWaitMin: 480,
  /** ratios of real to predicted waits kept per hall */
  samples: 6000,
  /** width of the neighbourhood in log minutes within which errors are alike */
  bandwidth: 0.7,
  /** how much more an error of the same queue counts */
  ownQueueWeight: 1.5,
  /** samples the built-in error distribution is worth */
  priorSamples: 20,
  /** calls seen below which nothing is said */
  leastCalls: 8,
  /** nobody called so long after the usual beginning: the queue is not worked at today */
  lateOpeningMin: 30,
  /** a board older than this is silent */
  silentMin: 20,
} as const;
