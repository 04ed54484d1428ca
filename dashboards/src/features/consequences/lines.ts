import type { Locale } from '../../shared/format';

/** One sentence about what a change does. `worse` and `better` are for those who wait; `note`: neither. */
export interface ConsequenceLine {
  readonly key: string;
  readonly tone: 'worse' | 'better' | 'note';
  readonly text: string;
}

/** What sentences are made with. */
export interface Saying {
  readonly t: (key: string, params?: Readonly<Record<string, unknown>>) => string;
  readonly locale: Locale;
}
