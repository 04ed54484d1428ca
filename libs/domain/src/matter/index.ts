export { ACT_ROLES, ACT_STEPS, judgeAct, stepOf, type Refusal } from './acts';
export { candidatesFor, type InHand, type Offered } from './candidates';
export { fileTypeOf } from './file-type';
export { wasDiverted } from './diverted';
export { foldMatter, type Act, type Matter, type MatterEvent } from './fold';
export { followParts, missingItems, type MatterPart } from './parts';
export {
  isReminderLevel,
  ladderOf,
  remind,
  type CardOwner,
  type Reminder,
  type ReminderLevel,
  type Reminding,
} from './reminding';
export { readStages, type StageReading } from './stages';
export {
  faultWords,
  IDLE_DAYS,
  clockTimes,
  earlierTimes,
  faultsOf as matterFaults,
  readTimes,
  unattendedFrom,
  type ClockTimes,
  type MatterReading,
  type MatterRule,
  type ReadingFault,
} from './reading';
export { SHIPPED_CLOCKS, clockDays, rulesOn, type ClockDays, type DatedRules } from './default-clocks';
export { readPhases, workingDaysOf, type PhaseReading } from './phases';
