import { AccessModule, Tokens } from '@cockpit/access';
import { TwinEffect, type HallEvent } from '@cockpit/contracts';
import {
  benchNames,
  foldVisit,
  makeDay,
  playYardstick,
  SimFeed,
  STANDARD,
  type TicketEvent,
  type VisitRow,
} from '@cockpit/domain';
import { LiveBindingsModule } from '@cockpit/live';
import { OrganisationModule, OrganisationService } from '@cockpit/organisation';
import { createClickhouse } from '@cockpit/platform';
import { Module } from '@nestjs/common';
import { bootApp, freshStores, type RunningApp, type Stores } from '../../../tests/support/engines';
import { EffectModule } from './effect.module';

@Module({ imports: [AccessModule, OrganisationModule, LiveBindingsModule, EffectModule] })
class TestModule {}

const DAY = makeDay(STANDARD, 20_001);
const MINUTE = 60_000;
const date = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);

/** The events of a whole day under a yardstick, as the hall would have posted them. */
function events(hall: string, policy: 'A' | 'linkAll'): TicketEvent[] {
  const told: HallEvent[] = [];
  const feed = new SimFeed(DAY, benchNames(DAY, hall), (event) => told.push(event));
  playYardstick(DAY, policy, { onStep: feed.onStep });
  return told
    .filter((event) => event.type.startsWith('hall.ticket.'))
    .map((event) => ({ ...event, identity: `${hall}${event.id}` }) as TicketEvent);
}

const visitsUntil = (all: readonly TicketEvent[], until: number): VisitRow[] => {
  const byTicket = new Map<string, TicketEvent[]>();
  for (const event of all) {
    const ticketId = event.data.ticketId ?? '';
    if (event.time <= until) byTicket.set(ticketId, [...(byTicket.get(ticketId) ?? []), event]);
  }
  return [...byTicket.values()].flatMap((story) => foldVisit(story) ?? []);
};

/** By hand and slowly, from the events themselves: no folding, no blocks, no sharing of code. */
function slowly(withPrompts: readonly TicketEvent[], without: readonly TicketEvent[], until: number) {
  const known = (list: readonly TicketEvent[]) => list.filter(({ time }) => time <= until);
  const [w, o] = [known(withPrompts), known(without)];
  const now = Math.min(Math.max(...w.map(({ time }) => time)), Math.max(...o.map(({ time }) => time)));
  const wait = (list: readonly TicketEvent[], issued: TicketEvent): number => {
    const called = list.find(({ data }) => data.ticketId === issued.data.ticketId);
    return (Math.min(now, called?.time ?? now) - issued.time) / 1000;
  };
  const only = (list: readonly TicketEvent[], wanted: string) =>
    list.filter(({ type, time }) => type === wanted && time <= now);
  const [calledWith, calledWithout, issuedWithout] = [
    only(w, 'hall.ticket.called'),
    only(o, 'hall.ticket.called'),
    only(o, 'hall.ticket.issued'),
  ];
  const people = only(w, 'hall.ticket.issued').flatMap((issued) => {
    const same = issuedWithout.find(({ data }) => data.ticketId === issued.data.ticketId);
    return same ? [{ at: issued.time, w: wait(calledWith, issued), o: wait(calledWithout, same) }] : [];
  });
  const cut = (list: typeof people): number =>
    1 - list.reduce((s, p) => s + p.w, 0) / list.reduce((s, p) => s + p.o, 0);
  const slots = [...new Set(people.map(({ at }) => Math.floor(at / (30 * MINUTE))))];
  const left = slots.map((slot) => cut(people.filter(({ at }) => Math.floor(at / (30 * MINUTE)) !== slot)));
  const mean = left.reduce((s, x) => s + x, 0) / left.length;
  const se = Math.sqrt(((left.length - 1) / left.length) * left.reduce((s, x) => s + (x - mean) ** 2, 0));
  return { pairs: people.length, cut: cut(people), se, slots: slots.length };
}

describe('GET /v1/halls/{hall}/twin', () => {
  let stores: Stores;
  let app: RunningApp;
  let token = '';
  const linked = events('L1', 'linkAll');
  const plain = events('L1-T', 'A');
  const opening = benchNames(DAY).opening;

  beforeAll(async () => {
    stores = await freshStores();
    app = await bootApp(stores, TestModule);
    const actor = { kind: 'system', id: 'test', name: 'test' } as const;
    const hall = (code: string, twinOf?: string) => ({
      code,
      name: code,
      tier: 'hall',
      clock: 'feed',
      queues: [{ code: 'household', name: '户政', branch: 'b' }],
      ...(twinOf ? { twinOf } : {}),
    });
    await app.app.get(OrganisationService).replace(
      {
        format: 'organisation/1',
        bureau: { code: 'bureau', name: '局' },
        branches: [{ code: 'b', name: '户政' }],
        halls: [hall('L1'), hall('L1-T', 'L1'), hall('L2')],
      },
      actor,
    );
    token = (await app.app.get(Tokens).add({ name: 'test', role: 'manager', halls: 'all' }, actor)).secret;
  });
  afterAll(async () => {
    await app.close();
    await stores.dispose();
  });

  const get = (path: string) => fetch(`${app.url}${path}`, { headers: { authorization: `Bearer ${token}` } });

  async function land(until: number): Promise<void> {
    const clickhouse = createClickhouse(stores.settings, 'writer');
    const values = [...visitsUntil(linked, until), ...visitsUntil(plain, until)].map((visit) => ({
      hall: visit.hall,
      day: date(opening),
      ticket_id: visit.ticketId,
      version: until,
      number: visit.number,
      queue: visit.queue,
      priority: 0,
      first_at: at(visit.firstAt),
      issued_at: at(visit.issuedAt),
      called_at: at(visit.calledAt),
      started_at: at(visit.startedAt),
      finished_at: at(visit.finishedAt),
      no_show_at: at(visit.noShowAt),
      cancelled_at: at(visit.cancelledAt),
      items: [],
      result: visit.result,
      legs: '',
    }));
    await clickhouse.insert({ table: 'visit', values, format: 'JSONEachRow' });
    await clickhouse.close();
  }
  const at = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

  it.each([100, 240, 900])(
    'agrees with a slow computation from the raw events, %d minutes into the day',
    async (minutes) => {
      const until = opening + minutes * MINUTE;
      await land(until);
      const effect = TwinEffect.parse(await (await get(`/v1/halls/L1/twin?day=${date(opening)}`)).json());
      const truth = slowly(linked, plain, until);
      expect(effect).toMatchObject({ hall: 'L1', twin: 'L1-T', pairs: truth.pairs });
      expect(truth.pairs).toBeGreaterThan(200);
      expect(effect.cut).toBeCloseTo(truth.cut, 6);
      const half = ((effect.cutHigh ?? NaN) - (effect.cutLow ?? NaN)) / 2;
      expect(half / truth.se).toBeGreaterThan(1.96);
      expect(half / truth.se).toBeLessThan(3.2);
      expect(effect.series.reduce((sum, { pairs }) => sum + pairs, 0)).toBe(truth.pairs);
    },
  );

  it('over a whole day finds what the benchmark knows: linking everything at opening cuts the wait', async () => {
    const effect = TwinEffect.parse(await (await get(`/v1/halls/L1/twin?day=${date(opening)}`)).json());
    expect(effect.cutLow).toBeGreaterThan(0);
    expect(effect.savedMin).toBeGreaterThan(1000);
  });

  it('claims nothing on a day nobody came, and nothing where there is no twin', async () => {
    expect(await (await get('/v1/halls/L1/twin?day=2020-01-01')).json()).toMatchObject({
      cut: null,
      cutLow: null,
      savedMin: null,
      withMeanSec: null,
      pairs: 0,
      series: [],
    });
    const none = await get('/v1/halls/L2/twin');
    expect([none.status, ((await none.json()) as { code: string }).code]).toEqual([404, 'no-twin']);
  });
});
