import type { EventData } from '@cockpit/contracts';

/** An event as a source of the bench posts it. */
export interface SentEvent {
  specversion: '1.0';
  source: string;
  id: string;
  type: keyof EventData;
  time: string;
  data: Record<string, unknown>;
}

export const CRASH_HALLS = ['C01', 'C02', 'C03', 'C04', 'C05', 'C06'] as const;
const TICKETS = 10;
const STEPS = 4;
const MIN = 60_000;

/**
 * What one source tells: visits, windows, cases, bookings, terminals, counts, consultations, ratings and withdrawals, each thing's
 * events spread over four batches. Deterministic in (source, batch).
 */
export function batchOf(source: string, hallId: string, batch: number, start: number): SentEvent[] {
  const group = Math.floor(batch / STEPS);
  const step = batch % STEPS;
  const base = start + group * 20_000 + step * 5 * MIN;
  const events: SentEvent[] = [];
  const say = (name: string, type: keyof EventData, data: Record<string, unknown>, shift = 0): void => {
    events.push({
      specversion: '1.0',
      source: `/crash/${source}`,
      id: `${String(batch)}-${name}`,
      type,
      time: new Date(base + shift).toISOString(),
      data,
    });
  };
  const windowId = `w${String(group % 5)}`;
  for (let i = 0; i < TICKETS; i++) {
    const ticket = { hallId, ticketId: `${source}-${String(group)}-${String(i)}` };
    const at = { ...ticket, windowId };
    const [type, data] = (
      [
        ['hall.ticket.issued', { ...ticket, number: `A${String(i)}`, queue: 'household', channel: 'walk-in' }],
        ['hall.ticket.called', at],
        ['hall.ticket.started', at],
        ['hall.ticket.finished', { ...at, result: 'done' }],
      ] as const
    )[step] ?? ['hall.ticket.called', at];
    say(`t${String(i)}`, type, data, i * 1000);
  }
  for (const [name, type, data] of besides(source, hallId, group, step, base)) say(name, type, data);
  return events;
}

type Said = [name: string, type: keyof EventData, data: Record<string, unknown>];

function besides(source: string, hallId: string, group: number, step: number, base: number): Said[] {
  const name = `${source}-${String(group)}`;
  const windowId = `w${String(group % 5)}`;
  const terminalId = `m${String(group % 3)}`;
  const matter = { hallId, caseId: name };
  const slot = { slotStart: new Date(base + 30 * MIN).toISOString(), slotEnd: new Date(base + 60 * MIN).toISOString() };
  const odd = group % 2 === 1;
  switch (step) {
    case 0:
      return [
        ['w', 'hall.window.opened', { hallId, windowId, queues: ['household'] }],
        ['b', 'hall.booking.created', { hallId, bookingId: name, queue: 'household', ...slot }],
        [
          'c',
          'hall.case.accepted',
          {
            ...matter,
            kind: 'case',
            channel: 'window',
            unit: 'approval',
            // by the hall's clock: what stays open is overdue as soon as its visits are told, what is closed was in time
            dueAt: new Date(base + (odd ? 60 : 2) * MIN).toISOString(),
          },
        ],
        ['m', 'hall.terminal.heartbeat', { hallId, terminalId }],
        ['q', 'hall.consult.asked', { hallId, consultId: name, tier: 'ai', channel: 'phone' }],
      ];
    case 1:
      return [
        ['w', 'hall.window.paused', { hallId, windowId, reason: 'break' }],
        ['c', 'hall.case.assigned', { ...matter, unit: 'approval', officerId: 'o1' }],
        ['m', 'hall.terminal.used', { hallId, terminalId, item: 'print', seconds: 60, outcome: 'done' }],
        [
          'p',
          'hall.point.counted',
          {
            hallId,
            pointId: 'p1',
            item: 'print',
            channel: 'self-service',
            from: new Date(base).toISOString(),
            to: new Date(base + 5_000).toISOString(),
            count: group % 7,
          },
        ],
      ];
    case 2:
      return [
        ['w', 'hall.window.resumed', { hallId, windowId }],
        [
          'q',
          odd ? 'hall.consult.answered' : 'hall.consult.escalated',
          { hallId, consultId: name, tier: 'ai', channel: 'phone' },
        ],
        ...(odd ? [['b', 'hall.booking.cancelled', { hallId, bookingId: name }] satisfies Said] : []),
        ['m', 'hall.terminal.fault', { hallId, terminalId }],
      ];
    default:
      return [
        ['w', 'hall.window.closed', { hallId, windowId }],
        ['m', 'hall.terminal.restored', { hallId, terminalId }],
        ...(odd ? [['c', 'hall.case.closed', { ...matter, result: 'granted' }] satisfies Said] : []),
        ...(group % 5 === 0
          ? [['r', 'hall.ticket.rated', { hallId, ticketId: `${name}-0`, stars: 1 }] satisfies Said]
          : []),
        // withdraws the call of one ticket, which may land before or after the call itself
        ...(group % 3 === 0
          ? [
              [
                'v',
                'hall.notice.voided',
                { hallId, ofId: `${String(group * STEPS + 1)}-t9`, ofSource: `/crash/${source}` },
              ] satisfies Said,
            ]
          : []),
      ];
  }
}
