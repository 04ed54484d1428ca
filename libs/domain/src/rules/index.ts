export { holdingAt, type Holding, type Spot, type ToldRule } from './holding';
export { settingFaults, type SettingFault } from './faults';
export { isActiveAt } from './active';
