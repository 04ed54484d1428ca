import { dayPlan } from './day-plan';
import type { IssuedPlan } from './plan-effect';

const at = (time: string): string => `2026-10-26T${time}:00.000Z`;
const opening = (windowId: string, from: string) => ({
  windowId,
  number: windowId,
  from: at(from),
  until: at(`${from.slice(0, 3)}59`),
});
const plan = (sent: string, more: Partial<IssuedPlan>): IssuedPlan => ({
  hall: 'H1',
  day: '2026-10-26',
  madeAt: at(sent),
  issued: { by: '王', at: at(sent) },
  links: [],
  absences: [],
  openings: [],
  guides: [],
  violations: [],
  forced: [],
  presence: [],
  worth: null,
  worthUnknown: null,
  ...more,
});

describe('what was ordered on a day on which several plans were sent', () => {
  it('is of each what had begun before the next, and the last one whole', () => {
    const first = plan('00:30', {
      links: [{ windowId: 'w1', number: '1', queues: ['a'] }],
      openings: [opening('w8', '02:00'), opening('w8', '06:00')],
    });
    const second = plan('04:00', {
      links: [
        { windowId: 'w1', number: '1', queues: ['a', 'b'] },
        { windowId: 'w2', number: '2', queues: ['a'], from: at('04:30') },
      ],
      openings: [opening('w9', '05:00')],
    });
    const whole = dayPlan([first, second]);
    expect(whole?.openings.map(({ windowId, from }) => [windowId, from.slice(11, 16)])).toEqual([
      ['w8', '02:00'],
      ['w9', '05:00'],
    ]);
    expect(whole?.links.map(({ windowId, queues }) => [windowId, queues])).toEqual([
      ['w1', ['a', 'b']],
      ['w2', ['a']],
    ]);
    expect([whole?.madeAt, whole?.issued.at]).toEqual([at('00:30'), at('00:30')]);
    expect(dayPlan([first])).toEqual(first);
    expect(dayPlan([])).toBeNull();
  });
});
