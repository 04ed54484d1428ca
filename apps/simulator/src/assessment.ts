import { AssessmentSchemeVersion, type AssessmentScheme } from '@cockpit/contracts';
import type { Cockpit } from './cockpit';

/** Waiting weighs as much as keeping promised times; whoever breaks promises cannot be among the best. */
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

/** A scheme, and last month by it as a draft; only where nobody has set one. */
export async function ensureAssessment(admin: Cockpit): Promise<void> {
  const { revision } = await admin.get('/v1/assessments/scheme', AssessmentSchemeVersion);
  if (revision > 0) return;
  await admin.send('PUT', '/v1/assessments/scheme', { place: null, revision, scheme: SCHEME, reason: '演示方案' });
  await admin.send('POST', '/v1/assessments', { place: null });
}
