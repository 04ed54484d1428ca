import { parentPort, workerData } from 'node:worker_threads';
import type { OrganisationDoc } from '@cockpit/contracts';
import { beginningOf, planBeside } from '../cases/systems-beside';
import { noticesIn } from '../hall/calendar';
import type { SimulatedHall } from '../halls';
import { history } from './history';
import { RecordedPast } from './recorded-past';

export interface PastOrder {
  readonly network: OrganisationDoc;
  readonly halls: readonly SimulatedHall[];
  readonly calendars: string;
  readonly firstDay: string;
  readonly days: number;
  readonly requestedDays: number | undefined;
  /** Hall days that are already stored. */
  readonly storedDays: readonly string[];
}

/** One part of the past as NDJSON; null marks the end. */
export type PastPart =
  | {
      readonly kind: 'day';
      readonly date: string;
      readonly hallDays: readonly string[];
      readonly lines: string;
      readonly played: readonly unknown[];
    }
  | { readonly kind: 'beside'; readonly what: string; readonly source: string; readonly lines: string };

/** Plays the past in its own thread, one part for each request. */
async function* parts(order: PastOrder): AsyncGenerator<PastPart> {
  const { network, halls, firstDay, days } = order;
  const classes = noticesIn(order.calendars);
  const recorded = new RecordedPast(classes);
  const stored = new Set(order.storedDays);
  const has = (hallDay: string): boolean => stored.has(hallDay);
  for (const { date, hallDays, events, played } of history({
    network,
    halls,
    before: firstDay,
    days,
    classes,
    has,
    recorded,
  }))
    yield { kind: 'day', date, hallDays, lines: ndjson(events), played };
  const began = beginningOf(firstDay);
  for (const { what, past, events } of await planBeside(network, classes, firstDay, order.requestedDays))
    yield { kind: 'beside', what, source: past, lines: ndjson(events.filter(({ time }) => Date.parse(time) <= began)) };
}

const ndjson = (events: readonly object[]): string => events.map((event) => JSON.stringify(event)).join('\n');

const all = parts(workerData as PastOrder);
parentPort?.on('message', () => {
  void all.next().then(({ done, value }) => {
    parentPort?.postMessage(done === true ? null : value);
  });
});
