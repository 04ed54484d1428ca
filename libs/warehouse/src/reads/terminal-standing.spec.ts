import type { TerminalEvent } from '@cockpit/domain';
import fc from 'fast-check';
import { standingsOf } from './terminal-standing';

const MIN = 60_000;
const FROM = Date.parse('2026-03-04T16:00:00Z');
const NOW = FROM + 2000 * MIN;
const TYPES = ['heartbeat', 'used', 'fault', 'restored'] as const;
const said = (step: (typeof TYPES)[number], minute: number, terminalId = 'k1', identity = `${step}${String(minute)}`) =>
  ({
    id: identity,
    identity: `${identity}${terminalId}`,
    type: `hall.terminal.${step}`,
    time: FROM + minute * MIN,
    data: {
      hallId: 'H',
      terminalId,
      ...(step === 'used' ? { item: 'id', seconds: 9, outcome: 'done' } : {}),
      ...(step === 'fault' ? { code: `E${String(minute)}` } : {}),
    },
  }) as TerminalEvent;
const standing = (events: readonly TerminalEvent[], now = NOW) =>
  standingsOf('H', [{ id: 'k1', name: '1号机' }], events, FROM, now);
const at = (minute: number): string => new Date(FROM + minute * MIN).toISOString();

describe('how a terminal stands', () => {
  it('is not known without a word since yesterday', () => {
    expect(standing([])).toEqual([
      { terminalId: 'k1', name: '1号机', state: 'unknown', since: null, faultCode: null, lastHeartbeatAt: null },
    ]);
  });

  it('counts what is said at this very moment', () => {
    expect(standing([said('heartbeat', 0)], FROM)[0]).toMatchObject({ state: 'up', since: at(0) });
    expect(standing([said('heartbeat', 0), said('fault', 5)], FROM + 5 * MIN)[0]).toMatchObject({
      state: 'fault',
      since: at(5),
      faultCode: 'E5',
    });
  });

  it('holds a fault of the days before, and knows one that nobody registered', () => {
    expect(standing([said('fault', -3000), said('heartbeat', 1999, 'k2')])).toEqual([
      expect.objectContaining({ terminalId: 'k1', state: 'fault', since: at(0), faultCode: 'E-3000' }),
      expect.objectContaining({ terminalId: 'k2', name: null, state: 'up', lastHeartbeatAt: at(1999) }),
    ]);
  });

  it('follows from its faults and the last word of each kind: more only tell since when it is up', () => {
    const word = fc.record({ step: fc.constantFrom(...TYPES), minute: fc.integer({ min: -400, max: 2000 }) });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), fc.integer({ min: 0, max: 2000 }), (words, nowMin) => {
        const all = words
          .map(({ step, minute }, i) => said(step, minute, 'k1', String(i).padStart(3, '0')))
          .filter(({ type, time }) => time <= FROM + nowMin * MIN && (time >= FROM || isFault(type)));
        const last = TYPES.flatMap((step) => lastOf(all.filter(({ type }) => type === `hall.terminal.${step}`)));
        const few = [...all.filter(({ type }) => isFault(type)), ...last];
        const without = (events: readonly TerminalEvent[]) =>
          standing(events, FROM + nowMin * MIN).map(({ since, ...rest }) => ({
            ...rest,
            since: rest.state === 'up' ? null : since,
          }));
        expect(without(few)).toEqual(without(all));
      }),
    );
  });
});

const isFault = (type: string): boolean => type === 'hall.terminal.fault' || type === 'hall.terminal.restored';
const lastOf = (events: readonly TerminalEvent[]): TerminalEvent[] =>
  [...events].sort((a, b) => b.time - a.time || (a.identity < b.identity ? -1 : 1)).slice(0, 1);
