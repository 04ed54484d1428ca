import { LiveHall, NetworkWall, OrganisationDoc } from '@cockpit/contracts';
import { OrganisationService, snapshotKey } from '@cockpit/organisation';
import { REDIS } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { gzipSync } from 'node:zlib';
import { FrontModule } from './modules';
import { ACTOR, openHall, ORGANISATION, type Hall } from './support';

const HALLS = 1280;
const [FIRST] = ORGANISATION.halls;
if (FIRST === undefined) throw new Error('no hall');
const codeOf = (i: number): string => `P${String(i).padStart(4, '0')}`;

/** A hall with sixty windows and seven queues, all of which have a forecast: the largest there is. */
function snapshot(code: string, level: 'normal' | 'overloaded'): LiveHall {
  const at = new Date().toISOString();
  return LiveHall.parse({
    hall: code,
    name: `大厅 ${code}`,
    clock: 'wall',
    timeZone: 'Asia/Shanghai',
    now: at,
    at,
    decidedAt: at,
    open: true,
    closesAt: null,
    prompts: [],
    warnings: [],
    watchdog: { ok: true, at },
    feeds: [{ source: 's', state: 'live', lastEventAt: at, ageSec: 1, oddities: [] }],
    queues: Array.from({ length: 7 }, (_, i) => ({
      code: `q${String(i)}`,
      name: `队列${String(i)}`,
      waiting: 30,
      longestWaitSec: 1800,
      targetMin: 15,
      level,
      predictedP50Sec: 1500,
      predictedP80Sec: 2000,
      openWindows: 8,
      lastCalled: 'A1',
      forecast: Array.from({ length: 8 }, () => ({ at, p50Sec: 1, p80Sec: 2 })),
    })),
    windows: Array.from({ length: 60 }, (_, i) => ({
      windowId: `w${String(i)}`,
      number: String(i),
      state: 'serving',
      officerId: 'o',
      officerName: '王建国',
      queues: ['q0'],
      homeQueue: 'q0',
      ticketId: 't',
      ticketNumber: 'A1',
      ticketQueue: 'q0',
      sinceSec: 60,
      reason: null,
      loadMin: 5,
      level,
    })),
    kpis: {
      issued: 100,
      served: 60,
      waiting: 30,
      waitP50Sec: 600,
      waitMeanSec: 600,
      openWindows: 60,
      windows: 60,
      serviceLevel: { numerator: 1, denominator: 2, targetMin: 15 },
    },
  });
}

function pulse(level: 'normal' | 'overloaded', red: number): string {
  const at = new Date().toISOString();
  return JSON.stringify({
    now: at,
    at,
    open: true,
    feed: 'live',
    ageSec: 1,
    level,
    waiting: 30,
    longestWaitSec: 1800,
    issued: 100,
    served: 60,
    openWindows: 60,
    windows: 60,
    waitSec: 1500,
    warnings: { yellow: 0, red },
    prompts: 0,
  });
}

describe('the wall of a bureau of 1,280 halls', () => {
  let house: Hall;
  beforeAll(async () => {
    house = await openHall(FrontModule);
    const halls = Array.from({ length: HALLS }, (_, i) => ({ ...FIRST, code: codeOf(i), name: `大厅 ${codeOf(i)}` }));
    await house.front.app
      .get(OrganisationService)
      .replace(OrganisationDoc.parse({ ...ORGANISATION, halls, officers: [], rosters: [] }), ACTOR, '2020-01-01');
    const redis = house.front.app.get<Redis>(REDIS);
    const write = redis.pipeline();
    for (let i = 0; i < HALLS; i++) {
      // every eighth hall is in trouble at once
      const level = i % 8 === 0 ? 'overloaded' : 'normal';
      write.hset('live:network', codeOf(i), pulse(level, i % 8 === 0 ? 1 : 0));
      if (i % 8 === 0) write.set(snapshotKey(codeOf(i)), JSON.stringify(snapshot(codeOf(i), level)));
    }
    await write.exec();
  }, 120_000);
  afterAll(async () => {
    await house.close();
  });

  it('has the worst eight whole and counts the others, in a small answer', async () => {
    const text = await (await house.get('/v1/network/wall')).text();
    const wall = NetworkWall.parse(JSON.parse(text));
    expect(wall.counts).toMatchObject({ red: 160, yellow: 0, calm: 1120, closed: 0 });
    expect(wall.halls.map(({ trouble, live }) => [trouble, live !== null])).toEqual(Array(8).fill(['red', true]));
    expect(wall.sum).toMatchObject({ heard: HALLS });
    expect(text).not.toContain('王建国');
    expect(gzipSync(text).length).toBeLessThan(16_000);
    expect(text.length).toBeLessThan(200_000);
  });

  it('is of nothing for whoever has no hall, and of one hall for whoever has one', async () => {
    const of = async (halls: string[]) => {
      const token = await house.tokenOf('supervisor', halls);
      return NetworkWall.parse(
        await (await house.get('/v1/network/wall', { authorization: `Bearer ${token}` })).json(),
      );
    };
    const one = await of(['P0000']);
    expect([one.halls.map(({ code }) => code), one.place, one.sum.halls]).toEqual([
      ...[['P0000'], { hall: 'P0000', name: '大厅 P0000' }, 1],
    ]);
  });
});
