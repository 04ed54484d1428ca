import { addDays } from '@cockpit/domain';
import { SIMULATED, hallPlan } from '../halls';
import { demonstrationNetwork } from '../network';
import { HallDay } from './hall-day';

const LATEST = 900;
const network = demonstrationNetwork({ asOf: '2026-10-18' });
const WEEK = [0, 1, 2, 3, 4].map((n) => addDays('2026-10-12', n));

/** How a hall's week went: tickets by what became of them. */
function weekOf(code: string) {
  const hall = SIMULATED.find((one) => one.code === code);
  if (hall === undefined) throw new Error(code);
  const events = WEEK.flatMap((date) => {
    const plan = hallPlan(network, hall, date);
    return plan === null ? [] : new HallDay(plan).advanceTo(LATEST);
  });
  const idsOf = (type: string, reason?: string): string[] =>
    events.flatMap(({ type: told, data }) =>
      told === type && 'ticketId' in data && (reason === undefined || ('reason' in data && data.reason === reason))
        ? [data.ticketId ?? '']
        : [],
    );
  return {
    issued: new Set(idsOf('hall.ticket.issued')).size,
    left: idsOf('hall.ticket.cancelled', 'left'),
    called: new Set(idsOf('hall.ticket.called')),
    noShow: new Set(idsOf('hall.ticket.no-show')),
  };
}

describe('visitors who leave', () => {
  it.each(['H08', 'H32', 'H42'])(
    'of %s are a few in a hundred, give their ticket back once, and are never called',
    (code) => {
      const { issued, left, called, noShow } = weekOf(code);

      expect(left.length / issued).toBeGreaterThan(0.005);
      expect(left.length / issued).toBeLessThan(0.05);
      expect(new Set(left).size).toBe(left.length);
      expect(left.filter((id) => called.has(id))).toEqual([]);
      expect(noShow.size / issued).toBeGreaterThan(0.015);
    },
  );
});
