import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { Module } from '@nestjs/common';
import { AccessModule } from '@cockpit/access';
import { message, type DutyLevel } from '@cockpit/contracts';
import { DecisionClock, LiveBindingsModule } from '@cockpit/live';
import { NotifyApiModule, ChannelStore } from '@cockpit/notify';
import { OrganisationModule, OrganisationService, snapshotKey } from '@cockpit/organisation';
import { REDIS } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import type { Client } from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
import { z } from 'zod';
import { ACTOR, ORGANISATION, at, isoAt, until } from '../../../../tests/live/support';
import { bootApp, freshStores, type RunningApp, type Stores } from '../../../../tests/support/engines';
import { rowOf, DutyShiftRow } from '../duty/duty-shift.entity';
import { WarningNotices } from '../notices';
import { WarningRow } from '../warning.entity';
import { WarningsCoreModule } from '../warnings.module';
import { DueEscalations } from './due-escalations';
import { PassingUp } from './passing-up';

/** Passing up without its timer: it runs when the test says so. */
@Module({
  imports: [AccessModule, OrganisationModule, LiveBindingsModule, NotifyApiModule, WarningsCoreModule],
  providers: [DueEscalations, PassingUp],
})
class StillModule {}

const HALL = 'H08';
let stores: Stores;
let running: RunningApp;
let postgres: DataSource;
let cut: Cut;

beforeAll(async () => {
  stores = await freshStores({ LOG_LEVEL: 'silent' });
  running = await bootApp(stores, StillModule);
  const { app } = running;
  postgres = app.get(DataSource);
  await app.get(OrganisationService).replace(ORGANISATION, ACTOR, '2020-01-01');
  const common = { enabled: true, halls: 'all', language: 'zh-CN', endings: true, allowPrivateHost: false } as const;
  const channel = { ...common, name: '站内', kind: 'in-app', levels: ['red', 'yellow'] } as const;
  await app.get(ChannelStore).add({ ...channel, levels: [...channel.levels], settings: {}, secrets: {} }, ACTOR);
  const shift = (person: string, level: DutyLevel) =>
    rowOf(randomUUID(), { person, level, halls: [HALL], unit: null, from: isoAt(-60), to: isoAt(6_000) });
  await postgres.manager.insert(DutyShiftRow, [shift('李', 'supervisor'), shift('王', 'director')]);
  cut = cutting(postgres);
});
afterAll(async () => {
  await running.close();
  await stores.dispose();
});

interface Cut {
  /** From now on: after so many statements the process is gone, before or after the last of them was carried out. */
  arm(statements: number, when: 'before' | 'after'): void;
  /** @returns how many statements there were since; fewer than it was armed for: it was never killed */
  disarm(): number;
}

/** A process that dies: its connection is gone, nothing that it held open is kept, and it asks nothing more. */
function cutting(source: DataSource): Cut {
  let left = Infinity;
  let count = 0;
  let where: 'before' | 'after' = 'before';
  const make = source.createQueryRunner.bind(source);
  const gone = () => new Error('killed');
  source.createQueryRunner = (mode) => {
    const runner = make(mode);
    const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
    const guarded = async (...args: unknown[]): Promise<unknown> => {
      count += 1;
      if (count < left) return query(...args);
      if (count === left && where === 'after') await query(...args);
      if (count === left) await hangUp((await runner.connect()) as Client);
      throw gone();
    };
    runner.query = guarded as QueryRunner['query'];
    return runner;
  };
  return {
    arm: (statements, when) => {
      count = 0;
      left = statements;
      where = when;
    },
    disarm: () => {
      left = Infinity;
      return count;
    },
  };
}
/** As the end of a process does it: the server hears nothing more from it. */
async function hangUp(client: Client): Promise<void> {
  const ended = new Promise<void>((done) => client.once('end', done));
  const { connection } = client as unknown as { connection: { stream: Socket } };
  connection.stream.destroy();
  await ended;
}

const hallAt = (minute: number): Promise<unknown> =>
  running.app
    .get<Redis>(REDIS)
    .set(
      snapshotKey(HALL),
      JSON.stringify({ now: isoAt(minute), clock: 'feed', feeds: [{ lastEventAt: isoAt(minute) }] }),
    );

/** A warning that fires now and is told to the first level. */
async function fired(minute: number): Promise<string> {
  await hallAt(minute);
  const row = Object.assign(new WarningRow(), {
    ...{ id: randomUUID(), hall: HALL, rule: 'queue-longest-wait', ruleVersion: 1, scopeKind: 'queue' },
    ...{ scopeCode: randomUUID(), severity: 'red', condition: 'firing', handling: 'new', unit: 'min' },
    ...{ message: '', words: message('warning.queue-longest-wait', { queue: '户政', value: 31, limit: 15 }) },
    ...{ value: 31, threshold: 15, since: new Date(at(minute)), firedAt: new Date(at(minute)) },
    ...{ clearSince: null, clearedAt: null, acknowledgedBy: null, acknowledgedAt: null, dismissedAs: null },
  });
  await running.app.get(DecisionClock).change(HALL, async (manager) => {
    await manager.insert(WarningRow, row);
    // as it lies in the table, with whatever columns there are
    const kept = await manager.findOneByOrFail(WarningRow, { id: row.id });
    await running.app.get(WarningNotices).follow(manager, kept, null, at(minute));
  });
  return row.id;
}
const pass = (): Promise<number> => running.app.get(PassingUp).run();
const levelsTold = async (id: string): Promise<string[]> =>
  z
    .array(z.object({ person: z.string() }))
    .parse(
      await postgres.query(
        "SELECT notice->'holder'->'people'->>0 AS person FROM notify_outbox WHERE subject = $1 ORDER BY id",
        [`warning/${id}`],
      ),
    )
    .map(({ person }) => person);
const over = (): Promise<unknown> => postgres.query("UPDATE escalation SET state = 'over'");

describe('passing a warning up', () => {
  it.each(['before', 'after'] as const)(
    'tells nobody twice and forgets nobody, wherever the worker is killed (%s a statement)',
    async (when) => {
      let minute = when === 'before' ? 0 : 1_000;
      for (let statement = 1; ; statement += 1) {
        const id = await fired(minute);
        await hallAt(minute + 6);
        cut.arm(statement, when);
        await pass().catch(() => 0);
        const wasKilled = cut.disarm() >= statement;
        await pass();
        await pass();
        expect([statement, await levelsTold(id)]).toEqual([statement, ['李', '王']]);
        await over();
        minute += 10;
        if (wasKilled) continue;
        expect(statement).toBeGreaterThan(10);
        break;
      }
    },
  );

  it('asks as much for many warnings as for one', async () => {
    const asked = async (): Promise<number> => {
      cut.arm(Infinity, 'before');
      await running.app.get(DueEscalations).find(postgres.manager);
      return cut.disarm();
    };
    await fired(3_000);
    const one = await asked();
    for (let k = 0; k < 12; k += 1) await fired(3_000);
    expect([await asked(), one]).toEqual([one, expect.any(Number)]);
    await over();
  });

  it('asks nothing when only the value of a warning moves', async () => {
    const id = await fired(3_500);
    const row = await postgres.manager.findOneByOrFail(WarningRow, { id });
    const before = { condition: 'firing', firedAt: at(3_500), handling: 'new', acknowledgedAt: null } as const;
    const notices = running.app.get(WarningNotices);
    await postgres.transaction(async (manager) => {
      cut.arm(Infinity, 'before');
      await notices.follow(manager, row, before, at(3_510));
    });
    // the savepoint and the commit
    expect(cut.disarm()).toBeLessThanOrEqual(3);
    await over();
  });

  it('asks first whom the bureau names first, and the last again and again', async () => {
    const levels = (['director', 'supervisor'] as const).map((level) => ({ level, afterMin: 5 }));
    const escalation = { levels, acknowledgedMin: 5, quiet: null };
    await running.app
      .get(OrganisationService)
      .replace({ ...ORGANISATION, bureau: { ...ORGANISATION.bureau, escalation } }, ACTOR, '2020-01-01');
    // what is known of halls is believed for a few seconds
    const told = await until(
      async () => {
        const first = await levelsTold(await fired(5_000));
        await over();
        return first;
      },
      ([first]) => first === '王',
    );
    expect(told).toEqual(['王']);
    // the highest level has it: what is red is said again every quarter of an hour, however often the worker looks
    const id = await fired(5_100);
    for (const minute of [5_106, 5_120, 5_122, 5_123, 5_137]) {
      await hallAt(minute);
      await pass();
      await pass();
    }
    expect(await levelsTold(id)).toEqual(['王', '李', '李', '李']);
    await over();
  });

  it('holds no hall for a warning that is silenced', async () => {
    await fired(4_000);
    await hallAt(4_006);
    await postgres.query(
      "INSERT INTO silence (id, hall, reason, owner, from_at, until_at, time_zone) VALUES ($1, $2, '演练', '李', $3, $4, 'Asia/Shanghai')",
      [randomUUID(), HALL, isoAt(4_000), isoAt(4_060)],
    );
    expect(await pass()).toBe(0);
    await hallAt(4_061);
    expect(await pass()).toBe(1);
  });
});
