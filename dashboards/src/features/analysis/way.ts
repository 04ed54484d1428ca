import { METRICS, NARROWED_BY, narrowings, type MetricKey, type NarrowedBy, type Narrowing } from '@cockpit/contracts';

/** What a figure of all halls falls into, or one of a single hall. */
export type Split = 'hall' | NarrowedBy;

/** Into what a figure falls from here: a part it was narrowed to already has nothing of its kind below it. */
export const splits = (key: MetricKey, hall: string, only: Narrowing = {}): Split[] =>
  hall === ''
    ? METRICS[key].by.includes('hall')
      ? ['hall']
      : []
    : narrowings(key).filter((by) => only[by] === undefined);

export interface Step {
  kind: 'bureau' | Split;
  code: string;
  /** what the address has to lose to be here again */
  drops: Readonly<Record<string, string>>;
}

/** Names in an address that are about one place: of another place they mean nothing. */
const BELOW: readonly string[] = ['hall', ...NARROWED_BY];
const losing = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries([...names, 'by', 'visit'].map((name) => [name, '']));

/** From the bureau down to where somebody is, each step with the way back up to it. */
export function stepsOf(hall: string, only: Narrowing): Step[] {
  const steps: Step[] = [{ kind: 'bureau', code: '', drops: losing(BELOW) }];
  if (hall === '') return steps;
  const named = NARROWED_BY.flatMap((by) => (only[by] === undefined ? [] : [{ by, code: only[by] }]));
  const kinds = named.map(({ by }) => by);
  return [
    ...steps,
    { kind: 'hall', code: hall, drops: losing(NARROWED_BY) },
    ...named.map(({ by, code }, i) => ({ kind: by, code, drops: losing(kinds.slice(i + 1)) })),
  ];
}
