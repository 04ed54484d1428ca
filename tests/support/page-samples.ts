import {
  AssessmentSummary,
  BulletinSummary,
  MatterSummary,
  MetricAnswer,
  RoundSummary,
  page,
} from '@cockpit/contracts';
import type { z } from 'zod';
import type { Demo } from './demo';

/** One address of the demonstration for a page of the dashboards, and somebody of it who may open it. */
export interface PageSample {
  /** name of the route */
  name: string;
  as: string;
  path: string | ((demo: Demo) => Promise<string>);
  /** CSS of what stands there once the page has its content */
  ready: string;
}

/** Every page a person can open; a test holds it against the dashboards' own list. */
export const PAGE_SAMPLES: readonly PageSample[] = [
  { name: 'home', as: 'manager', path: '/', ready: '[data-testid^="hall-"]' },
  { name: 'wall', as: 'h32', path: '/wall/H32', ready: '[data-testid^="window-tile-"]' },
  { name: 'desk', as: 'h32', path: '/desk/H32', ready: '[data-testid^="window-tile-"]' },
  { name: 'plan', as: 'h32', path: '/desk/H32/plan', ready: '[data-testid="plan-gantt"]' },
  { name: 'manual', as: 'h32', path: '/desk/H32/manual', ready: '[data-testid="manual-advice"]' },
  { name: 'replay', as: 'h32', path: '/replay/H32', ready: '[data-testid^="window-tile-"]' },
  { name: 'network', as: 'manager', path: '/network', ready: '[data-testid="places"]' },
  { name: 'cases', as: 'manager', path: '/cases', ready: '[data-testid="case-table"] tbody tr' },
  { name: 'case-new', as: 'manager', path: '/cases/new', ready: '[data-testid="new-title"]' },
  { name: 'case', as: 'manager', path: worstCase, ready: '[data-testid="explanation"]' },
  { name: 'showcase', as: 'manager', path: '/showcase', ready: '[data-testid="showcase"] svg' },
  { name: 'guide', as: 'guide', path: '/guide/H32', ready: '[data-testid="guide"][data-fresh="live"]' },
  { name: 'guide-start', as: 'guide', path: '/guide', ready: '[data-testid="guide"][data-fresh="live"]' },
  { name: 'me', as: 'officer', path: '/me', ready: '[data-testid="me"] h2' },
  { name: 'feeds', as: 'manager', path: '/feeds', ready: '[data-testid="quarantine"] h2' },
  { name: 'duty', as: 'manager', path: '/duty', ready: '[data-testid="duty"][data-ready="true"]' },
  { name: 'channels', as: 'admin', path: '/channels', ready: '[data-testid="channels"][data-ready="true"]' },
  { name: 'wishes', as: 'h32', path: '/wishes', ready: '[data-testid="wishes"][data-ready="true"]' },
  { name: 'rules', as: 'admin', path: '/rules', ready: '[data-testid="rules-page"][data-ready="true"]' },
  { name: 'catalogue', as: 'manager', path: '/catalogue', ready: '[data-testid="catalogue-table"] tbody tr' },
  { name: 'catalogue-item', as: 'manager', path: '/catalogue/HZ-0101', ready: '[data-testid="item-materials"] li' },
  { name: 'points', as: 'manager', path: '/points', ready: '[data-testid="points-by-point"] tbody tr' },
  { name: 'packages', as: 'manager', path: '/packages', ready: '[data-testid="package-table"] tbody tr' },
  ...(['difficult', 'enterprise', 'hotline', 'complaints'] as const).map((desk) => ({
    ...{ name: `desk-${desk}`, as: 'manager', path: `/desks/${desk}` },
    ready: '[data-testid="matter-desk"][data-ready="true"]',
  })),
  { name: 'rounds', as: 'manager', path: '/rounds', ready: '[data-testid="rounds-table"] tbody tr' },
  { name: 'round', as: 'manager', path: lastRound, ready: '[data-testid="case-table"] tbody tr' },
  {
    ...{ name: 'round-hall', as: 'manager', path: async (demo) => `${await lastRound(demo)}/H32` },
    ready: '[data-testid="line-guide"][data-answer="finding"]',
  },
  { name: 'ratings', as: 'manager', path: '/ratings', ready: '[data-testid="ratings"] h2' },
  { name: 'clocks', as: 'manager', path: '/clocks', ready: '[data-testid="clock-table"] tbody tr' },
  { name: 'terminals', as: 'manager', path: '/terminals', ready: '[data-testid="terminals"][data-ready="true"]' },
  {
    name: 'consultation',
    as: 'manager',
    path: '/consultation',
    ready: '[data-testid="consultation"][data-ready="true"]',
  },
  { name: 'phone-lines', as: 'guide', path: '/phone-lines', ready: '[data-testid="phone-lines"][data-ready="true"]' },
  { name: 'analysis', as: 'manager', path: '/analysis', ready: '[data-testid="analysis"][data-ready="true"]' },
  { name: 'visits', as: 'manager', path: visitsOfADay, ready: '[data-testid="visit-table"] tbody tr' },
  { name: 'loop', as: 'manager', path: '/loop', ready: '[data-testid="loop"][data-ready="true"]' },
  {
    ...{ name: 'organisation', as: 'admin', path: '/admin/organisation' },
    ready: '[data-testid="places-table"] tbody tr',
  },
  { name: 'days', as: 'admin', path: '/admin/days', ready: '[data-testid="days"][data-ready="true"]' },
  { name: 'screens', as: 'admin', path: '/admin/screens', ready: '[data-testid="screens"][data-ready="true"]' },
  { name: 'calendars', as: 'admin', path: '/admin/calendars', ready: '[data-testid="calendars"][data-ready="true"]' },
  { name: 'place', as: 'admin', path: '/admin/organisation/places/H32', ready: '[data-testid="place-version"]' },
  { name: 'place-new', as: 'admin', path: '/admin/organisation/new', ready: '[data-testid="basics"]' },
  { name: 'users', as: 'admin', path: '/admin/users', ready: '[data-testid="users"][data-ready="true"]' },
  { name: 'sources', as: 'admin', path: '/admin/sources', ready: '[data-testid="sources"][data-ready="true"]' },
  { name: 'first-steps', as: 'admin', path: '/admin/first-steps', ready: '[data-testid="first-step-wall"]' },
  { name: 'connect', as: 'admin', path: '/admin/sources/connect', ready: '[data-testid="connect-file"]' },
  { name: 'audit', as: 'admin', path: '/admin/audit', ready: '[data-testid="audit-entry"]' },
  { name: 'system', as: 'admin', path: '/admin/system', ready: '[data-testid="job-pulse"]' },
  { name: 'help', as: 'h32', path: '/help/alerts', ready: '[data-testid="guide-text"] h2' },
  { name: 'account', as: 'h32', path: '/account', ready: '[data-testid="sessions"] tbody tr' },
  { name: 'ranking', as: 'manager', path: '/ranking', ready: '[data-testid="league"]' },
  { name: 'overview', as: 'manager', path: '/overview', ready: '[data-testid="overview"][data-ready="true"]' },
  { name: 'targets', as: 'manager', path: '/targets', ready: '[data-testid="targets-page"][data-ready="true"]' },
  { name: 'assessments', as: 'manager', path: '/assessments', ready: '[data-testid="assessments"][data-ready="true"]' },
  {
    name: 'assessment-scheme',
    as: 'manager',
    path: '/assessments/scheme',
    ready: '[data-testid="indicator-line"]',
  },
  { name: 'assessment', as: 'manager', path: lastAssessment, ready: '[data-testid="score-table"] tbody tr' },
  {
    name: 'assessment-sheet',
    as: 'manager',
    path: async (demo) => `${await lastAssessment(demo)}/H32`,
    ready: '[data-testid="sheet-table"] tbody tr',
  },
  { name: 'bulletins', as: 'manager', path: '/bulletins', ready: '[data-testid="bulletins"][data-ready="true"]' },
  { name: 'bulletin', as: 'manager', path: lastBulletin, ready: '[data-testid="headline"] table' },
  { name: 'forecast', as: 'h32', path: '/forecast/H32', ready: '[data-testid="rules"]' },
];

/** A matter past its time, which has the most to show. */
async function visitsOfADay(demo: Demo): Promise<string> {
  const { parts } = MetricAnswer.parse(await demo.get('/v1/metrics/wait_mean?hall=H32&by=day'));
  const day = parts.findLast(({ value }) => value !== null)?.by;
  if (day === undefined) throw new Error('the demonstration has no day with waits');
  return `/analysis/visits?hall=H32&day=${day}`;
}

async function worstCase(demo: Demo): Promise<string> {
  const { items } = page(MatterSummary).parse(await demo.get('/v1/matters?state=red&limit=1'));
  const [matter] = items;
  if (matter === undefined) throw new Error('the demonstration has no matter past its time');
  return `/cases/${matter.id}`;
}

/** The one that the demonstration makes of last month once that is computed. */
async function lastAssessment(demo: Demo): Promise<string> {
  return `/assessments/${await firstOf(demo, '/v1/assessments', AssessmentSummary)}`;
}

/** The one that the demonstration makes at its start. */
async function lastRound(demo: Demo): Promise<string> {
  return `/rounds/${await firstOf(demo, '/v1/rounds', RoundSummary)}`;
}

/** The bulletin that the schedule makes within a minute of the start, of the last week or month of which there are data. */
async function lastBulletin(demo: Demo): Promise<string> {
  return `/bulletins/${await firstOf(demo, '/v1/bulletins', BulletinSummary)}`;
}

/** The id of the first of a list, once there is one. */
async function firstOf(demo: Demo, path: string, schema: z.ZodType<{ id: string }>): Promise<string> {
  const end = Date.now() + 180_000;
  for (;;) {
    const [first] = page(schema).parse(await demo.get(path, 'manager')).items;
    if (first !== undefined) return first.id;
    if (Date.now() > end) throw new Error(`the demonstration has nothing under ${path} after three minutes`);
    await new Promise((next) => setTimeout(next, 1000));
  }
}
