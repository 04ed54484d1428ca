/** Colours of charts by role, and the token each is taken from. */
export const INK_TOKENS = {
  normal: 'normal',
  busy: 'busy',
  overloaded: 'overloaded',
  unknown: 'faint',
  dim: 'dim',
  line: 'line',
  gain: 'gain',
  text: 'ink',
  panel: 'panel',
  onMark: 'on-mark',
} as const;
export type Ink = Record<keyof typeof INK_TOKENS, string>;
