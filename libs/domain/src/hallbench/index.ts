export * from './day';
export * from './erlang';
export type { Absence, SimOfficer } from './officers';
export { Stream, STREAM } from './rng';
export { branchIndex, readScenario, remarksOn, scenarioSchema, type Scenario, type ScenarioBranch, type ScenarioResult } from './scenario';
export { STANDARD, WITH_RESERVE } from './scenarios';
export { HallSimulator, type SimOptions } from './simulator';
export type { Assignment, SimStep, StepObserver, WaitObserver } from './steps';
export { exclusive, homeOnly, linked, LINK_BIAS_MIN, playYardstick, YARDSTICKS, type Yardstick } from './yardsticks';
