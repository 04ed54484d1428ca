import type { AnalysisInk } from './options';

/** Colours that are told apart in tests. */
export const TEST_INK: AnalysisInk = {
  text: 't',
  line: 'l',
  low: '#ffffff',
  high: '#1e62c9',
  current: 'c',
  previous: 'd',
  panel: 'e',
  mark: 'm',
};
