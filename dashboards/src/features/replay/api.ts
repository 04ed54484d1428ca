import { ReplayDays, ReplayLine, ReplayPage, RuleComparison, type CompareRules } from '@cockpit/contracts';
import type { z } from 'zod';
import { ask } from '../../shared/http';

/** Two whole days are played, minute by minute: that takes longer than answers do. */
const PLAYED_WITHIN_MS = 180_000;

const of = (hall: string, rest = ''): string => `/v1/halls/${encodeURIComponent(hall)}/replay${rest}`;

export const fetchDays = async (hall: string): Promise<z.infer<typeof ReplayDays>> =>
  (await ask('GET', of(hall, '/days'), ReplayDays)).body;

export async function fetchFrames(
  hall: string,
  query: { day: string; from: number | null; stepSec: number; frames: number },
): Promise<ReplayPage> {
  const params = new URLSearchParams({ day: query.day, stepSec: String(query.stepSec), frames: String(query.frames) });
  if (query.from !== null) params.set('from', new Date(query.from).toISOString());
  return (await ask('GET', of(hall, `?${params.toString()}`), ReplayPage)).body;
}

export const fetchLine = async ({ hall, day }: { hall: string; day: string }): Promise<ReplayLine> =>
  (await ask('GET', of(hall, `/line?${new URLSearchParams({ day }).toString()}`), ReplayLine)).body;

export const compareRules = async (hall: string, rules: z.input<typeof CompareRules>): Promise<RuleComparison> =>
  (await ask('POST', of(hall, '/compare'), RuleComparison, rules, PLAYED_WITHIN_MS)).body;
