export { compareDuty, type AlertAgain, type DutyChange } from './compare-duty';
export { compareSetups, type DayChange } from './compare-setups';
export { lostPrompts } from './lost-prompts';
