export { foldMatter, type Matter, type MatterEvent, type MatterFault } from './fold';
export {
  FAULT_REASON, IDLE_DAYS, clockTimes, faultsOf as matterFaults, readTimes, unattendedFrom, type ClockTimes, type MatterPart, type MatterReading, type MatterRule, type ReadingFault,
} from './reading';
