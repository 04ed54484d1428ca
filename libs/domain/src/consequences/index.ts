export { compareSetups, type DayChange } from './compare-setups';
export { lostPrompts } from './lost-prompts';
