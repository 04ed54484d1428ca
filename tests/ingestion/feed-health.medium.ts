import { DateTime } from 'luxon';
import { Sources } from '@cockpit/access';
import { SourceHealth, page } from '@cockpit/contracts';
import { EventDoor, importFile, loadMapping, readEvents, type OutgoingEvent } from '@cockpit/sources';
import { OrganisationService } from '@cockpit/organisation';
import { CLOCK, type Clock } from '@cockpit/platform';
import { describeWithData } from '../support/shared-data';
import { ACTOR, ORGANISATION, cloudEvent, issued, openPipeline, until, type Pipeline } from './support';

const MIN = 60_000;
const DAY = 24 * 60 * MIN;

const healthOf = async (pipeline: Pipeline, name: string, query = ''): Promise<SourceHealth> =>
  SourceHealth.parse(await (await pipeline.get(`/v1/sources/${name}${query}`)).json());
const stored = (pipeline: Pipeline, name: string, count: number) =>
  until(
    () => healthOf(pipeline, name),
    (health) => health.landed === count,
    60_000,
  );

describe('a feed', () => {
  let pipeline: Pipeline;
  let clock: Clock;
  // ten in the morning of the hall's day, whenever the test runs: a ticket's number begins again at midnight
  const TEN = DateTime.now().setZone('Asia/Shanghai').set({ hour: 10, minute: 0, second: 0 }).toMillis() - Date.now();
  let shift = TEN;
  beforeAll(async () => {
    pipeline = await openPipeline();
    clock = pipeline.running.app.get<Clock>(CLOCK);
    const real = Date.now;
    jest.spyOn(clock, 'now').mockImplementation(() => real() + shift);
  });
  afterAll(async () => {
    await pipeline.close();
  });
  const base = Date.now() + TEN;
  const ticket = (n: number, time: number, over: Record<string, unknown> = {}) =>
    issued(`n${String(n)}`, { number: `A${String(n).padStart(3, '0')}`, ...over }, new Date(time).toISOString());

  it('has a rate against its own usual rate at this weekday and hour', async () => {
    const past = [1, 2, 3, 4].flatMap((week) =>
      Array.from({ length: 20 }, (_, i) =>
        issued(`w${String(week)}-${String(i)}`, {}, new Date(base - week * 7 * DAY - i * MIN).toISOString()),
      ),
    );
    await pipeline.post(past);
    expect(
      (
        await pipeline.post([
          ticket(1, base - 3 * MIN),
          ticket(2, base - 2 * MIN),
          ticket(5, base - MIN),
          ticket(6, base),
        ])
      ).status,
    ).toBe(202);
    await stored(pipeline, 'tickets', 84);
    shift += 20_000; // past what is remembered of the first question
    const health = await healthOf(pipeline, 'tickets');
    expect(health).toMatchObject({
      state: 'live',
      silentSince: null,
      expectedNow: true,
      sandbox: false,
      rate: { perHour: 4, usualPerHour: 20, weeks: 4, share: 0.2 },
    });
    expect(Math.abs(health.clockSkewMs ?? Infinity)).toBeLessThan(MIN);
    expect(health.completeness).toMatchObject({
      against: 'numbers',
      got: 4,
      expected: 6,
      detail: [{ series: 'H32 A', missing: 2, examples: ['A003', 'A004'] }],
    });
  });

  it('is silent since a time, and live again when it speaks', async () => {
    shift = TEN + 2 * 60 * MIN;
    const silent = await healthOf(pipeline, 'tickets');
    expect(silent.state).toBe('silent');
    expect(silent.silentSince).toBe(silent.lastReceivedAt);
    const { items } = page(SourceHealth).parse(await (await pipeline.get('/v1/sources')).json());
    expect(items).toMatchObject([{ name: 'tickets', state: 'silent', keys: [{ id: pipeline.keyId }] }]);
    await pipeline.post(ticket(7, base + 2 * 60 * MIN));
    expect(await healthOf(pipeline, 'tickets')).toMatchObject({ state: 'live', silentSince: null });
  });

  it('is not called silent when it brought the past and another one has gone on where it ended', async () => {
    const speak = async (name: string, id: string, minutesAgo: number): Promise<void> => {
      const key =
        keys.get(name) ??
        (await pipeline.running.app.get(Sources).create({ name, halls: ['H12'], sandbox: false }, ACTOR)).key.secret;
      keys.set(name, key);
      const event = issued(id, { hallId: 'H12' }, new Date(base + 3 * 60 * MIN - minutesAgo * MIN).toISOString());
      expect((await pipeline.post(event, { headers: { authorization: `Bearer ${key}` } })).status).toBe(202);
      await stored(pipeline, name, [...(told.get(name) ?? []), id].length);
      told.set(name, [...(told.get(name) ?? []), id]);
    };
    const keys = new Map<string, string>();
    const told = new Map<string, string[]>();
    shift = TEN + 3 * 60 * MIN;
    await speak('beside', 'b1', 50);
    await speak('predecessor', 'a1', 40);
    shift += 30_000;
    await speak('beside', 'b2', 20);
    shift += 2 * 60 * MIN;
    // whoever spoke beside it has not taken it on: then its silence is to be told
    expect((await healthOf(pipeline, 'predecessor')).expectedNow).not.toBe(false);
    await speak('successor', 's1', 10);
    shift += 60 * MIN;
    expect(await healthOf(pipeline, 'predecessor')).toMatchObject({ state: 'silent', expectedNow: false });
    expect((await healthOf(pipeline, 'successor')).expectedNow).not.toBe(false);
    // nor is it called late, before it is silent
    await speak('past', 'p1', 5);
    shift += 90_000;
    await speak('present', 'q1', 4);
    expect(await healthOf(pipeline, 'past')).toMatchObject({ state: 'stale', expectedNow: false });
  });

  it('is measured by its own sequence where it gives one, whatever order it comes in', async () => {
    const key = (
      await pipeline.running.app.get(Sources).create({ name: 'numbered', halls: ['H32'], sandbox: false }, ACTOR)
    ).key.secret;
    const post = (events: object[]) => pipeline.post(events, { headers: { authorization: `Bearer ${key}` } });
    const numbered = (sequence: number) => ({ ...issued(`s${String(sequence)}`), sequence: String(sequence) });
    await post([numbered(10), numbered(11)]);
    await post([numbered(15), numbered(16)]);
    await post([numbered(15), numbered(13)]);
    expect((await healthOf(pipeline, 'numbered')).completeness).toMatchObject({
      against: 'sequence',
      got: 5,
      expected: 7,
      detail: [{ series: '/tickets', first: 10, last: 16, missing: 2, examples: ['12–14'] }],
    });
    shift += 20_000;
    await post([numbered(12), numbered(14)]);
    expect((await healthOf(pipeline, 'numbered')).completeness).toMatchObject({
      share: 1,
      detail: [{ missing: 0, examples: [] }],
    });
    await post([{ ...issued('again'), sequence: 1 }]);
    shift += 20_000;
    expect((await healthOf(pipeline, 'numbered')).oddities).toMatchObject([
      { kind: 'restarted', subject: '/tickets', count: 1 },
    ]);
  });

  it('with a clock in 2012 is reported, a file that brings the past is not', async () => {
    const sources = pipeline.running.app.get(Sources);
    const wrong = (await sources.create({ name: 'wrong-clock', halls: ['H32'], sandbox: false }, ACTOR)).key.secret;
    const archive = (await sources.create({ name: 'archive', halls: ['H32'], sandbox: false }, ACTOR)).key.secret;
    const seen = (id: string, time: string) =>
      cloudEvent({ id, type: 'hall.queue.observed', time, data: { hallId: 'H32', queue: 'household', waiting: 1 } });
    const post = (key: string, events: object[]) =>
      pipeline.post(events, { headers: { authorization: `Bearer ${key}` } });
    await post(
      wrong,
      Array.from({ length: 20 }, (_, i) => seen(`g${String(i)}`, new Date(base + (i * MIN) / 10).toISOString())),
    );
    await post(wrong, [seen('b', '2012-01-01T00:03:00+08:00')]);
    await post(
      archive,
      Array.from({ length: 20 }, (_, i) => seen(`g${String(i)}`, `${String(2005 + i)}-03-04T09:00:00+08:00`)),
    );
    expect((await healthOf(pipeline, 'wrong-clock')).oddities).toMatchObject([
      { kind: 'clock', hall: 'H32', subject: '2011-12-31', count: 1 },
    ]);
    expect((await healthOf(pipeline, 'archive')).oddities).toEqual([]);
  });

  it('is nobody else’s business', async () => {
    const other = (await pipeline.running.app.get(Sources).get('numbered'))?.name;
    const asSource = await fetch(`${pipeline.running.url}/v1/sources/${other ?? ''}`, {
      headers: { authorization: `Bearer ${pipeline.key}` },
    });
    expect(asSource.status).toBe(403);
    expect(
      (await fetch(`${pipeline.running.url}/v1/sources`, { headers: { authorization: `Bearer ${pipeline.key}` } }))
        .status,
    ).toBe(403);
    const own = SourceHealth.parse(
      await (
        await fetch(`${pipeline.running.url}/v1/sources/tickets`, {
          headers: { authorization: `Bearer ${pipeline.key}` },
        })
      ).json(),
    );
    expect(own).toMatchObject({ name: 'tickets', keys: [] });
  });

  it("is silent again when it dies after the door's clock was a day ahead and set right", async () => {
    const key = (
      await pipeline.running.app.get(Sources).create({ name: 'jumped', halls: ['H32'], sandbox: false }, ACTOR)
    ).key.secret;
    const speak = async (id: string) => {
      expect(
        (await pipeline.post(issued(`jumped-${id}`), { headers: { authorization: `Bearer ${key}` } })).status,
      ).toBe(202);
    };
    shift += DAY;
    await speak('1');
    shift -= DAY;
    await speak('2');
    shift += 60 * MIN;
    expect(await healthOf(pipeline, 'jumped')).toMatchObject({ state: 'silent' });
  });
});

describeWithData('the boards of two municipal offices', 'warsaw-boards/boards-2-offices-6-days.csv.gz', (file) => {
  let pipeline: Pipeline;
  let key: string;
  const OFFICES = ['UD_Bemowo', 'USC_Sandomierska'];
  beforeAll(async () => {
    pipeline = await openPipeline();
    const [hall] = ORGANISATION.halls;
    if (hall === undefined) throw new Error('the organisation of the tests has no hall');
    // Epiphany is a holiday there: the offices are closed on 6 January
    const offices = OFFICES.map((code) => ({
      ...hall,
      code,
      name: code,
      windows: [],
      timeZone: 'Europe/Warsaw',
      clock: 'feed' as const,
      primarySource: 'boards',
      closures: ['2020-01-06'],
      hours: [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' }],
    }));
    await pipeline.running.app
      .get(OrganisationService)
      .replace({ ...ORGANISATION, halls: [...ORGANISATION.halls, ...offices] }, ACTOR);
    key = (await pipeline.running.app.get(Sources).create({ name: 'boards', halls: OFFICES, sandbox: false }, ACTOR))
      .key.secret;
  });
  afterAll(async () => {
    await pipeline.close();
  });

  it('are taken as they are, and what is odd about them is reported', async () => {
    const mapping = await loadMapping('mappings/warsaw-boards.json');
    const door = new EventDoor({ url: pipeline.running.url, key });
    const report = await importFile({ file, mapping, post: (events) => door.post(events) });
    expect(report).toMatchObject({ events: 20_300, accepted: 20_300, rejected: {} });
    // a day of the real boards again as if they had been left on over the holiday, and one with a clock in 2012
    const holiday: OutgoingEvent[] = [];
    for await (const event of readEvents({ file, mapping })) {
      if (
        !event.time.startsWith('2020-01-07') ||
        event.data['hallId'] !== 'UD_Bemowo' ||
        event.data['waiting'] !== 0 ||
        'lastCalled' in event.data
      )
        continue;
      holiday.push({ ...event, id: `${event.id}/holiday`, time: event.time.replace('2020-01-07', '2020-01-06') });
      if (holiday.length === 60) break;
    }
    const wrong = holiday
      .slice(0, 1)
      .map((event) => ({ ...event, id: `${event.id}/2012`, time: event.time.replace('2020-01-06', '2012-01-06') }));
    expect((await door.post([...holiday, ...wrong])).accepted).toBe(holiday.length + 1);
    await stored(pipeline, 'boards', 20_300 + holiday.length + 1);

    const day = await healthOf(pipeline, 'boards', '?day=2020-01-08');
    const backwards = day.oddities.filter(({ kind }) => kind === 'backwards');
    expect(backwards.find(({ hall, subject }) => hall === 'USC_Sandomierska' && subject === 'K')).toMatchObject({
      count: 34,
    });
    expect(day.oddities.find(({ kind }) => kind === 'clock')).toMatchObject({ count: 1, subject: '2012-01-06' });
    expect(day.completeness).toMatchObject({ against: 'yesterday', got: 3556 });
    const closed = await healthOf(pipeline, 'boards', '?day=2020-01-06');
    expect(closed.oddities.filter(({ kind }) => kind === 'closed-day').length).toBeGreaterThan(0);
    // its clock is that of its halls: the last hour it has shown, beside the same hour a week before
    // (a hall's clock is believed for a moment, and while the file came in it ran)
    const now = await until(
      () => healthOf(pipeline, 'boards', '?day=2020-01-08'),
      ({ rate }) => (rate?.perHour ?? 0) > 0,
    );
    expect(now.rate).toMatchObject({ weeks: 1 });
  });
});
