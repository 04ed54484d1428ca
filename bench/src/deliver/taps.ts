import { setTimeout as sleep } from 'node:timers/promises';
import { OrganisationDoc } from '@cockpit/contracts';
import type { DataSource } from 'typeorm';
import type { AppEmulator, ShownCard } from '../../emulators/feishu-app';

/** So many that none has two messages within ten seconds: in a group the second, where it is yellow, would wait for others. */
const HALLS = Array.from({ length: 60 }, (_, n) => `B${String(n).padStart(2, '0')}`);
export const hallOf = (n: number): string => HALLS[n % HALLS.length] ?? 'B00';
/** Halls, so that there are warnings to answer. */
export const ORGANISATION = OrganisationDoc.parse({
  format: 'organisation/1',
  bureau: { code: 'bureau', name: 'bench' },
  branches: [{ code: 'household', name: 'household' }],
  halls: HALLS.map((code) => ({
    code,
    name: 'bench',
    tier: 'hall',
    clock: 'wall',
    waitTargetMin: 15,
    hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '08:30', to: '17:30' }],
    queues: [{ code: 'household', name: 'household', branch: 'household' }],
    windows: [],
  })),
  officers: [],
  rosters: [],
});

const WARNING = `
  INSERT INTO warning (id, hall, rule, rule_version, scope_kind, scope_code, severity, condition, handling, message, value, threshold, unit, since, fired_at)
  VALUES ($1, $2, 'bench', 1, 'queue', $1, $3, 'firing', 'new', $1, 31, 15, 'min', now(), now()) ON CONFLICT DO NOTHING`;

/** A warning that holds, of a rule that nobody evaluates. */
export const addWarning = (
  postgres: Pick<DataSource, 'query'>,
  { mark, hall, level }: { mark: string; hall: string; level: string },
): Promise<unknown> => postgres.query(WARNING, [mark, hall, level]);

const AGAIN_MS = 300;
const LONGEST_MS = 60_000;

/** Taps each card that comes, as somebody does: again and again until it changes. Answers how long that took, ms. */
export async function tapAll(app: AppEmulator, signal: AbortSignal): Promise<number[]> {
  const taken = new Set<string>();
  const taps: Promise<number>[] = [];
  while (!signal.aborted) {
    for (const card of app.cards.values())
      if (!taken.has(card.id)) {
        taken.add(card.id);
        taps.push(tap(app, card));
      }
    await sleep(100);
  }
  return Promise.all(taps);
}

async function tap(app: AppEmulator, card: ShownCard): Promise<number> {
  const began = Date.now();
  while (card.changedAt.length === 0 && Date.now() - began < LONGEST_MS) {
    await app.press(card, 'ou_bench');
    await sleep(AGAIN_MS);
  }
  return (card.changedAt[0] ?? Date.now()) - began;
}
