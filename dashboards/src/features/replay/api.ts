import { ReplayDays, ReplayPage, RuleComparison, type CompareRules } from '@cockpit/contracts';
import type { z } from 'zod';
import { ask } from '../../shared/http';

const of = (hall: string, rest = ''): string => `/v1/halls/${encodeURIComponent(hall)}/replay${rest}`;

export const fetchDays = async (hall: string): Promise<string[]> => (await ask('GET', of(hall, '/days'), ReplayDays)).body.days;

export async function fetchFrames(hall: string, query: { day: string; from: number | null; stepSec: number; frames: number }): Promise<ReplayPage> {
  const params = new URLSearchParams({ day: query.day, stepSec: String(query.stepSec), frames: String(query.frames) });
  if (query.from !== null) params.set('from', new Date(query.from).toISOString());
  return (await ask('GET', of(hall, `?${params.toString()}`), ReplayPage)).body;
}

export const compareRules = async (hall: string, rules: z.input<typeof CompareRules>): Promise<RuleComparison> => (await ask('POST', of(hall, '/compare'), RuleComparison, rules)).body;
