import { Module } from '@nestjs/common';
import { addDays, dayClasses } from '@cockpit/domain';
import {
  keepRecordedPrompts,
  PromptHistory,
  promptsDoneSince,
  RecordedPrompts,
  RedirectCoreModule,
} from '@cockpit/redirect';
import {
  keepRecordedWarnings,
  loopFacts,
  redWarningsOpen,
  RecordedWarnings,
  WarningsCoreModule,
  warningsSince,
} from '@cockpit/warnings';
import { AccessModule } from '@cockpit/access';
import { LiveBindingsModule } from '@cockpit/live';
import { OrganisationModule } from '@cockpit/organisation';
import { DataSource } from 'typeorm';
import { bootApp, freshStores, type RunningApp, type Stores } from '../../../../tests/support/engines';
import { hallPlan, SIMULATED } from '../halls';
import { demonstrationNetwork } from '../network';
import { RecordedPast } from './recorded-past';

@Module({ imports: [AccessModule, OrganisationModule, LiveBindingsModule, RedirectCoreModule, WarningsCoreModule] })
class Kept {}

const FIRST = '2026-11-02';
const DAY = addDays(FIRST, -3);
const SPAN = [new Date(`${DAY}T00:00:00+08:00`), new Date(`${FIRST}T00:00:00+08:00`)] as const;
const asked = { halls: ['H08'], twins: [] };

let stores: Stores;
let running: RunningApp;
let postgres: DataSource;
let played: unknown;

beforeAll(async () => {
  const hall = SIMULATED.find(({ code }) => code === 'H08');
  const plan = hall && hallPlan(demonstrationNetwork({ asOf: addDays(FIRST, -1) }), hall, DAY);
  if (!plan) throw new Error(`H08 is closed on ${DAY}`);
  played = new RecordedPast(dayClasses([])).tell(hall, plan, 3, 'Asia/Shanghai')?.played;
  stores = await freshStores({ LOG_LEVEL: 'silent' });
  running = await bootApp(stores, Kept);
  postgres = running.app.get(DataSource);
});
afterAll(async () => {
  await running.close();
  await stores.dispose();
});

const keep = () =>
  postgres.transaction(async (manager) => {
    await keepRecordedPrompts(manager, DAY, RecordedPrompts.parse(played));
    await keepRecordedWarnings(manager, RecordedWarnings.parse(played));
  });
const rows = async (): Promise<Record<string, number>> => {
  const tables = ['prompt', 'prompt_transition', 'prompt_effect', 'warning', 'warning_transition', 'warning_mark'];
  const found: Record<string, number> = {};
  for (const table of tables) {
    const [row]: { n: number }[] = await postgres.query(`SELECT count(*)::int AS n FROM ${table}`);
    found[table] = row?.n ?? 0;
  }
  return found;
};

describe('a recorded day that is kept', () => {
  it('stands once, however often it is brought', async () => {
    await keep();
    const once = await rows();
    await keep();
    expect(await rows()).toEqual(once);
    expect(Math.min(...Object.values(once))).toBeGreaterThan(0);
  });

  it('is what pages of past days read', async () => {
    const { prompts, warnings } = { ...RecordedPrompts.parse(played), ...RecordedWarnings.parse(played) };
    const [from, to] = SPAN;
    const past = await running.app.get(PromptHistory).within('H08', from.getTime(), to.getTime());
    expect(past.map(({ prompt }) => prompt.id).sort()).toEqual(prompts.map(({ id }) => id).sort());
    const facts = await loopFacts(postgres, SPAN);
    expect(facts).toHaveLength(warnings.length);
    expect(facts.filter(({ resolvedAt }) => resolvedAt === null)).toEqual([]);
    expect(facts.some(({ acknowledgedAt }) => acknowledgedAt !== null)).toBe(true);
  });

  it('raises nothing, tells nobody, and is nothing new', async () => {
    const told: unknown[] = await postgres.query(
      'SELECT 1 FROM escalation UNION ALL SELECT 1 FROM notify_outbox UNION ALL SELECT 1 FROM prompt_order',
    );
    expect(told).toEqual([]);
    expect(await redWarningsOpen(postgres, asked)).toEqual([]);
    expect(await warningsSince(postgres, asked, SPAN[1])).toEqual({ fired: 0, over: 0 });
    expect(await promptsDoneSince(postgres, ['H08'], [], SPAN[1])).toBe(0);
  });
});
