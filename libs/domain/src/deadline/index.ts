export { dayKinds, withNewHours, type DayKind, type DayKinds, type HolidayYear } from './holidays';
export { WorkCalendar, type CalendarDay, type Shift, type ShiftsOf } from './calendar';
export { mergePauses, ranUntil, type Pause } from './pauses';
export { instantAfter } from './instant-after';
export type { LimitUnit } from './slices';
export {
  CARD_RULE,
  readClock,
  readUntil,
  type CardRule,
  type ClockReading,
  type ExplainedDay,
  type MatterTimes,
} from './clock';
