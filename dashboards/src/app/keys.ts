export interface KeyLine {
  /** as they are printed on the keyboard */
  keys: readonly string[];
  /** its words are `keys.<does>` */
  does:
    | 'accept'
    | 'decline'
    | 'instead'
    | 'tabs'
    | 'moveBar'
    | 'next'
    | 'before'
    | 'press'
    | 'close'
    | 'help'
    | 'search';
}

const EVERYWHERE: readonly KeyLine[] = [
  { keys: ['Tab'], does: 'next' },
  { keys: ['Shift', 'Tab'], does: 'before' },
  { keys: ['Enter'], does: 'press' },
  { keys: ['Esc'], does: 'close' },
  { keys: ['?'], does: 'help' },
  { keys: ['Ctrl', 'K'], does: 'search' },
];
const OF_PAGE: Readonly<Record<string, readonly KeyLine[]>> = {
  desk: [
    { keys: ['A'], does: 'accept' },
    { keys: ['D'], does: 'decline' },
    { keys: ['E'], does: 'instead' },
    { keys: ['←', '→'], does: 'tabs' },
  ],
  plan: [{ keys: ['←', '→'], does: 'moveBar' }],
};

/** Keys that do something on a page, its own first. @param page name of its route */
export const keysFor = (page: string | symbol | null | undefined): readonly KeyLine[] => [
  ...((typeof page === 'string' ? OF_PAGE[page] : undefined) ?? []),
  ...EVERYWHERE,
];
