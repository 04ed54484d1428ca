import {
  AssessmentSummary,
  BulletinSummary,
  MatterSummary,
  MetricAnswer,
  RoundSummary,
  page,
  type Role,
} from '@cockpit/contracts';
import type { z } from 'zod';
import { ENTRIES } from '../../dashboards/src/app/entries';
import type { RunningDemo } from './demo';

/** One address of the demonstration for a page of the dashboards, and somebody of it who may open it. */
export interface PageSample {
  /** name of the route */
  name: string;
  as: string;
  path: string | ((demo: RunningDemo) => Promise<string>);
  /** CSS of what stands there once the page has its content */
  ready: string;
}

const READY_TILES = '[data-testid^="window-tile-"]';
const READY_CASES = '[data-testid="case-table"] tbody tr';
const READY_DESK = '[data-testid="matter-desk"][data-ready="true"]';
const READY_GUIDE = '[data-testid="guide"][data-fresh="live"]';

/**
 * What a page needs of its own; all else follows from its route. Its address is of hall H32, it is opened by the first
 * of `OPENERS` who may, and it is ready when `[data-testid="NAME"][data-ready="true"]` stands there.
 */
export const PARTICULARS: Readonly<Record<string, Partial<Omit<PageSample, 'name'>>>> = {
  halls: { ready: '[data-testid^="hall-"]' },
  wall: { ready: READY_TILES },
  desk: { ready: READY_TILES },
  'desk-start': { as: 'h32', ready: READY_TILES },
  plan: { ready: '[data-testid="plan-gantt"]' },
  manual: { ready: '[data-testid="manual-advice"]' },
  replay: { ready: READY_TILES },
  network: { ready: '[data-testid="ground"] path' },
  cases: { ready: READY_CASES },
  'case-new': { ready: '[data-testid="new-title"]' },
  case: { path: worstCase, ready: '[data-testid="explanation"]' },
  guide: { as: 'guide', ready: READY_GUIDE },
  'guide-start': { as: 'guide', ready: READY_GUIDE },
  me: { as: 'officer', ready: '[data-testid="me"] h2' },
  feeds: { ready: '[data-testid="quarantine"] h2' },
  channels: { as: 'admin' },
  wishes: { as: 'h32' },
  rules: { as: 'admin', ready: '[data-testid="rules-page"][data-ready="true"]' },
  catalogue: { ready: '[data-testid="catalogue-table"] tbody tr' },
  'catalogue-item': { path: '/catalogue/HZ-0101', ready: '[data-testid="item-materials"] li' },
  packages: { ready: '[data-testid="package-table"] tbody tr' },
  'desk-difficult': { ready: READY_DESK },
  'desk-enterprise': { ready: READY_DESK },
  'desk-hotline': { ready: READY_DESK },
  'desk-complaints': { ready: READY_DESK },
  rounds: { ready: '[data-testid="rounds-table"] tbody tr' },
  round: { path: lastRound, ready: READY_CASES },
  'round-hall': {
    as: 'manager',
    path: async (demo) => `${await lastRound(demo)}/H32`,
    ready: '[data-testid="line-guide"][data-answer="finding"]',
  },
  ratings: { ready: '[data-testid="ratings"] h2' },
  days: { as: 'admin' },
  calendars: { as: 'admin' },
  clocks: { ready: '[data-testid="clock-table"] tbody tr' },
  targets: { ready: '[data-testid="targets-page"][data-ready="true"]' },
  'assessment-scheme': { ready: '[data-testid="indicator-line"]' },
  points: { ready: '[data-testid="points-by-point"] tbody tr' },
  'phone-lines': { as: 'guide' },
  visits: { path: visitsOfADay, ready: '[data-testid="visit-table"] tbody tr' },
  organisation: { ready: '[data-testid="places-table"] tbody tr' },
  screens: { as: 'admin' },
  place: { path: '/admin/organisation/places/H32', ready: '[data-testid="place-version"]' },
  'first-steps': { ready: '[data-testid="first-step-wall"]' },
  connect: { ready: '[data-testid="connect-file"]' },
  audit: { ready: '[data-testid="audit-entry"]' },
  system: { ready: '[data-testid="job-pulse"]' },
  help: { as: 'h32', path: '/help/alerts', ready: '[data-testid="guide-text"] h2' },
  account: { as: 'h32', ready: '[data-testid="sessions"] tbody tr' },
  ranking: { ready: '[data-testid="league"]' },
  assessment: { path: lastAssessment, ready: '[data-testid="score-table"] tbody tr' },
  bulletin: { path: lastBulletin, ready: '[data-testid="headline"] table' },
  forecast: { ready: '[data-testid="warnings-now"]' },
};

/** Whom of the demonstration a page is shown as: the first who may open it; a page of a hall, its supervisor. */
const OPENERS: readonly (readonly [as: string, role: Role])[] = [
  ['manager', 'manager'],
  ['h32', 'supervisor'],
  ['admin', 'administrator'],
  ['guide', 'guide'],
  ['officer', 'officer'],
];

/** Every page a person can open. */
export const PAGE_SAMPLES: readonly PageSample[] = ENTRIES.map(({ name, path, perHall, roles }) => ({
  name,
  as:
    (perHall && roles.includes('supervisor') ? 'h32' : OPENERS.find(([, role]) => roles.includes(role))?.[0]) ??
    'admin',
  path: path.replace(':hall', 'H32'),
  ready: `[data-testid="${name}"][data-ready="true"]`,
  ...PARTICULARS[name],
})).concat({
  name: 'assessment-sheet',
  as: 'manager',
  path: async (demo) => `${await lastAssessment(demo)}/H32`,
  ready: '[data-testid="sheet-table"] tbody tr',
});

async function visitsOfADay(demo: RunningDemo): Promise<string> {
  const { parts } = MetricAnswer.parse(await demo.get('/v1/metrics/wait_mean?hall=H32&by=day'));
  const day = parts.findLast(({ value }) => value !== null)?.by;
  if (day === undefined) throw new Error('the demonstration has no day with waits');
  return `/analysis/visits?hall=H32&day=${day}`;
}

/** A matter past its time, which has the most to show. */
async function worstCase(demo: RunningDemo): Promise<string> {
  const { items } = page(MatterSummary).parse(await demo.get('/v1/matters?state=red&limit=1'));
  const [matter] = items;
  if (matter === undefined) throw new Error('the demonstration has no matter past its time');
  return `/cases/${matter.id}`;
}

/** The one that the demonstration makes of last month once that is computed. */
async function lastAssessment(demo: RunningDemo): Promise<string> {
  return `/assessments/${await firstOf(demo, '/v1/assessments', AssessmentSummary)}`;
}

/** The one that the demonstration makes at its start. */
async function lastRound(demo: RunningDemo): Promise<string> {
  return `/rounds/${await firstOf(demo, '/v1/rounds', RoundSummary)}`;
}

/** The bulletin that the schedule makes within a minute of the start, of the last week or month of which there are data. */
async function lastBulletin(demo: RunningDemo): Promise<string> {
  return `/bulletins/${await firstOf(demo, '/v1/bulletins', BulletinSummary)}`;
}

/** The id of the first of a list, once there is one. */
async function firstOf(demo: RunningDemo, path: string, schema: z.ZodType<{ id: string }>): Promise<string> {
  const end = Date.now() + 180_000;
  for (;;) {
    const [first] = page(schema).parse(await demo.get(path, 'manager')).items;
    if (first !== undefined) return first.id;
    if (Date.now() > end) throw new Error(`the demonstration has nothing under ${path} after three minutes`);
    await new Promise((next) => setTimeout(next, 1000));
  }
}
