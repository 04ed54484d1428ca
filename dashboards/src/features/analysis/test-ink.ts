import type { AnalysisInk } from './options';

/** Colours that are told apart in tests. */
export const TEST_INK: AnalysisInk = {
  text: 't',
  line: 'l',
  low: 'a',
  high: 'b',
  onHigh: 'o',
  current: 'c',
  previous: 'd',
  panel: 'e',
  mark: 'm',
};
