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
export { benchHall, benchNames, type HallNames } from './benchHall';
export { SimFeed } from './feed';
export { itemAt, itemIndex, NO_PLAN, replan, ALLOWED, type BenchPlan } from './plan';
export { playRecommended, type Answer, type PlayOptions } from './play';
export { cameTrue, type Outcome } from './cameTrue';
export { PlanFollower, playPlan } from './playPlan';
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
} from './benchPlan';
export { isPolicyKey, playPolicy, POLICY_KEYS, scenarioParams, type PolicyKey, type RunObservers } from './policies';
export { obey, type Order } from './obey';
export { sampleDay, scenarioOf, type Habits } from './sampleDay';
export { hallPlanWorth, type PlanWorth } from './hallPlanWorth';
export { playOtherRule, type OtherRule, type RuleDay } from './otherRule';
export { recordedDay, staffed, type RecordedDay, type Staffing } from './recordedDay';
