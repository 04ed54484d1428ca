import type { FoldEvent } from './events';
import { foldDaySpans } from './spans';
import { named } from './testing';

const MIN = 60_000;
const MIDNIGHT = Date.parse('2026-03-05T00:00:00+08:00');
const DAY = 24 * 60 * MIN;
const at = { hallId: 'H32', windowId: 'w1' };
const window = (step: 'opened' | 'closed', minute: number, windowId = 'w1'): FoldEvent[] =>
  named(
    [{ type: `hall.window.${step}`, time: MIDNIGHT + minute * MIN, data: { ...at, windowId } }],
    `${step}${String(minute)}${windowId}`,
  );
const ticket = (step: 'called' | 'started', minute: number): FoldEvent[] =>
  named([{ type: `hall.ticket.${step}`, time: MIDNIGHT + minute * MIN, data: { ...at, ticketId: 't1' } }], step);
const finished = (minute: number): FoldEvent[] =>
  named(
    [{ type: 'hall.ticket.finished', time: MIDNIGHT + minute * MIN, data: { ...at, ticketId: 't1', result: 'done' } }],
    'finished',
  );

/** state, start and end in minutes after midnight, for the days before and after it */
const days = (events: readonly FoldEvent[]) =>
  [MIDNIGHT - DAY, MIDNIGHT].map((from) =>
    foldDaySpans('H32', events, from, from + DAY).map((span) => [
      span.windowId,
      span.state,
      (span.from - MIDNIGHT) / MIN,
      (span.to - MIDNIGHT) / MIN,
    ]),
  );

describe('window spans around midnight', () => {
  it('go on into the new day where the window was at work, and are cut at midnight', () => {
    expect(
      days([...window('opened', -120), ...ticket('started', -20), ...finished(15), ...window('closed', 60)]),
    ).toEqual([
      [
        ['w1', 'idle', -120, -20],
        ['w1', 'serving', -20, 0],
      ],
      [
        ['w1', 'serving', 0, 15],
        ['w1', 'idle', 15, 60],
      ],
    ]);
  });

  it('do not run through the night when nobody closed the window in the evening', () => {
    const events = [
      ...window('opened', -600),
      ...window('opened', -400, 'w2'),
      ...window('closed', -390, 'w2'),
      ...window('opened', 510),
      ...window('closed', 520),
    ];
    expect(days(events)).toEqual([
      [
        ['w1', 'idle', -600, -390],
        ['w2', 'idle', -400, -390],
      ],
      [['w1', 'idle', 510, 520]],
    ]);
  });

  it('are lost neither by the order of the days nor by what a neighbour did', () => {
    const events = [
      ...window('opened', -120),
      ...finished(15),
      ...ticket('started', -20),
      ...window('opened', -200, 'w2'),
    ];
    expect(days([...events].reverse())).toEqual(days(events));
    // w2 has no events after midnight, so it ends with the last event of its day
    expect(days(events)[0]).toContainEqual(['w2', 'idle', -200, -20]);
  });

  it('merge reports that say the same twice or overlap', () => {
    const events = [
      ...window('opened', 540),
      ...window('opened', 545),
      ...ticket('called', 550),
      ...ticket('called', 551),
      ...ticket('started', 552),
      ...window('opened', 560),
      ...window('closed', 600),
    ];
    expect(days(events)[1]).toEqual([
      ['w1', 'idle', 540, 550],
      ['w1', 'called', 550, 552],
      ['w1', 'serving', 552, 600],
    ]);
  });
});
