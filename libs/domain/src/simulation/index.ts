export * from './day';
export * from './erlang';
export type { Absence, SimOfficer } from './officers';
export { Stream, STREAM } from './rng';
export {
  branchIndex,
  readScenario,
  remarksOn,
  scenarioSchema,
  type Scenario,
  type ScenarioBranch,
  type ScenarioResult,
} from './scenario';
export { STANDARD, WITH_RESERVE } from './scenarios';
export { HallSimulator, type SimOptions } from './simulator';
export type { Assignment, SimStep, StepObserver, WaitObserver } from './steps';
export { exclusive, homeOnly, linked, playYardstick, YARDSTICKS, type Yardstick } from './yardsticks';
export { benchHall, benchNames, type HallNames } from './bench-hall';
export { SimFeed } from './feed';
export { itemAt, itemIndex, NO_PLAN, replan, ALLOWED, type BenchPlan } from './plan';
export { playRecommended, type Answer, type PlayOptions } from './play';
export { cameTrue, type Outcome } from './came-true';
export { PlanFollower, playPlan } from './play-plan';
export { DayTally, type DayScore } from './score';
export { cutAgainst, summarise, type PolicySummary } from './summary';
export { Supervisor, type Reply } from './supervisor';
export {
  judgePlan,
  planBenchDay,
  planHallDay,
  planHallNow,
  planRestOfDay,
  replanRestOfDay,
  toBenchPlan,
  type CheckedPlan,
} from './bench-plan';
export { isPolicyKey, playPolicy, POLICY_KEYS, scenarioParams, type PolicyKey, type RunObservers } from './policies';
export { obey, type Order } from './obey';
export { sampleDay, scenarioOf, type Habits } from './sample-day';
export { hallPlanWorth, type PlanWorth } from './hall-plan-worth';
export { playOtherRule, type OtherRule, type RuleDay } from './other-rule';
export { recordedDay, staffed, type RecordedDay, type Staffing } from './recorded-day';
