import { OrganisationDoc, type EventData, type EventType } from '@cockpit/contracts';

/** An event as a source sends it; `source` is the key's name, beside which its identity is (ceSource, id). */
export interface StoryEvent {
  source: string;
  id: string;
  type: EventType;
  time: number;
  data: Record<string, string | number | boolean | string[] | undefined>;
}

export const DAYS = ['2026-03-03', '2026-03-04', '2026-03-05'] as const;
const [D1, D2, D3] = DAYS;
const MIN = 60_000;
/** Hours of the zones' clocks from UTC in March; written out so that nothing is shared with the product. */
export const OFFSET: Readonly<Record<string, number>> = { 'Asia/Shanghai': 8, 'Asia/Tokyo': 9 };
export const HALLS = [
  { code: 'H1', zone: 'Asia/Shanghai' },
  { code: 'H2', zone: 'Asia/Tokyo' },
] as const;
type Hall = (typeof HALLS)[number];
const at = (hall: Hall, day: string, minute: number): number =>
  Date.parse(`${day}T00:00:00Z`) - (OFFSET[hall.zone] ?? 0) * 60 * MIN + Math.round(minute * MIN);

/** `late`: what holds from the third day on. */
export function organisation(late: boolean): OrganisationDoc {
  const hall = ({ code, zone }: Hall) => ({
    code,
    name: code,
    tier: 'hall',
    parent: 'D',
    timeZone: zone,
    clock: 'feed',
    primarySource: 'feed',
    waitTargetMin: 15,
    hours: [{ days: [1, 2, 3, 4, 5], from: '08:30', to: '17:30' }],
    queues: [
      { code: 'household', name: '户政', branch: 'household', ...(late ? { waitTargetMin: 20 } : {}) },
      { code: 'traffic', name: '交管', branch: 'traffic', ...(code === 'H1' ? { waitTargetMin: 7 } : {}) },
    ],
    windows: [
      { id: 'w1', number: '1', queues: ['household'] },
      { id: 'w2', number: '2', queues: ['traffic'] },
      { id: 'w3', number: '3', kind: late ? 'specialised' : 'comprehensive', queues: ['household', 'traffic'] },
    ],
    bookingSlots: [
      {
        code: 'S',
        queues: ['household', 'traffic'],
        days: [1, 2, 3, 4, 5],
        from: '09:00',
        to: '11:00',
        slotMin: 30,
        capacity: 2,
      },
    ],
    terminals: [
      { id: 'k1', name: 'k1' },
      { id: 'k2', name: 'k2' },
    ],
  });
  const officers = HALLS.flatMap(({ code }) =>
    [
      {
        id: `${code}-o1`,
        skills: [
          { branch: 'household', from: '2020-01-01' },
          { branch: 'traffic', from: D2 },
        ],
      },
      { id: `${code}-o2`, skills: [{ branch: 'traffic', from: '2020-01-01' }] },
      {
        id: `${code}-o3`,
        skills: [
          { branch: 'household', from: '2020-01-01', to: D2 },
          { branch: 'traffic', from: '2020-01-01' },
        ],
      },
    ].map((officer) => ({ ...officer, name: officer.id, hall: code })),
  );
  return OrganisationDoc.parse({
    format: 'organisation/1',
    bureau: { code: 'bureau', name: '局' },
    branches: ['household', 'traffic'].map((code) => ({ code, name: code })),
    categories: ['household', 'traffic'].map((code) => ({ code: `c-${code}`, name: code, branch: code })),
    items: [
      {
        code: 'id-card',
        name: 'id',
        branch: 'household',
        category: 'c-household',
        mode: 'promised',
        limitUnit: 'calendar-days',
        statutory: 10,
        promised: 1,
        stages: [{ code: 'review', allowedDays: 1 }, { code: 'decide' }],
      },
      {
        code: 'licence',
        name: 'licence',
        branch: 'traffic',
        category: 'c-traffic',
        mode: 'promised',
        statutory: 20,
        promised: 2,
        ...(late ? {} : { waitTargetMin: 4 }),
      },
      { code: 'visa', name: 'visa', branch: 'household', category: 'c-household' },
    ],
    halls: [
      { code: 'D', name: '服务部', tier: 'department', hours: [], queues: [], windows: [] },
      ...HALLS.map(hall),
      { ...hall(HALLS[0]), code: 'T1', name: 'T1', twinOf: 'H1', bookingSlots: undefined, terminals: [] },
    ],
    officers,
    rosters: HALLS.map(({ code }) => ({
      hall: code,
      officer: `${code}-o3`,
      window: 'w3',
      validFrom: '2020-01-01',
      from: '08:00',
      to: '20:00',
    })),
  });
}

/** Numbers that look random and are the same every time. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** A nasty few days of two halls: every way a ticket, window, booking, terminal, consultation or matter can go. */
export function story(): StoryEvent[] {
  const events: StoryEvent[] = [];
  let serial = 0;
  const tell = <T extends EventType>(type: T, time: number, data: EventData[T], source = 'feed'): StoryEvent => {
    const event = {
      source,
      id: `e${String(++serial)}`,
      type,
      time: Math.round(time),
      data: data as StoryEvent['data'],
    };
    events.push(event);
    return event;
  };
  HALLS.forEach((hall, h) =>
    DAYS.forEach((day, d) => {
      const roll = dice(1000 * h + d + 7);
      const end = h === 0 && day === D3 ? 800 : 1130;
      windows(hall, day, tell);
      tickets(hall, day, end, roll, tell);
      chain(hall, day, end, tell);
      desks(hall, day, roll, tell);
    }),
  );
  HALLS.forEach((hall, h) => {
    matters(hall, dice(77 + h), tell);
  });
  for (const event of events.filter(({ type }, i) => type === 'hall.ticket.called' && i % 23 === 5))
    tell('hall.notice.voided', event.time + MIN, { ofId: event.id, ofSource: '/story' });
  for (const event of events.filter(({ type }, i) => type === 'hall.ticket.rated' && i % 5 === 2))
    tell('hall.notice.corrected', event.time + MIN, { ofId: event.id, ofSource: '/story' });
  // the last word of each hall: until here its clock runs
  HALLS.forEach((hall, h) =>
    tell('hall.terminal.heartbeat', at(hall, D3, h === 0 ? 801 : 1140), { hallId: hall.code, terminalId: 'k1' }),
  );
  return events.filter(
    ({ time, data }) => time <= at(HALLS[data['hallId'] === 'H2' ? 1 : 0], D3, data['hallId'] === 'H2' ? 1140 : 801),
  );
}

type Tell = <T extends EventType>(type: T, time: number, data: EventData[T], source?: string) => StoryEvent;

function windows(hall: Hall, day: string, tell: Tell): void {
  const of = (windowId: string) => ({ hallId: hall.code, windowId });
  tell('hall.window.opened', at(hall, day, 508.1), { ...of('w1'), officerId: `${hall.code}-o1` });
  tell('hall.window.opened', at(hall, day, 512.2), { ...of('w2'), officerId: `${hall.code}-o2` });
  tell('hall.window.opened', at(hall, day, 540.3), of('w3'));
  tell('hall.window.opened', at(hall, day, 541.3), of('w3'));
  tell('hall.window.paused', at(hall, day, 700.11), { ...of('w2'), reason: 'lunch' });
  tell('hall.window.resumed', at(hall, day, 733.12), of('w2'));
  tell('hall.window.fault', at(hall, day, 760.13), { ...of('w3'), device: 'printer', code: 'E1' });
  tell('hall.window.restored', at(hall, day, 777.14), of('w3'));
  tell('hall.window.closed', at(hall, day, 1055.15), of('w1'));
}

const ENDS = [
  'done',
  'done',
  'done',
  'two-branches',
  'no-show',
  'recalled',
  'cancelled',
  'guided-mobile',
  'guided-self-service',
  'transfer',
  'transfer-waiting',
  'waiting',
  'uncalled',
  'gone-after-call',
  'refused',
] as const;

function tickets(hall: Hall, day: string, end: number, roll: () => number, tell: Tell): void {
  for (let i = 0; i < 60; i++) {
    const id = { hallId: hall.code, ticketId: `${day}-${String(i)}` };
    const issued = 500 + i * 9 + roll() * 8;
    const wait = roll() < 0.15 ? 60 + roll() * 140 : roll() * 24;
    const kind = ENDS[Math.floor(roll() * ENDS.length)] ?? 'done';
    const queue = roll() < 0.6 ? 'household' : 'traffic';
    const windowId = roll() < 0.4 ? 'w3' : queue === 'household' ? 'w1' : 'w2';
    const officerId = windowId === 'w3' ? undefined : `${hall.code}-${windowId === 'w1' ? 'o1' : 'o2'}`;
    const place = { ...id, windowId, ...(officerId === undefined ? {} : { officerId }) };
    const t = (minute: number): number => at(hall, day, minute) + i * 7 + 1;
    const called = issued + wait;
    if (issued > end) continue;
    if (i % 19 !== 4) {
      tell('hall.ticket.issued', t(issued), {
        ...id,
        number: `A${String(i)}`,
        queue,
        channel: i % 6 === 0 ? 'booking' : 'walk-in',
        ...(i % 3 === 0 ? {} : { item: queue === 'household' ? 'id-card' : 'licence' }),
        ...(i % 6 === 0 ? { bookingId: `b-${day}-${String(i)}` } : {}),
        ...(i % 4 === 0 ? { visitorRef: `person-${String(i % 16)}` } : {}),
      });
    }
    if (kind === 'waiting' || called > end) continue;
    if (kind === 'cancelled' || kind === 'guided-mobile' || kind === 'guided-self-service') {
      tell('hall.ticket.cancelled', t(called), { ...id, reason: kind });
      continue;
    }
    if (kind !== 'uncalled') tell('hall.ticket.called', t(called), place);
    if (kind === 'no-show' || kind === 'recalled')
      tell('hall.ticket.no-show', t(called + 2), { ...id, ...(i % 2 ? { windowId } : {}) });
    if (kind === 'no-show') continue;
    if (kind === 'recalled') tell('hall.ticket.recalled', t(called + 12), place);
    if (kind === 'gone-after-call') {
      tell('hall.ticket.cancelled', t(called + 1), { ...id, reason: 'left' });
      continue;
    }
    const started = called + (kind === 'recalled' ? 13 : 1) + roll();
    tell('hall.ticket.started', t(started), { ...place, ...(i % 3 === 0 ? { items: ['visa'] } : {}) });
    const done = started + 2 + roll() * 12;
    if (kind.startsWith('transfer')) {
      tell('hall.ticket.transferred', t(done), { ...id, toQueue: queue === 'household' ? 'traffic' : 'household' });
      if (kind === 'transfer-waiting') continue;
      const other = { ...id, windowId: 'w2', officerId: `${hall.code}-o2` };
      tell('hall.ticket.called', t(done + 6), other);
      tell('hall.ticket.started', t(done + 7), other);
      tell('hall.ticket.finished', t(done + 11), { ...other, result: 'done', items: ['licence'] });
    } else
      tell('hall.ticket.finished', t(done), {
        ...place,
        result: kind === 'refused' ? 'refused' : 'done',
        ...(kind === 'two-branches' ? { items: ['id-card', 'licence'] } : {}),
      });
    if (i % 4 === 1) tell('hall.ticket.rated', t(done + 20), { ...id, stars: 1 + Math.floor(roll() * 5) });
    if (i % 20 === 1) tell('hall.ticket.rated', t(done + 25), { ...id, stars: 5 });
  }
}

/** One after the other at a window, each called in the instant in which the one before is finished; names go down as time goes on. */
function chain(hall: Hall, day: string, end: number, tell: Tell): void {
  for (let i = 0; i < 8; i++) {
    const [called, done] = [610 + i * 11, 610 + (i + 1) * 11];
    if (done > end) return;
    const id = { hallId: hall.code, ticketId: `chain-${day}-${String(9 - i)}` };
    const place = { ...id, windowId: 'w2', officerId: `${hall.code}-o2` };
    tell('hall.ticket.issued', at(hall, day, 600 + i) + 3, {
      ...id,
      number: `C${String(i)}`,
      queue: 'traffic',
      channel: 'walk-in',
      item: 'licence',
    });
    tell('hall.ticket.called', at(hall, day, called), place);
    tell('hall.ticket.started', at(hall, day, called + 1) + 5, place);
    tell('hall.ticket.finished', at(hall, day, done), { ...place, result: 'done' });
  }
}

/** Bookings, terminals, points and consultations. */
function desks(hall: Hall, day: string, roll: () => number, tell: Tell): void {
  for (let i = 0; i < 24; i += 3) {
    const booking = { hallId: hall.code, bookingId: `b-${day}-${String(i)}`, queue: i % 2 ? 'traffic' : 'household' };
    const slot = 540 + (i % 4) * 30;
    const iso = (minute: number): string => new Date(at(hall, day, minute)).toISOString();
    const created = at(hall, day, slot) - (1 + roll() * 5) * 1_440 * MIN;
    tell('hall.booking.created', created, { ...booking, slotStart: iso(slot), slotEnd: iso(slot + 30) });
    if (i % 9 === 3)
      tell('hall.booking.cancelled', created + 60 * MIN, { hallId: hall.code, bookingId: booking.bookingId });
  }
  tell('hall.booking.created', at(hall, day, 100), {
    hallId: hall.code,
    bookingId: `night-${day}`,
    queue: 'household',
    slotStart: new Date(at(hall, day, 1300)).toISOString(),
    slotEnd: new Date(at(hall, day, 1330)).toISOString(),
  });
  for (const [k, terminalId] of ['k1', 'k2'].entries()) {
    const of = { hallId: hall.code, terminalId };
    for (let minute = 510 + k; minute < 1050; minute += k === 0 ? 10 : 25) {
      tell('hall.terminal.heartbeat', at(hall, day, minute), of);
      if (roll() < 0.4)
        tell('hall.terminal.used', at(hall, day, minute + 3), {
          ...of,
          item: roll() < 0.5 ? 'id-card' : 'licence',
          seconds: 60 + Math.floor(roll() * 200),
          outcome: roll() < 0.8 ? 'done' : 'abandoned',
        });
    }
    tell('hall.terminal.fault', at(hall, day, 601 + k), of);
    tell('hall.terminal.restored', at(hall, day, 644 + k), of);
  }
  for (const [p, channel] of ['online', 'window'].entries()) {
    tell('hall.point.counted', at(hall, day, 1000), {
      hallId: hall.code,
      pointId: 'p1',
      item: 'id-card',
      channel,
      from: new Date(at(hall, day, 480)).toISOString(),
      to: new Date(at(hall, day, 960)).toISOString(),
      count: 10 + p * 7,
    });
  }
  for (let i = 0; i < 12; i++) {
    const asked = at(hall, day, 520 + i * 20);
    const of = {
      consultId: `q-${hall.code}-${day}-${String(i)}`,
      channel: i % 2 ? 'phone' : 'web',
      ...(i % 4 === 3 ? {} : { hallId: hall.code }),
    };
    tell('hall.consult.asked', asked, { ...of, tier: 'ai' });
    if (i % 5 === 0) tell('hall.consult.abandoned', asked + 2 * MIN, { ...of, tier: 'ai' });
    else if (i % 3 === 0) {
      tell('hall.consult.escalated', asked + 3 * MIN, { ...of, tier: 'ai' });
      tell('hall.consult.answered', asked + (9 + i) * MIN, { ...of, tier: 'center' });
    } else if (i % 7 !== 1) tell('hall.consult.answered', asked + (1 + i) * MIN, { ...of, tier: 'ai' });
  }
}

function matters(hall: Hall, roll: () => number, tell: Tell): void {
  for (let i = 0; i < 40; i++) {
    const caseId = `c-${hall.code}-${String(i)}`;
    const of = { caseId, hallId: hall.code };
    const day = DAYS[i % 3] ?? D1;
    const accepted = at(hall, day, 515 + i * 6);
    const kind = i % 8 === 5 ? 'order' : i % 11 === 7 ? 'bad-rating' : 'case';
    tell('hall.case.accepted', accepted, {
      ...of,
      kind,
      channel: (['window', 'online', 'mobile', 'self-service'] as const)[i % 4] ?? 'window',
      unit: i % 2 ? 'unit-a' : 'unit-b',
      ...(kind === 'case' ? { item: (['id-card', 'licence', 'visa'] as const)[i % 3] ?? 'visa' } : {}),
      ...(kind === 'order' ? { dueAt: new Date(accepted + (5 + i) * 60 * MIN).toISOString() } : {}),
      ...(i % 7 === 2 ? { acceptingHallId: hall.code === 'H1' ? 'H2' : 'H1' } : {}),
      ...(i % 9 === 4 ? { packageId: 'newborn' } : {}),
      ...(i % 3 === 0 ? { applicantRef: `person-${String(i % 12)}` } : {}),
    });
    if (i % 2) tell('hall.case.assigned', accepted + 9 * MIN, { ...of, unit: 'unit-a', officerId: `${hall.code}-o1` });
    if (i % 5 === 1) tell('hall.case.stage-entered', accepted + 11 * MIN, { ...of, stage: 'review' });
    if (i % 6 === 2) tell('hall.case.paused', accepted + 20 * MIN, { ...of, reason: 'supplement' });
    if (i % 12 === 2) tell('hall.case.resumed', accepted + 200 * MIN, of);
    if (i % 10 === 4) tell('hall.case.extended', accepted + 30 * MIN, { ...of, days: 1, approvedBy: 'head' });
    if (roll() < 0.55 && i % 6 !== 2)
      tell('hall.case.closed', accepted + (60 + roll() * 1800) * MIN, { ...of, result: 'done' });
    if (i % 13 === 6) tell('hall.case.reopened', accepted + 1900 * MIN, of);
    if (i % 10 === 9)
      tell('hall.ticket.rated', accepted + 400 * MIN, { hallId: hall.code, caseId, stars: 2 + (i % 4) });
  }
}
