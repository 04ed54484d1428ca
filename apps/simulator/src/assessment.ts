import {
  AssessmentSchemeVersion,
  MetricAnswer,
  TargetVersion,
  type AssessmentScheme,
  type TargetLine,
} from '@cockpit/contracts';
import { addDays, periodBefore, periodOf } from '@cockpit/domain';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Cockpit } from './cockpit';

/** Waiting times weigh as much as kept promises. A hall that breaks promises cannot be among the best. */
const SCHEME: AssessmentScheme = {
  indicators: [
    { metric: 'service_level', tier: null, weight: 30, zero: 0.5, full: 0.95, most: 1, least: 30 },
    { metric: 'wait_p90', tier: null, weight: 20, zero: 3600, full: 900, most: 1, least: 30 },
    { metric: 'on_time_rate', tier: null, weight: 30, zero: 0.8, full: 1, most: 1, least: 5 },
    { metric: 'satisfied', tier: null, weight: 15, zero: 0.8, full: 0.99, most: 1, least: 10 },
    { metric: 'online_share', tier: null, weight: 5, zero: 0, full: 0.5, most: 1.2, least: 30 },
  ],
  gates: [{ metric: 'on_time_rate', tier: null, limit: 0.7, cap: 79 }],
};
/** Targets of the bureau. The line for large halls comes before the line for all halls. */
const TARGETS: readonly Omit<TargetLine, 'from'>[] = [
  { metric: 'service_level', tier: null, size: null, value: 0.8 },
  { metric: 'service_level', tier: null, size: 'large', value: 0.7 },
  { metric: 'wait_p90', tier: null, size: null, value: 1800 },
  { metric: 'on_time_rate', tier: null, size: null, value: 0.95 },
  { metric: 'online_share', tier: null, size: null, value: 0.7 },
  { metric: 'comprehensive_share', tier: null, size: null, value: 0.75 },
  { metric: 'closed_loop_rate', tier: null, size: null, value: 0.9 },
  { metric: 'satisfied', tier: null, size: null, value: 0.98 },
];
/** Targets begin this many days before the first day, so that they cover the past. */
const TARGET_DAYS = 100;
/** Hall days that change are recomputed every 10 s. The past counts as complete if nothing changes for this long. */
const STILL_MS = 25_000;

/** Sets the bureau's targets if there are none. */
export async function ensureTargets(admin: Cockpit, firstDay: string): Promise<void> {
  const { revision } = await admin.get('/v1/targets', TargetVersion);
  if (revision > 0) return;
  const from = addDays(firstDay, -TARGET_DAYS).slice(0, 7);
  const lines = TARGETS.map((line): TargetLine => ({ ...line, from }));
  await admin.change('/v1/targets', { place: null, revision, lines, reason: '演示目标' }, async () => {
    const current = await admin.get('/v1/targets', TargetVersion);
    return isDeepStrictEqual(current.lines, lines);
  });
}

/** Sets a scheme and drafts the assessment of the previous month, if there is no scheme. */
export async function ensureAssessment(admin: Cockpit, firstDay: string, signal: AbortSignal): Promise<void> {
  const { revision } = await admin.get('/v1/assessments/scheme', AssessmentSchemeVersion);
  if (revision > 0) return;
  const { from, to } = periodBefore('month', periodOf('month', firstDay));
  const path = `/v1/metrics/wait_mean?from=${from}&to=${to}`;
  for (let previous: number | null = Number.NaN; ;) {
    const { denominator } = await admin.get(path, MetricAnswer);
    if (denominator === previous) break;
    previous = denominator;
    await sleep(STILL_MS, undefined, { signal });
  }
  const change = { place: null, revision, scheme: SCHEME, reason: '演示方案' };
  await admin.change('/v1/assessments/scheme', change, async () => {
    const current = await admin.get('/v1/assessments/scheme', AssessmentSchemeVersion);
    return isDeepStrictEqual(current.scheme, SCHEME);
  });
  await admin.send('POST', '/v1/assessments', { place: null, month: from.slice(0, 7) });
}
