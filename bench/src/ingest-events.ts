import { BENCH_HALLS } from './ingest-server';

const MIN = 60_000;
/** between two visits of a hall, ms: 4,320 a day, about what sixty windows serve */
const PACE_MS = 20_000;

/** How long so many events last by their own times, ms. */
export const spanOf = (total: number): number => (total / 4 / BENCH_HALLS.length) * PACE_MS;

/** What is posted: visits of four events, or steps of matters, of which door and writer make nothing but their rows. */
export type EventKind = 'visits' | 'matters';
type EventMaker = (i: number, prefix: string, start: number) => Record<string, unknown>;

/** CloudEvents of busy halls, in batches as a source would post them. Deterministic but for the prefix. */
export function* batchesOf(
  total: number,
  batch: number,
  prefix: string,
  start: number,
  make: EventMaker = eventNumber,
): Generator<string> {
  let lines: string[] = [];
  for (let i = 0; i < total; i++) {
    lines.push(JSON.stringify(make(i, prefix, start)));
    if (lines.length < batch && i < total - 1) continue;
    yield `[${lines.join(',')}]`;
    lines = [];
  }
}

/** The same events, one a request. */
export function* singlesOf(total: number, prefix: string, start: number, make: EventMaker): Generator<string> {
  for (let i = 0; i < total; i++) yield JSON.stringify(make(i, prefix, start));
}

export const makerOf = (kind: EventKind): EventMaker => (kind === 'visits' ? eventNumber : matterStep);

/** About as long as an event of a visit. */
function matterStep(i: number, prefix: string, start: number): Record<string, unknown> {
  const matter = Math.floor(i / 160) * 40 + (i % 40);
  const hallId = BENCH_HALLS[matter % BENCH_HALLS.length] ?? '';
  return {
    specversion: '1.0',
    id: `${prefix}-${String(i)}`,
    source: '/bench',
    type: 'hall.case.stage-entered',
    time: new Date(start + Math.floor(matter / BENCH_HALLS.length) * PACE_MS).toISOString(),
    datacontenttype: 'application/json',
    data: {
      hallId,
      caseId: `${prefix}-${String(matter)}`,
      stage: 'review',
      unit: 'u1',
      officerId: `o-${String(matter % 40)}`,
    },
  };
}

/** 40 visits run through a hall side by side, so that a visit's events are spread over several batches. */
export function eventNumber(i: number, prefix: string, start: number): Record<string, unknown> {
  const block = Math.floor(i / 160);
  const step = Math.floor((i % 160) / 40);
  const visit = block * 40 + (i % 40);
  const hallId = BENCH_HALLS[visit % BENCH_HALLS.length] ?? '';
  const time = start + Math.floor(visit / BENCH_HALLS.length) * PACE_MS + step * 5 * MIN;
  const ticketId = `${prefix}-${String(visit)}`;
  const windowId = `w${String((visit >> 3) % 40)}`;
  const at = { hallId, ticketId, windowId, officerId: `o-${windowId}` };
  const [type, data] = (
    [
      [
        'issued',
        {
          hallId,
          ticketId,
          number: `A${String(visit % 1000)}`,
          queue: `q${String((visit >> 3) % 4)}`,
          channel: 'walk-in',
          item: `item-${String(visit % 60)}`,
        },
      ],
      ['called', at],
      ['started', at],
      ['finished', { ...at, items: [`item-${String(visit % 60)}`], result: 'done' }],
    ] as const
  )[step] ?? ['called', at];
  return {
    specversion: '1.0',
    id: `${prefix}-${String(i)}`,
    source: '/bench',
    type: `hall.ticket.${type}`,
    time: new Date(time).toISOString(),
    datacontenttype: 'application/json',
    data,
  };
}
