import { Module } from '@nestjs/common';
import { ReplayDays, ReplayLine, ReplayPage, RuleComparison } from '@cockpit/contracts';
import { EffectModule } from '@cockpit/effect';
import { at, DAY, decided, issued, isoAt, openHall, opened, sent, until, type Hall } from '../live/support';
import { WholeModule } from '../live/modules';

@Module({ imports: [WholeModule, EffectModule] })
class WithReplay {}

let house: Hall;
beforeAll(async () => {
  house = await openHall(WithReplay);
});
afterAll(async () => {
  await house.close();
});

const R = '/v1/halls/H08/replay';
const page = async (query: string): Promise<ReplayPage> =>
  ReplayPage.parse(await (await house.get(`${R}?day=${DAY}&${query}`)).json());
const compare = async (body: object): Promise<Response> => house.send(`${R}/compare`, { day: DAY, ...body });

/** A morning of two queues: household overrun from half past nine, traffic quiet; every visit told from issue to end. */
function morning(): object[] {
  const events: object[] = [...opened(0)];
  const windows = ['a1', 'a2', 'a3'].map((id) => ({ id, free: 0 }));
  let n = 0;
  for (let minute = 1; minute < 240; minute += minute < 60 ? 4 : 1.6) {
    const id = `v${String(++n)}`;
    const window = [...windows].sort((a, b) => a.free - b.free)[0];
    if (window === undefined) break;
    const start = Math.max(minute, window.free);
    window.free = start + 7;
    events.push(
      issued(id, minute),
      sent('hall.ticket.called', start, { ticketId: id, windowId: window.id }),
      sent('hall.ticket.started', start + 0.2, { ticketId: id, windowId: window.id }),
      sent('hall.ticket.finished', start + 6.8, { ticketId: id, windowId: window.id, result: 'done' }),
    );
  }
  return (events as { time: string }[]).sort((a, b) => Date.parse(a.time) - Date.parse(b.time));
}

describe('a day that was', () => {
  const seen = new Map<number, { waiting: number; issued: number; states: string[] }>();

  it('is told live once, and judged minute by minute', async () => {
    const events = morning() as { time: string }[];
    const within = (from: number, to: number) =>
      events.filter(({ time }) => Date.parse(time) > at(from) && Date.parse(time) <= at(to));
    let from = -1;
    for (const minute of [30, 75, 100, 140, 145, 200, 300]) {
      for (let chunk = from; chunk < minute; chunk += 40) {
        const part = within(chunk, Math.min(chunk + 40, minute));
        if (part.length > 0) await house.post(part);
      }
      await decided(house, minute);
      const live = await until(
        () => house.live(),
        ({ now }) => Date.parse(now) >= at(minute),
      );
      seen.set(minute, {
        waiting: live.kpis.waiting,
        issued: live.kpis.issued,
        states: live.windows.map(({ state }) => state),
      });
      from = minute;
    }
    expect((await house.prompts()).length).toBeGreaterThan(0);
    // everything is stored once the last of it is listed
    await until(
      async () => (await page(`from=${isoAt(299)}&frames=1&stepSec=60`)).frames[0]?.kpis.issued,
      (n) => n === seen.get(300)?.issued,
      20_000,
    );
  });

  it('is listed, and shown again as the wall showed it then', async () => {
    expect(ReplayDays.parse(await (await house.get(`${R}/days`)).json())).toEqual({
      days: [DAY],
      lastOpen: null,
    });
    for (const [minute, live] of seen) {
      const { frames } = await page(`from=${isoAt(minute)}&frames=1&stepSec=60`);
      const [frame] = frames;
      expect(frame?.now).toBe(isoAt(minute));
      expect({
        waiting: frame?.kpis.waiting,
        issued: frame?.kpis.issued,
        states: frame?.windows.map(({ state }) => state),
      }).toEqual(live);
    }
  });

  it('is seen at a glance: those who waited as the wall showed it, and each warning of the day', async () => {
    const line = ReplayLine.parse(await (await house.get(`${R}/line?day=${DAY}`)).json());
    for (const minute of [75, 140, 200]) {
      const { frames } = await page(`from=${isoAt(minute)}&frames=1&stepSec=60`);
      expect(line.waiting.find((point) => point.at === isoAt(minute))?.n).toBe(frames[0]?.kpis.waiting);
    }
    expect(Math.max(...line.waiting.map(({ n }) => n))).toBeGreaterThan(0);
    const { frames } = await page(`from=${isoAt(140)}&frames=1&stepSec=60`);
    const stood = frames[0]?.warnings.map(({ id }) => id) ?? [];
    expect(stood.length).toBeGreaterThan(0);
    expect(line.warnings.map(({ id }) => id)).toEqual(expect.arrayContaining(stood));
  });

  it('goes back as well as forward, a page at a time', async () => {
    const first = await page(`from=${isoAt(100)}&stepSec=60&frames=5`);
    expect(first.frames.map(({ now }) => now)).toEqual([100, 101, 102, 103, 104].map(isoAt));
    expect(first.next).toBe(isoAt(105));
    const again = await page(`from=${isoAt(102)}&stepSec=60&frames=1`);
    const strip = ({ queues, ...rest }: NonNullable<(typeof first.frames)[0]>) => ({
      ...rest,
      queues: queues.map(({ forecast: _, ...queue }) => queue),
    });
    expect(again.frames.map(strip)).toEqual(first.frames.slice(2, 3).map(strip));
    const last = await page(`from=${isoAt(290)}&stepSec=600&frames=60`);
    expect(last.next).toBeNull();
  });

  it('shows the prompts as they stood then, and nothing of what came of them', async () => {
    const [earliest] = (await house.prompts()).reverse();
    if (earliest === undefined) throw new Error('no prompt was given');
    const decidedAt = Date.parse(earliest.decidedAt);
    const of = async (time: number) =>
      (await page(`from=${new Date(time).toISOString()}&stepSec=60&frames=1`)).frames[0]?.prompts.find(
        ({ id }) => id === earliest.id,
      );
    expect(await of(decidedAt - 60_000)).toBeUndefined();
    expect(await of(decidedAt + 60_000)).toMatchObject({ state: 'shown', decidedAt: earliest.decidedAt });
    expect(await of(decidedAt + 60_000)).not.toHaveProperty('effect');
    expect((await page('frames=1')).prompts.map(({ id }) => id)).toContain(earliest.id);
  });

  it('tells what another rule or staffing would have done, with its interval', async () => {
    const same = RuleComparison.parse(
      await (await compare({ base: { prompts: 'none' }, other: { prompts: 'none' } })).json(),
    );
    expect(same).toMatchObject({ savedMin: 0, lowMin: 0, highMin: 0, cut: 0 });
    const more = RuleComparison.parse(
      await (await compare({ base: { prompts: 'none' }, other: { prompts: 'none', extra: ['household'] } })).json(),
    );
    expect(more.savedMin).toBeGreaterThan(100);
    // both curves are of the same people: under the same rule they are one, and their areas differ as the waits do
    expect(same.curve.map(({ base }) => base)).toEqual(same.curve.map(({ other }) => other));
    const area = (side: 'base' | 'other') => more.curve.reduce((sum, point) => sum + point[side], 0) * 10;
    expect(Math.abs(area('base') - area('other') - (more.savedMin ?? NaN))).toBeLessThan(0.25 * (more.savedMin ?? 0));
    expect(Math.max(...more.curve.map(({ base }) => base))).toBeGreaterThan(0);
    expect(more.lowMin).toBeLessThan(more.savedMin ?? NaN);
    expect(more.highMin).toBeGreaterThan(more.savedMin ?? NaN);
    const fewer = RuleComparison.parse(
      await (await compare({ base: { prompts: 'none' }, other: { prompts: 'none', without: ['a1'] } })).json(),
    );
    expect(fewer.savedMin).toBeLessThan(0);
    const prompted = RuleComparison.parse(await (await compare({ base: { prompts: 'none' }, other: {} })).json());
    expect(prompted.other.prompts).toBeGreaterThan(0);
    expect(prompted.savedMin).toBeGreaterThan(0);
  });

  it('refuses what there is not', async () => {
    expect((await house.get(`${R}?day=2020-01-01`)).status).toBe(404);
    expect((await house.get(`${R}?day=${DAY}&frames=999`)).status).toBe(400);
    expect(await (await compare({ other: { without: ['none'] } })).json()).toMatchObject({
      status: 422,
      code: 'impossible-change',
    });
    const guide = await house.tokenOf('guide', ['H08']);
    expect((await fetch(`${house.front.url}${R}/days`, { headers: { authorization: `Bearer ${guide}` } })).status).toBe(
      403,
    );
  });
});
