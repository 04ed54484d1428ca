import { EVENT_DATA, isEventType, type IngestAnswer } from '@cockpit/contracts';
import { foldMatter, type MatterEvent } from '@cockpit/domain';
import type { OutgoingEvent } from '@cockpit/sources';
import { demonstrationNetwork } from '../network';
import { SideSystem } from './side-system';
import { planCases } from './plan-cases';

const network = demonstrationNetwork({ asOf: '2026-10-18' });
const plan = (from: string, to: string) => planCases({ network, from, to, isHoliday: (date) => date === '2026-10-21' });

describe('the cases of the demonstration', () => {
  it('are lives the product can follow without a fault', () => {
    const byCase = new Map<string, MatterEvent[]>();
    const stars: number[] = [];
    for (const { id, type, time, data } of plan('2026-09-21', '2026-10-19')) {
      if (!isEventType(type)) throw new Error(type);
      const parsed = EVENT_DATA[type].parse(data);
      if (type === 'hall.ticket.rated') stars.push(EVENT_DATA['hall.ticket.rated'].parse(data).stars);
      const event = { id, identity: id, type, time: Date.parse(time), data: parsed } as MatterEvent;
      if (type.startsWith('hall.case.'))
        byCase.set(event.data.caseId, [...(byCase.get(event.data.caseId) ?? []), event]);
    }
    const names = [...byCase.keys()];
    expect(names.filter((name) => name.startsWith('YC'))).toHaveLength(20 * 40);
    expect(names.filter((name) => /^YP\d{10}$/.test(name))).toHaveLength(20 * 2);
    // every bad rating is taken up, under the name the product gives it
    expect(names.filter((name) => name.startsWith('rating-'))).toHaveLength(stars.filter((given) => given <= 2).length);
    expect(stars.filter((given) => given <= 2).length).toBeGreaterThan(2);
    const matters = [...byCase]
      .filter(([caseId]) => !caseId.startsWith('rating-'))
      .map(([caseId, events]) => foldMatter(caseId, events));
    expect(matters.flatMap((matter) => matter.faults)).toEqual([]);
    const single = matters.filter((matter) => matter.caseId.startsWith('YC'));
    const share = (of: (matter: (typeof matters)[number]) => boolean): number =>
      single.filter(of).length / single.length;
    expect(share((matter) => matter.closedAt === null)).toBeLessThan(0.15);
    expect(share((matter) => matter.officerId === null)).toBeGreaterThan(0);
    expect(share((matter) => matter.supplements > 0)).toBeGreaterThan(0.04);
    expect(share((matter) => matter.extensions.length > 0)).toBeGreaterThan(0.005);
    expect(share((matter) => matter.stageHistory.length === 2)).toBeGreaterThan(0.4);
  });

  it('are worked on by officers who belong to one unit each', () => {
    const unitsOf = new Map<string, Set<unknown>>();
    for (const { data } of plan('2026-09-21', '2026-10-19'))
      if (typeof data['officerId'] === 'string' && data['unit'] !== undefined)
        unitsOf.set(data['officerId'], (unitsOf.get(data['officerId']) ?? new Set()).add(data['unit']));
    expect([...unitsOf].filter(([, units]) => units.size > 1)).toEqual([]);
    // every approval unit and the hall itself
    expect(new Set([...unitsOf.values()].flatMap((units) => [...units])).size).toBe(5);
  });

  it('do not depend on how far one looks, and are told once each', async () => {
    const short = plan('2026-09-21', '2026-09-26');
    const long = new Map(plan('2026-09-21', '2026-10-19').map((event) => [event.id, JSON.stringify(event)]));
    expect(short.every((event) => long.get(event.id) === JSON.stringify(event))).toBe(true);
    const sent: OutgoingEvent[] = [];
    const post = (events: readonly OutgoingEvent[]): Promise<IngestAnswer> => {
      sent.push(...events);
      return Promise.resolve({ accepted: events.length, rejected: [] });
    };
    const system = new SideSystem(short, { post });
    for (const day of ['22', '24', '23', '30']) await system.advanceTo(Date.parse(`2026-09-${day}T12:00:00+08:00`));
    await system.advanceTo(Infinity);
    expect(sent.map((event) => event.id)).toEqual(short.map((event) => event.id));
  });

  it('are looked for again by the wall clock while nothing happens, so that quiet is not taken for dead', async () => {
    let wall = 0;
    const events = plan('2026-09-21', '2026-09-22').slice(0, 2);
    const sent: string[][] = [];
    const post = (posted: readonly OutgoingEvent[]): Promise<IngestAnswer> => {
      sent.push(posted.map(({ id }) => id));
      return Promise.resolve({ accepted: posted.length, rejected: [] });
    };
    const system = new SideSystem(events, { post }, () => wall);
    const counts: number[] = [];
    for (const [now, wallNow] of [
      [0, 0],
      [Infinity, 1],
      [Infinity, 19_000],
      [Infinity, 21_000],
      [Infinity, 40_000],
      [Infinity, 42_000],
    ] as const) {
      wall = wallNow;
      counts.push(await system.advanceTo(now));
    }
    const [first, last] = events.map(({ id }) => id);
    expect(counts).toEqual([0, 2, 0, 0, 0, 0]);
    expect(sent).toEqual([[first, last], [last], [last]]);
  });
});
