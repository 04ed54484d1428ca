export { holdingAt, type Holding, type Spot, type ToldRule } from './holding';
export { settingFaults, type SettingFault } from './faults';
export { FLAP_AFTER, FLAP_SPAN_MS, firedLately, isFlapping } from './flapping';
export { isActiveAt } from './active';
