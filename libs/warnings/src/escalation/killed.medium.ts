import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import { AccessModule } from '@cockpit/access';
import { message, type DutyLevel } from '@cockpit/contracts';
import { DecisionClock, LiveBindingsModule } from '@cockpit/live';
import { MattersCoreModule } from '@cockpit/matters';
import { NotifyApiModule, ChannelStore } from '@cockpit/notify';
import { OrganisationModule, OrganisationService, clockKey } from '@cockpit/organisation';
import { REDIS } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import type { Client } from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
import { z } from 'zod';
import { ACTOR, ORGANISATION, at, isoAt, until } from '../../../../tests/live/support';
import { bootApp, freshStores, type RunningApp, type Stores } from '../../../../tests/support/engines';
import { rowOf, DutyShiftRow } from '@cockpit/duty';
import { WarningNotices } from '../notices';
import { CardReminders } from '../reminders/card-reminders';
import { ActNotifier } from '../reminders/act-notifier';
import { RulesInForce } from '../settings/rules-in-force';
import { WarningRow } from '../warning.entity';
import { WarningsCoreModule } from '../warnings.module';
import { DueEscalations } from './due-escalations';
import { LateTelling } from './late-telling';
import { PassingUp } from './passing-up';

/** Passing up without its timer: it runs when the test says so. */
@Module({
  imports: [
    AccessModule,
    OrganisationModule,
    LiveBindingsModule,
    MattersCoreModule,
    NotifyApiModule,
    WarningsCoreModule,
  ],
  providers: [CardReminders, DueEscalations, LateTelling, PassingUp, ActNotifier],
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
  /**
   * Does it as a process that is gone after so many statements of its own, before or after the last of them was carried out.
   * @returns how many there were; fewer: it was never killed
   */
  during(statements: number, when: 'before' | 'after', work: () => Promise<unknown>): Promise<number>;
}

interface Doomed {
  readonly left: number;
  readonly when: 'before' | 'after';
  count: number;
  /** those it has asked by, and those that are gone */
  readonly used: Set<QueryRunner>;
  readonly gone: Set<QueryRunner>;
}

/**
 * A process that dies: all its connections are gone, nothing that they held open is kept, and it asks nothing more. What else goes on in this
 * process of the tests (the audit is sealed every two seconds) is another one's: it is neither counted nor killed.
 */
function cutting(source: DataSource): Cut {
  const doomed = new AsyncLocalStorage<Doomed>();
  const make = source.createQueryRunner.bind(source);
  const cutOff = async (runner: QueryRunner, { used, gone }: Doomed): Promise<void> => {
    if (!used.has(runner) || gone.has(runner) || runner.isReleased) return;
    gone.add(runner);
    await hangUp((await runner.connect()) as Client, make());
  };
  source.createQueryRunner = (mode) => {
    const runner = make(mode);
    const mine = doomed.getStore();
    if (mine === undefined) return runner;
    const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
    const guarded = async (...args: unknown[]): Promise<unknown> => {
      mine.count += 1;
      const nth = mine.count;
      if (nth <= mine.left) mine.used.add(runner);
      if (nth < mine.left) return query(...args);
      if (nth === mine.left && mine.when === 'after') await query(...args);
      for (const held of nth === mine.left ? mine.used : [runner]) await cutOff(held, mine);
      throw new Error('killed');
    };
    runner.query = guarded as QueryRunner['query'];
    return runner;
  };
  return {
    during: async (left, when, work) => {
      const mine: Doomed = { left, when, count: 0, used: new Set(), gone: new Set() };
      await doomed.run(mine, work).catch((error: unknown) => {
        if (mine.count < left) throw error;
      });
      return mine.count;
    },
  };
}
/**
 * As the end of a process does it: the server hears nothing more from it. Whoever comes next comes when the server has noticed, as it does at
 * once when it has the time: until then rows may be locked, and are passed over.
 */
async function hangUp(client: Client, other: QueryRunner): Promise<void> {
  const ended = new Promise<void>((done) => client.once('end', done));
  const { connection, processID } = client as unknown as { connection: { stream: Socket }; processID: number };
  connection.stream.destroy();
  await ended;
  const isThere = async (): Promise<boolean> =>
    ((await other.query('SELECT 1 FROM pg_stat_activity WHERE pid = $1', [processID])) as unknown[]).length > 0;
  const end = performance.now() + 30_000;
  while (await isThere()) {
    if (performance.now() > end) throw new Error('the server keeps the connection of a process that is gone');
    await sleep(2);
  }
  await other.release();
}

const hallAt = (minute: number): Promise<unknown> =>
  running.app
    .get<Redis>(REDIS)
    .set(
      clockKey(HALL),
      JSON.stringify({ now: isoAt(minute), clock: 'feed', feeds: [{ lastEventAt: isoAt(minute) }] }),
    );

/** A warning that fires now and is told to the first level. */
async function fired(minute: number, more: Partial<WarningRow> = {}): Promise<string> {
  await hallAt(minute);
  const row = Object.assign(new WarningRow(), {
    id: randomUUID(),
    hall: HALL,
    rule: 'queue-longest-wait',
    ruleVersion: 1,
    scopeKind: 'queue',
    scopeCode: randomUUID(),
    severity: 'red',
    condition: 'firing',
    handling: 'new',
    unit: 'min',
    message: '',
    words: message('warning.queue-longest-wait', { queue: '户政', value: 31, limit: 15 }),
    value: 31,
    threshold: 15,
    since: new Date(at(minute)),
    firedAt: new Date(at(minute)),
    clearSince: null,
    clearedAt: null,
    acknowledgedBy: null,
    acknowledgedAt: null,
    dismissedAs: null,
    ...more,
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
const levelsTold = async (id: string): Promise<(string | null)[]> =>
  z
    .array(z.object({ person: z.string().nullable() }))
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
        const wasKilled = (await cut.during(statement, when, pass)) >= statement;
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
    const once = (): Promise<number> =>
      cut.during(Infinity, 'before', () => running.app.get(DueEscalations).find(postgres.manager));
    // what is remembered for seconds is asked for anew now and then
    const asked = async (): Promise<number> => Math.min(await once(), await once(), await once());
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
    const asked = await cut.during(Infinity, 'before', () =>
      postgres.transaction((manager) => notices.follow(manager, row, before, at(3_510))),
    );
    // the transaction and the savepoint in it
    expect(asked).toBeLessThanOrEqual(4);
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

  it('tells of what fired before there was a channel, once, while it holds', async () => {
    await postgres.query('UPDATE notify_channel SET enabled = false');
    const [id, gone] = [await fired(2_000), await fired(2_000)];
    await pass();
    expect(await levelsTold(id)).toEqual([]);
    await postgres.query("UPDATE warning SET condition = 'resolved' WHERE id = $1", [gone]);
    await postgres.query('UPDATE notify_channel SET enabled = true');
    await pass();
    await pass();
    expect([(await levelsTold(id)).length, await levelsTold(gone)]).toEqual([1, []]);
    await over();
  });

  it('keeps back what a wider warning says already, and tells it when that is over', async () => {
    const wide = await fired(2_200, { rule: 'windows-overloaded', scopeKind: 'hall', scopeCode: 'windows' });
    const narrow = await fired(2_200);
    await pass();
    expect([(await levelsTold(wide)).length, await levelsTold(narrow)]).toEqual([1, []]);
    await postgres.query("UPDATE warning SET condition = 'resolved' WHERE id = $1", [wide]);
    await pass();
    await pass();
    expect((await levelsTold(narrow)).length).toBe(1);
    await over();
  });

  it('gives what fired before there was a roster to whoever is on duty, with the whole delay', async () => {
    const shifts = await postgres.manager.find(DutyShiftRow);
    await postgres.manager.clear(DutyShiftRow);
    const id = await fired(2_100);
    expect(await levelsTold(id)).toEqual([null]);
    await postgres.manager.insert(DutyShiftRow, shifts);
    await hallAt(2_160);
    await pass();
    await pass();
    // the bureau asks the director first
    expect(await levelsTold(id)).toEqual([null, '王']);
    await over();
  });

  it('passes nothing up that recovers, and goes on from there when it comes back', async () => {
    const id = await fired(3_700);
    const become = (condition: string): Promise<unknown> =>
      postgres.query('UPDATE warning SET condition = $2 WHERE id = $1', [id, condition]);
    await become('recovering');
    await hallAt(3_706);
    const told = await levelsTold(id);
    expect([await pass(), await levelsTold(id)]).toEqual([0, told]);
    await become('firing');
    expect([await pass(), (await levelsTold(id)).length]).toEqual([1, told.length + 1]);
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

describe('reminding of a card', () => {
  const WEDNESDAY = 7 * 1_440 + 90;
  const DAY = 1_440;
  let serial = 0;
  const issued = async (more: { unit?: string; officer?: string | null; kind?: string } = {}): Promise<string> => {
    const id = `card-${String(++serial)}`;
    const { unit = 'u1', officer = 'p1', kind = 'red' } = more;
    await postgres.query(
      `INSERT INTO matter_clock (id, source, case_id, kind, category, halls, hall, last_event_at, computed_at, card, paused, provisional, faults, calendar_revision, version)
       VALUES ($1, 's', $1, 'case', 'x', $2, $3, now(), now(), 'red', false, false, '[]', 1, 1)`,
      [id, [HALL], HALL],
    );
    await postgres.query(
      `INSERT INTO matter_card (id, matter_id, source, register, case_id, kind, reading, issued_at, halls, unit, officer_id, state)
       VALUES ($1, $1, 's', 's', $1, $2, $3, $3, $4, $5, $6, 'issued')`,
      [id, kind, isoAt(0), [HALL], unit, officer],
    );
    return id;
  };
  const remindAt = async (minute: number): Promise<number> => {
    await hallAt(minute);
    return running.app.get(CardReminders).run();
  };
  const Told = z.object({
    level: z.string(),
    code: z.string(),
    days: z.number().nullable(),
    people: z.array(z.string()),
  });
  const told = async (id: string): Promise<string[]> =>
    z
      .array(Told)
      .parse(
        await postgres.query(
          `SELECT split_part(subject, '/', 3) AS level, notice->'holder'->'why'->>'code' AS code, (notice->'holder'->'why'->'params'->>'days')::int AS days,
             notice->'holder'->'people' AS people FROM notify_outbox WHERE subject LIKE 'cards/%' AND notice->'about'->'params'->'cases' ? $1 ORDER BY id`,
          [id],
        ),
      )
      .map(({ level, days, people }) => [level, ...(days === null ? [] : [String(days)]), ...people].join(' '));
  const answered = (id: string): Promise<unknown> =>
    postgres.query("UPDATE matter_card SET state = 'acknowledged' WHERE id = $1", [id]);

  it('comes back after two working days, one level higher, until somebody answers', async () => {
    const shift = { person: '王', level: 'director' as const, halls: [HALL], unit: null };
    await postgres.manager.insert(DutyShiftRow, [
      rowOf(randomUUID(), { ...shift, from: isoAt(WEDNESDAY), to: isoAt(WEDNESDAY + 10 * DAY) }),
    ]);
    const id = await issued();
    // before the office opens nobody is told
    expect(await remindAt(WEDNESDAY - 120)).toBe(0);
    expect([await remindAt(WEDNESDAY), await remindAt(WEDNESDAY), await told(id)]).toEqual([1, 0, ['officer p1']]);
    expect(await remindAt(WEDNESDAY + 2 * DAY - 1)).toBe(0);
    expect(await remindAt(WEDNESDAY + 2 * DAY)).toBe(1);
    // two working days from a Friday on are over on Tuesday
    expect(await remindAt(WEDNESDAY + 5 * DAY)).toBe(0);
    expect(await remindAt(WEDNESDAY + 6 * DAY)).toBe(1);
    expect(await told(id)).toEqual(['officer p1', 'unit 2', 'director 2 王']);
    const steps: unknown = await postgres.query('SELECT note FROM matter_card_step WHERE card_id = $1 ORDER BY id', [
      id,
    ]);
    expect(
      z
        .array(z.object({ note: z.string() }))
        .parse(steps)
        .map(({ note }) => note)
        .at(-1),
    ).toBe('无人答复，已提醒大厅主任（第 3 次）');
    await answered(id);
    expect(await remindAt(WEDNESDAY + 20 * DAY)).toBe(0);
  });

  it('goes by what the rule is told: other days for a unit, or not at all', async () => {
    await postgres.query(
      `INSERT INTO rule_setting (rule, place_kind, hall, code, settings, author, reason, at) VALUES
         ('card-red', 'unit', NULL, 'quick', '{"threshold": 1}', '李', '试行', now()), ('card-soon', 'bureau', NULL, NULL, '{"enabled": false}', '李', '试行', now())`,
    );
    await running.app.get(RulesInForce).announce();
    const [quick, off] = [await issued({ unit: 'quick', officer: null }), await issued({ kind: 'yellow' })];
    await remindAt(WEDNESDAY);
    await remindAt(WEDNESDAY + DAY);
    expect([await told(quick), await told(off)]).toEqual([['unit', 'director 1 王'], []]);
    await answered(quick);
    await answered(off);
  });

  it.each(['before', 'after'] as const)(
    'tells nobody twice and forgets nobody, wherever the worker is killed (%s a statement)',
    async (when) => {
      for (let statement = 1; ; statement += 1) {
        const ids = [await issued(), await issued({ officer: null })];
        await hallAt(WEDNESDAY);
        const wasKilled = (await cut.during(statement, when, () => running.app.get(CardReminders).run())) >= statement;
        await remindAt(WEDNESDAY);
        await remindAt(WEDNESDAY);
        expect([statement, await Promise.all(ids.map(told))]).toEqual([statement, [['officer p1'], ['unit']]]);
        for (const id of ids) await answered(id);
        if (wasKilled) continue;
        expect(statement).toBeGreaterThan(5);
        break;
      }
    },
  );
});

describe('telling of what was done to a matter', () => {
  let serial = 0;
  const done = async (act: 'assign' | 'urge' | 'mention', more: object = {}): Promise<string> => {
    const id = `act-${String(++serial)}`;
    const about = { matterId: id, caseId: id, hall: HALL, unit: 'u7', officerId: null, mentions: [] };
    await postgres.query(
      "INSERT INTO matter_act (identity, source, case_id, event, at, to_tell) VALUES ($1, 's', $1, '{}', now(), $2)",
      [id, JSON.stringify({ ...about, act, ...more })],
    );
    return id;
  };
  const run = (): Promise<number> => running.app.get(ActNotifier).run();
  const told = async (id: string): Promise<string[]> =>
    z
      .array(z.object({ code: z.string(), people: z.array(z.string()) }))
      .parse(
        await postgres.query(
          `SELECT notice->'about'->>'code' AS code, notice->'holder'->'people' AS people FROM notify_outbox
           WHERE subject LIKE 'acts/%' AND notice->'about'->'params'->'cases' ? $1 ORDER BY id`,
          [id],
        ),
      )
      .map(({ code, people }) => [code, ...people].join(' '));

  it('is for whoever is on duty for the unit, the officer, or who is named, once', async () => {
    const shift = { person: '孙', level: 'unit' as const, halls: [HALL], unit: 'u7' };
    await postgres.manager.insert(DutyShiftRow, [rowOf(randomUUID(), { ...shift, from: isoAt(0), to: isoAt(600) })]);
    await hallAt(60);
    const ids = [
      await done('urge'),
      await done('urge'),
      await done('assign', { officerId: 'p1' }),
      await done('mention', { mentions: ['wang'] }),
    ];
    expect([await run(), await run()]).toEqual([4, 0]);
    expect(await Promise.all(ids.map(told))).toEqual([
      ['reminder.act-urge 孙'],
      ['reminder.act-urge 孙'],
      ['reminder.act-assign p1'],
      ['reminder.act-mention wang'],
    ]);
  });

  it.each(['before', 'after'] as const)(
    'tells nobody twice and forgets nobody, wherever the worker is killed (%s a statement)',
    async (when) => {
      for (let statement = 1; ; statement += 1) {
        const ids = [await done('urge'), await done('assign', { officerId: 'p1' })];
        const wasKilled = (await cut.during(statement, when, run)) >= statement;
        await run();
        expect([statement, (await Promise.all(ids.map(told))).map(({ length }) => length)]).toEqual([
          statement,
          [1, 1],
        ]);
        if (wasKilled) continue;
        expect(statement).toBeGreaterThan(3);
        break;
      }
    },
  );
});
