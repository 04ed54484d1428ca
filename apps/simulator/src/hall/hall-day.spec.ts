import { EVENT_DATA, type HallEvent } from '@cockpit/contracts';
import { NO_NOTICES, STANDARD, fillSlots, has, NO_QUEUES, only } from '@cockpit/domain';
import { hallConfigOf, offeredSlots } from '@cockpit/organisation';
import fc from 'fast-check';
import { hallPlan, SIMULATED } from '../halls';
import { demonstrationNetwork } from '../network';
import { bookingEvents } from './bookings';
import { HallDay, WAKE_MIN, type Order } from './hall-day';
import { scenarioOf } from './scenario';

const network = demonstrationNetwork({ asOf: '2026-11-16' });
const DATE = '2026-11-16';
const LATEST = 900;

function plan(code: string, date = DATE) {
  const hall = SIMULATED.find((one) => one.code === code);
  const found = hall && hallPlan(network, hall, date);
  if (!found) throw new Error(`${code} is closed on ${date}`);
  return found;
}
const whole = (code: string, date = DATE): HallEvent[] => new HallDay(plan(code, date)).advanceTo(LATEST);
const ofType = <T extends HallEvent['type']>(events: readonly HallEvent[], type: T) =>
  events.filter((event): event is Extract<HallEvent, { type: T }> => event.type === type);
/** Whom somebody led elsewhere: not those who left of their own accord. */
const ledAway = (events: readonly HallEvent[]) =>
  ofType(events, 'hall.ticket.cancelled').filter(({ data }) => data.reason !== 'left');
/** uses by people who were led there: those who go of their own accord are another matter */
const ledUses = (events: readonly HallEvent[]) =>
  ofType(events, 'hall.terminal.used').filter(({ id }) => !id.includes('/tu/'));

describe('a simulated hall day', () => {
  it('gives the standard hall the standard scenario', () => {
    const config = hallConfigOf(network, 'H32', DATE, NO_NOTICES);
    if (!config) throw new Error('no H32');
    expect(scenarioOf(config)).toEqual({ ...STANDARD, name: 'H32' });
  });

  it.each(['H08', 'H32', 'H32-T', 'H42'])(
    '%s says only what the contract knows, in order, under ids of its own',
    (code) => {
      const events = whole(code);
      const faults = events.flatMap((event) => {
        const read = EVENT_DATA[event.type].safeParse(event.data);
        if (!read.success) return [`${event.type}: ${read.error.message}`];
        // what the contract does not know it drops: nothing may be lost that way
        return Object.keys(read.data).length === Object.keys(event.data).length
          ? []
          : [`${event.type}: ${JSON.stringify(event.data)}`];
      });
      expect(faults).toEqual([]);
      expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
      expect(events.every((event, i) => i === 0 || event.time >= (events[i - 1]?.time ?? 0))).toBe(true);
    },
  );

  it('opens every rostered window, brings everybody to an end and closes', () => {
    const events = whole('H32');
    const issued = ofType(events, 'hall.ticket.issued');
    expect(ofType(events, 'hall.window.opened')).toHaveLength(32);
    expect(ofType(events, 'hall.window.closed')).toHaveLength(32);
    expect(issued.length).toBeGreaterThan(1000);
    const ended = new Set(
      [
        ...ofType(events, 'hall.ticket.finished'),
        ...ofType(events, 'hall.ticket.no-show'),
        ...ofType(events, 'hall.ticket.cancelled'),
      ].map(({ data }) => data.ticketId),
    );
    expect(ended.size).toBe(issued.length);
    expect(issued[0]?.data.number).toMatch(/^[A-D]001$/);
  });

  it('has some of those who were served say at the window that they were content, and nobody else', () => {
    const events = whole('H32');
    const served = new Set(ofType(events, 'hall.ticket.finished').map(({ data }) => data.ticketId));
    const ratings = ofType(events, 'hall.ticket.rated').map(({ data }) => data);
    expect(ratings.filter(({ ticketId }) => ticketId === undefined || !served.has(ticketId))).toEqual([]);
    expect(new Set(ratings.map(({ ticketId }) => ticketId)).size).toBe(ratings.length);
    expect(new Set(ratings.map(({ stars }) => stars))).toEqual(new Set([5, 4, 3]));
    expect(ratings.length / served.size).toBeGreaterThan(0.1);
    expect(ratings.length / served.size).toBeLessThan(0.2);
  });

  it('is the same however it is cut into pieces', () => {
    const together = JSON.stringify(whole('H08'));
    fc.assert(
      fc.property(fc.array(fc.double({ min: WAKE_MIN, max: 600, noNaN: true }), { maxLength: 30 }), (cuts) => {
        const day = new HallDay(plan('H08'));
        const pieces = [...cuts.sort((a, b) => a - b), LATEST].flatMap((cut) => day.advanceTo(cut));
        expect(JSON.stringify(pieces) === together).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('brings the twin the same visitors, and the same day while nobody obeys a prompt', () => {
    const strip = (events: HallEvent[]): string => JSON.stringify(events).replace(/H32-T(?=[-"])/g, 'H32');
    expect(strip(whole('H32-T')) === strip(whole('H32'))).toBe(true);
    expect(strip(whole('H32-T', '2026-11-17')) === strip(whole('H32'))).toBe(false);
  });

  it('lets visitors come with bookings made days before, each slot within its places', () => {
    const { bookings = [] } = plan('H32');
    const issued = ofType(whole('H32'), 'hall.ticket.issued').filter(({ data }) => data.channel === 'booking');
    const coming = bookings.filter(({ ticket }) => ticket !== null);
    expect(issued.map(({ data }) => data.bookingId).sort()).toEqual(coming.map(({ bookingId }) => bookingId).sort());
    expect([
      coming.length > 100,
      bookings.some(({ ticket, cancelledAt }) => ticket === null && cancelledAt === null),
      bookings.some(({ cancelledAt }) => cancelledAt !== null),
    ]).toEqual([true, true, true]);
    expect(
      bookings.every(
        ({ createdAt, slotStart, cancelledAt }) => createdAt < slotStart && (cancelledAt ?? slotStart) <= slotStart,
      ),
    ).toBe(true);
    const rows = bookings.map((booking) => ({
      ...booking,
      hall: 'H32',
      item: null,
      leadDays: null,
      dayAt: booking.slotStart,
    }));
    const doc = network.halls.find(({ code }) => code === 'H32');
    if (!doc) throw new Error('no H32');
    const { slots, problems } = fillSlots(offeredSlots(doc, DATE, NO_NOTICES), rows, null);
    expect([...problems]).toEqual([]);
    const fill =
      slots.reduce((sum, { booked }) => sum + booked, 0) / slots.reduce((sum, { capacity }) => sum + capacity, 0);
    expect(fill).toBeGreaterThan(0.4);
    expect(fill).toBeLessThan(0.95);
    expect(bookingEvents(plan('H32')).filter(({ type }) => type === 'hall.booking.created')).toHaveLength(
      bookings.length,
    );
  });

  it('lets terminals break, be mended, fall silent and be used', () => {
    const days = ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19'].map((date) => whole('H32', date));
    for (const events of days) {
      expect(ofType(events, 'hall.terminal.used').length).toBeGreaterThan(50);
      expect(ofType(events, 'hall.terminal.restored').length).toBeLessThanOrEqual(
        ofType(events, 'hall.terminal.fault').length,
      );
    }
    expect(days.flatMap((events) => ofType(events, 'hall.terminal.fault')).length).toBeGreaterThan(0);
  });

  it('plays a Saturday morning with those who are on duty', () => {
    const events = whole('H08', '2026-11-14');
    expect(ofType(events, 'hall.window.opened').length).toBeLessThan(8);
    const last = ofType(events, 'hall.ticket.issued').at(-1)?.time ?? 0;
    expect(new Date(last).toISOString() < '2026-11-14T04:00').toBe(true);
    expect(hallPlan(network, { code: 'H32', source: 's', offset: 0, load: 1 }, '2026-11-14')).toBeNull();
  });
});

describe('an accepted prompt', () => {
  const AT = 120;
  const base = plan('H32');
  const two = base.day.officers.find(({ skills, home }) => skills !== only(home) && base.queues[home] === 'household');
  const windowId = base.windows[two?.window ?? -1]?.id ?? '';
  const linked = base.queues.filter((_, b) => has(two?.skills ?? NO_QUEUES, b));

  function obey(order: Omit<Order, 'id'>, at = AT): { before: HallEvent[]; after: HallEvent[] } {
    const day = new HallDay(base);
    const before = day.advanceTo(at);
    day.obey({ id: 'p-1', ...order });
    return { before, after: day.advanceTo(LATEST) };
  }

  it('to link a window is carried out when the window is next free, and said with its id', () => {
    const { before, after } = obey({ kind: 'link', windowId, queues: linked });
    const assigned = ofType(after, 'hall.window.assigned');
    expect(assigned.map(({ data }) => data)).toEqual([
      expect.objectContaining({
        windowId,
        queues: [linked.find((q) => q === 'household'), ...linked.filter((q) => q !== 'household')],
        promptId: 'p-1',
      }),
    ]);
    const queueOf = new Map(
      ofType([...before, ...after], 'hall.ticket.issued').map(({ data }) => [data.ticketId, data.queue]),
    );
    const called = ofType(after, 'hall.ticket.called')
      .filter(({ data }) => data.windowId === windowId)
      .map(({ data }) => queueOf.get(data.ticketId));
    expect(new Set(called).size).toBeGreaterThan(1);
    const freeAt = ofType([...before, ...after], 'hall.ticket.finished').find(
      ({ data, time }) => data.windowId === windowId && time >= base.names.opening + AT * 60_000,
    )?.time;
    expect(assigned[0]?.time).toBeLessThanOrEqual(freeAt ?? 0);
  });

  it('to reassign it makes it serve the other queue alone, until that is undone', () => {
    const other = linked.find((queue) => queue !== 'household') ?? '';
    const day = new HallDay(base);
    day.advanceTo(AT);
    day.obey({ id: 'p-1', kind: 'reassign', windowId, queues: [other] });
    const moved = day.advanceTo(AT + 60);
    day.obey({ id: 'p-1', kind: 'reassign', windowId, queues: [other], undone: true });
    const back = day.advanceTo(LATEST);
    expect(ofType(moved, 'hall.window.assigned')[0]?.data.queues).toEqual([other]);
    expect(ofType(back, 'hall.window.assigned')[0]?.data.queues).toEqual(['household']);
  });

  it('to guide sends newcomers of the item to a terminal, none of the others', () => {
    const item = base.items[0]?.[0] ?? '';
    const { before, after } = obey({ kind: 'guide', queues: ['household'], item });
    const itemOf = new Map(
      ofType([...before, ...after], 'hall.ticket.issued').map(({ data }) => [data.ticketId, data.item]),
    );
    const guided = ledAway(after);
    expect(guided.length).toBeGreaterThan(0);
    expect(new Set(guided.map(({ data }) => itemOf.get(data.ticketId)))).toEqual(new Set([item]));
    expect(new Set(guided.map(({ data }) => data.reason))).toEqual(new Set(['guided-self-service']));
    expect(ledUses(after)).toHaveLength(guided.length);
  });

  it('to guide to the phone leaves no trace at the terminals', () => {
    const { after } = obey({ kind: 'guide', queues: ['household'], item: base.items[0]?.[0] ?? '', channel: 'mobile' });
    expect(new Set(ledAway(after).map(({ data }) => data.reason))).toEqual(new Set(['guided-mobile']));
    expect(ledUses(after)).toEqual([]);
  });

  describe('or a guide who leads somebody away', () => {
    /** who stands last in the longest line at this minute */
    function stranded(): string {
      const events = new HallDay(base).advanceTo(AT);
      const called = new Set(ofType(events, 'hall.ticket.called').map(({ data }) => data.ticketId));
      const last = ofType(events, 'hall.ticket.issued')
        .filter(({ data }) => !called.has(data.ticketId))
        .at(-1);
      if (last === undefined) throw new Error('nobody waits');
      return last.data.ticketId;
    }
    const ticketId = stranded();
    const story = (events: readonly HallEvent[]) =>
      events
        .filter(({ data }) => 'ticketId' in data && data.ticketId === ticketId)
        .map(({ type }) => type.slice('hall.ticket.'.length));

    it('takes them out of the line for good, and says where to', () => {
      const { after } = obey({ kind: 'lead', queues: [], ticketId, channel: 'mobile' });
      expect(story(after)).toEqual(['cancelled']);
      expect(ledAway(after).map(({ data }) => data.reason)).toEqual(['guided-mobile']);
      expect(ofType(after, 'hall.ticket.called').length).toBe(
        ofType(whole('H32'), 'hall.ticket.called').length -
          ofType(new HallDay(base).advanceTo(AT), 'hall.ticket.called').length -
          1,
      );
    });

    it('to a terminal has them use one', () => {
      const { after } = obey({ kind: 'lead', queues: [], ticketId, channel: 'self-service' });
      expect(ledAway(after).map(({ data }) => [data.ticketId, data.reason])).toEqual([
        [ticketId, 'guided-self-service'],
      ]);
      expect(ledUses(after)).toHaveLength(1);
    });

    it.each(['self-service', 'mobile'] as const)(
      'and takes it back (%s): the departure is withdrawn, and the number called as if nothing had been',
      (channel) => {
        const day = new HallDay(base);
        day.advanceTo(AT);
        expect(day.obey({ id: 'g', kind: 'lead', queues: [], ticketId, channel })).toBe(true);
        const gone = day.advanceTo(AT + 0.5);
        expect(day.obey({ id: 'g', kind: 'lead', queues: [], ticketId, channel, undone: true })).toBe(true);
        const after = day.advanceTo(LATEST);
        expect(ofType(after, 'hall.notice.voided').map(({ data }) => data)).toEqual([
          { hallId: 'H32', ofId: ledAway(gone)[0]?.id, ofSource: 'urn:ticketing:H32' },
        ]);
        expect(story(after)[0]).toBe('called');
      },
    );

    it('whom nobody can lead away any more is let be', () => {
      const day = new HallDay(base);
      const called = ofType(day.advanceTo(AT), 'hall.ticket.called')[0];
      for (const one of [called?.data.ticketId, 'nobody'])
        expect(day.obey({ id: 'g', kind: 'lead', queues: [], ticketId: one })).toBe(false);
      expect(ledAway(day.advanceTo(LATEST))).toEqual([]);
    });
  });

  it('to come back from a break ends the break and says on whose word', () => {
    const paused = ofType(whole('H32'), 'hall.window.paused').find(({ data }) => data.reason === 'lunch');
    if (!paused) throw new Error('nobody has lunch');
    const at = (paused.time - base.names.opening) / 60_000 + 5;
    const { after } = obey({ kind: 'recall', windowId: paused.data.windowId, queues: [] }, at);
    const resumed = ofType(after, 'hall.window.resumed').find(({ data }) => data.windowId === paused.data.windowId);
    expect(resumed?.data.promptId).toBe('p-1');
    expect(resumed?.time).toBeLessThan(paused.time + 6 * 60_000);
  });

  it('about a window the hall does not have is let be', () => {
    const day = new HallDay(base);
    expect(day.obey({ id: 'p', kind: 'link', windowId: 'nowhere', queues: ['household'] })).toBe(false);
    expect(day.obey({ id: 'p', kind: 'other-hall', queues: ['household'] })).toBe(false);
  });
});
