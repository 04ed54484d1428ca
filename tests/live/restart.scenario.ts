import { Redis } from 'ioredis';
import type { LiveHall, Prompt, Warning } from '@cockpit/contracts';
import { FrontModule } from './modules';
import { at, clockTo, issued, isoAt, openHall, opened, sent, until, type Hall } from './support';
import { startWorker, type Worker } from './worker';

let house: Hall;
let redis: Redis;
const workers = new Set<Worker>();
const start = async (): Promise<Worker> => {
  const worker = await startWorker(house.stores.settings);
  workers.add(worker);
  return worker;
};
const kill = async (worker: Worker): Promise<void> => {
  workers.delete(worker);
  await worker.kill();
};

beforeAll(async () => {
  house = await openHall(FrontModule);
  redis = new Redis(house.stores.redisUrl);
});
afterAll(async () => {
  await Promise.all([...workers].map((worker) => worker.stop()));
  redis.disconnect();
  await house.close();
});

const TAKEOVER_MS = 30_000;

/** The snapshot without what the wall clock alone changes, and without predictions, which follow a moment behind. */
function still({
  at: _at,
  helpless: _decidedEachMinute,
  situation: _followsPredictions,
  feeds,
  watchdog: _watchdog,
  queues,
  windows,
  ...rest
}: LiveHall): unknown {
  return {
    ...rest,
    feeds: feeds.map(({ ageSec: _age, ...feed }) => feed),
    queues: queues.map(
      ({ predictedP50Sec: _p50, predictedP80Sec: _p80, forecast: _forecast, level: _level, ...queue }) => queue,
    ),
    windows: windows.map(({ loadMin: _load, level: _level, ...window }) => window),
  };
}
const settled = (minute: number, code = 'H08') =>
  until(
    () => house.live(code),
    (live) => live.now === isoAt(minute) && live.decidedAt === isoAt(minute),
    TAKEOVER_MS,
  );

function morning(code: string) {
  return [
    ...opened(0, code),
    ...Array.from({ length: 12 }, (_, i) =>
      issued(`${code}-t${String(i)}`, 1 + i * 0.1, i % 2 === 0 ? 'household' : 'traffic', code),
    ),
    sent('hall.ticket.called', 3, { ticketId: `${code}-t0`, windowId: 'a1' }, code),
    sent('hall.ticket.started', 3.2, { ticketId: `${code}-t0`, windowId: 'a1' }, code),
    sent('hall.window.paused', 4, { windowId: 'b2', reason: 'break' }, code),
    clockTo(5, code),
  ];
}

describe('a worker that dies', () => {
  it('leaves the state as it was, and what happened meanwhile is caught up on', async () => {
    const first = await start();
    await house.post(morning('H08'));
    const before = await settled(5);
    await kill(first);
    const second = await start();
    // A snapshot of its own, not the one its predecessor left.
    const mine = await until(
      () => house.live(),
      (live) => live.at > before.at,
      TAKEOVER_MS,
    );
    expect(still(mine)).toEqual(still(before));
    await kill(second);

    await house.post([
      sent('hall.ticket.finished', 6, { ticketId: 'H08-t0', windowId: 'a1', result: 'done' }),
      issued('H08-late', 6.5),
      clockTo(7),
    ]);
    await start();
    const after = await settled(7);
    expect(after.kpis).toMatchObject({ issued: 13, served: 1, waiting: 12 });
    expect(after.windows.find((window) => window.windowId === 'a1')?.state).toBe('idle');
  });

  it('is replaced from ClickHouse when its checkpoint is gone too', async () => {
    await house.post(morning('H09'));
    const before = await settled(5, 'H09');
    await until(
      async () => (await house.get('/v1/sources/tickets')).json() as Promise<{ backlog: number }>,
      (status) => status.backlog === 0,
    );
    for (const worker of workers) await kill(worker);
    await redis.del('live:H09:state', 'live:H09', 'live:H09:clock');
    await start();
    const rebuilt = await until(
      () => house.live('H09'),
      (live) => live.now === isoAt(5),
      TAKEOVER_MS,
    );
    expect(still(rebuilt)).toEqual(still(before));
  });

  it('neither doubles nor loses a prompt or a warning', async () => {
    const minutes = 24;
    const day = (code: string, minute: number) => [
      ...(minute === 1 ? opened(0.5, code) : []),
      ...Array.from({ length: minute < 12 ? 3 : 1 }, (_, i) =>
        issued(`${code}-${String(minute)}-${String(i)}`, minute - 0.6 + i * 0.1, 'household', code),
      ),
      ...(minute % 4 === 0
        ? [
            sent(
              'hall.ticket.called',
              minute - 0.2,
              { ticketId: `${code}-${String(minute / 4)}-0`, windowId: 'a1' },
              code,
            ),
            sent(
              'hall.ticket.finished',
              minute - 0.1,
              { ticketId: `${code}-${String(minute / 4)}-0`, windowId: 'a1', result: 'done' },
              code,
            ),
          ]
        : []),
    ];
    const play = async (code: string, during: (minute: number) => Promise<void>): Promise<void> => {
      for (let minute = 1; minute <= minutes; minute++) {
        await house.post([...day(code, minute), clockTo(minute, code)]);
        await during(minute);
        await until(
          () => house.live(code),
          (live) => live.decidedAt !== null && Date.parse(live.decidedAt) >= at(minute),
          TAKEOVER_MS,
        );
      }
    };
    await play('H10', () => Promise.resolve());
    let [one, other] = [await start(), await start()];
    await play('H11', async (minute) => {
      if (minute % 8 !== 3) return;
      // The oldest holds the lease and most likely the job.
      for (const worker of [...workers].slice(0, -1)) await kill(worker);
      [one, other] = [other, await start()];
    });
    expect(one).not.toBe(other);

    const prompts = async (code: string) =>
      (await house.prompts(code)).map(({ id: _id, hall: _hall, ...rest }: Prompt) => rest);
    const warnings = async (code: string) =>
      (await house.warnings(`hall=${code}`))
        .map(({ rule, scope, condition, since, firedAt, clearedAt }: Warning) =>
          JSON.stringify({ rule, scope, condition, since, firedAt, clearedAt }),
        )
        .sort();
    const [undisturbed, disturbed] = [await prompts('H10'), await prompts('H11')];
    expect(undisturbed.length).toBeGreaterThan(1);
    expect(disturbed).toEqual(undisturbed);
    expect(await warnings('H11')).toEqual(await warnings('H10'));
    expect((await warnings('H10')).length).toBeGreaterThan(0);
  });
});
