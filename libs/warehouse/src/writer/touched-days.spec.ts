import type { HallEvent, LoggedEvent } from '@cockpit/contracts';
import { readRedo, redoMember } from './redo';
import { daysOfHour, touchedDays } from './touched-days';

const at = (text: string): number => Date.parse(`2026-03-${text}+08:00`);
const event = (type: HallEvent['type'], time: string, data: object = {}): LoggedEvent =>
  ({
    id: 'e',
    identity: '0'.repeat(32),
    bodyHash: '0'.repeat(16),
    sourceName: 's',
    ceSource: 'c',
    receivedAt: 0,
    type,
    time: at(time),
    data: { hallId: 'H', ...data },
  }) as LoggedEvent;
const days = (one: LoggedEvent, now = '31T00:00', zone = 'Asia/Shanghai') =>
  touchedDays(one, () => zone, at(now)).map(({ day }) => day.slice(8));

describe('the days an event has a part in', () => {
  it('are its own, and the neighbour near midnight', () => {
    expect(days(event('hall.window.opened', '04T10:00'))).toEqual(['04']);
    expect(days(event('hall.window.opened', '04T23:00'))).toEqual(['04', '05']);
    expect(days(event('hall.window.opened', '04T01:00'))).toEqual(['04', '03']);
    // a ticket's own days follow from its visit
    expect([days(event('hall.ticket.called', '04T10:00')), days(event('hall.ticket.called', '04T01:00'))]).toEqual([
      [],
      ['03'],
    ]);
    expect(days(event('hall.booking.created', '04T10:00'))).toEqual([]);
  });

  it('are for a fault all it may last into, up to today', () => {
    expect(days(event('hall.terminal.fault', '04T17:00'))).toEqual(['04', '05', '06', '07', '08', '09', '10', '11']);
    expect(days(event('hall.terminal.restored', '04T17:00'), '05T09:00')).toEqual(['04', '05']);
    expect(days(event('hall.terminal.heartbeat', '04T23:59'))).toEqual(['04']);
  });

  it('are for a fault each day once where clocks change, the one of 23 hours too', () => {
    // 23:30 in Berlin on the 28th; the 29th has no 02:30
    const fault = event('hall.terminal.fault', '29T06:30');
    expect(days(fault, '31T18:00', 'Europe/Berlin')).toEqual(['28', '29', '30', '31']);
    expect(daysOfHour(Math.floor(fault.time / 3_600_000) * 3_600_000, true, 'Europe/Berlin', at('31T18:00'))).toEqual([
      '2026-03-28',
      '2026-03-29',
      '2026-03-30',
      '2026-03-31',
    ]);
  });
});

describe('what is to be done anew', () => {
  it.each([
    ['ticket', 'H', 'a|b#c'],
    ['consult', 'source-1', 'q'],
    ['point', 'H', '2026-03-04|p|1'],
  ])('is read as it was written: %s', (what, scope, id) => {
    expect(readRedo(redoMember(what, scope, id))).toEqual({ what, scope, id });
    expect(readRedo(redoMember(what, scope, id, 'f00'))).toEqual({ what, scope, id });
    expect(redoMember(what, scope, id, 'f00')).not.toBe(redoMember(what, scope, id, 'ba5'));
  });
});
