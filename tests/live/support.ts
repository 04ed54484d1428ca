import { Sources, Tokens } from '@cockpit/access';
import { IngestAnswer, LiveHall, OrganisationDoc, Prompt, Warning, page, type HallEvent } from '@cockpit/contracts';
import { OrganisationService } from '@cockpit/organisation';
import type { Settings } from '@cockpit/platform';
import { bootApp, freshStores, type RunningApp, type Stores } from '../support/engines';
import { WholeModule } from './modules';

export const ACTOR = { kind: 'system', id: 'test', name: 'test' } as const;
export const DAY = '2026-03-04';
/** 08:30 hall time plus minutes. */
export const at = (minute: number): number => Date.parse(`${DAY}T08:30:00+08:00`) + Math.round(minute * 60_000);
export const isoAt = (minute: number): string => new Date(at(minute)).toISOString();

const queue = (code: string, name: string) => ({ code, name, branch: code });
const windows = (prefix: string, home: string, other: string, n: number) =>
  Array.from({ length: n }, (_, i) => ({
    id: `${prefix}${String(i + 1)}`,
    number: `${prefix}${String(i + 1)}`,
    queues: [home],
    kind: 'specialised',
    switchMin: 2,
    other,
  })).map(({ other: _, ...window }) => window);
const hall = (code: string, more: Record<string, unknown> = {}) => ({
  code,
  name: `大厅 ${code}`,
  tier: 'hall',
  clock: 'feed',
  waitTargetMin: 15,
  hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '08:30', to: '17:30' }],
  queues: [queue('household', '户政'), queue('traffic', '交管')],
  windows: [...windows('a', 'household', 'traffic', 3), ...windows('b', 'traffic', 'household', 3)],
  ...more,
});
const officers = (code: string) =>
  ['a1', 'a2', 'a3', 'b1', 'b2', 'b3'].map((window) => ({
    id: `${code}-${window}`,
    name: `警员 ${window}`,
    hall: code,
    homeBranch: window.startsWith('a') ? 'household' : 'traffic',
    skills: ['household', 'traffic'].map((branch) => ({ branch, from: '2020-01-01' })),
  }));
const rosters = (code: string) =>
  ['a1', 'a2', 'a3', 'b1', 'b2', 'b3'].map((window) => ({
    hall: code,
    officer: `${code}-${window}`,
    window,
    days: [1, 2, 3, 4, 5, 6, 7],
    validFrom: '2020-01-01',
    from: '08:30',
    to: '17:30',
  }));

/** H08 and H09 live by their feed, H08-T is the twin without prompts, H01 lives by the wall clock, H12 only shows boards. */
export const ORGANISATION = OrganisationDoc.parse({
  format: 'organisation/1',
  bureau: { code: 'bureau', name: '公安局' },
  branches: ['household', 'traffic'].map((code) => ({ code, name: code })),
  halls: [
    hall('H08'),
    hall('H09'),
    hall('H10'),
    hall('H11'),
    hall('H08-T', { twinOf: 'H08' }),
    hall('H12', { windows: [] }),
    hall('H01', {
      clock: 'wall',
      holidays: 'open',
      hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }],
    }),
  ],
  officers: ['H08', 'H09', 'H10', 'H11', 'H08-T', 'H01'].flatMap(officers),
  rosters: ['H08', 'H09', 'H10', 'H11', 'H08-T'].flatMap(rosters),
});

export interface Hall {
  stores: Stores;
  front: RunningApp;
  token: string;
  key: string;
  post(events: readonly object[]): Promise<IngestAnswer>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  send(path: string, body?: unknown, token?: string): Promise<Response>;
  live(hall?: string): Promise<LiveHall>;
  prompts(hall?: string): Promise<Prompt[]>;
  warnings(query?: string): Promise<Warning[]>;
  tokenOf(role: 'manager' | 'supervisor' | 'guide', halls: string[]): Promise<string>;
  close(): Promise<void>;
}

export async function openHall(
  module: new () => object = WholeModule,
  overrides: Partial<Settings> = {},
): Promise<Hall> {
  const stores = await freshStores();
  const front = await bootApp(stores, module, overrides);
  await front.app.get(OrganisationService).replace(ORGANISATION, ACTOR, '2020-01-01');
  const { key } = await front.app.get(Sources).create({ name: 'tickets', halls: 'all', sandbox: false }, ACTOR);
  const tokens = front.app.get(Tokens);
  const token = (await tokens.add({ name: 'desk', role: 'administrator', halls: 'all' }, ACTOR)).secret;
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${front.url}${path}`, { headers: { authorization: `Bearer ${token}`, ...headers } });
  const list = async <T>(path: string, read: (value: unknown) => { items: T[] }): Promise<T[]> =>
    read(await (await get(path)).json()).items;
  return {
    stores,
    front,
    token,
    key: key.secret,
    get,
    post: async (events) => {
      const response = await fetch(`${front.url}/v1/events`, {
        method: 'POST',
        body: JSON.stringify(events),
        headers: { authorization: `Bearer ${key.secret}`, 'content-type': 'application/cloudevents-batch+json' },
      });
      const answer = IngestAnswer.parse(await response.json());
      if (answer.rejected.length > 0) throw new Error(JSON.stringify(answer.rejected));
      return answer;
    },
    send: (path, body, as = token) =>
      fetch(`${front.url}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json' },
        body: JSON.stringify(body ?? {}),
      }),
    live: async (code = 'H08') => LiveHall.parse(await (await get(`/v1/halls/${code}/live`)).json()),
    prompts: (code = 'H08') => list(`/v1/prompts?hall=${code}&limit=500`, (value) => page(Prompt).parse(value)),
    warnings: (query = 'hall=H08') => list(`/v1/warnings?limit=500&${query}`, (value) => page(Warning).parse(value)),
    tokenOf: async (role, halls) =>
      (await tokens.add({ name: `${role}-${halls.join('-')}`, role, halls }, ACTOR)).secret,
    close: async () => {
      await front.close();
      await stores.dispose();
    },
  };
}

let serial = 0;

/** A CloudEvent as a source sends it, with an id of its own. */
export function sent<T extends HallEvent['type']>(
  type: T,
  minute: number,
  data: Record<string, unknown>,
  code = 'H08',
  id = `e${String(++serial)}`,
) {
  return { specversion: '1.0', source: '/tickets', id, type, time: isoAt(minute), data: { hallId: code, ...data } };
}

export const opened = (minute: number, code = 'H08') =>
  ['a1', 'a2', 'a3', 'b1', 'b2', 'b3'].map((windowId) =>
    sent(
      'hall.window.opened',
      minute,
      { windowId, officerId: `${code}-${windowId}`, queues: [windowId.startsWith('a') ? 'household' : 'traffic'] },
      code,
    ),
  );

export const issued = (ticketId: string, minute: number, queueCode = 'household', code = 'H08') =>
  sent('hall.ticket.issued', minute, { ticketId, number: ticketId, queue: queueCode, channel: 'walk-in' }, code);

/** Something that only moves the hall's clock. */
export const clockTo = (minute: number, code = 'H08') =>
  sent('hall.terminal.heartbeat', minute, { terminalId: 'k1' }, code);

/** Asks until the answer is good; a snapshot that is not there yet counts as not good yet. */
export async function until<T>(ask: () => Promise<T>, good: (value: T) => boolean, withinMs = 60_000): Promise<T> {
  const end = performance.now() + withinMs;
  for (;;) {
    const seen = await ask().then(
      (value) => ({ value, ok: good(value) }),
      (error: unknown) => ({ error, ok: false }),
    );
    if (seen.ok && 'value' in seen) return seen.value;
    if (performance.now() > end)
      throw new Error(
        `not within ${String(withinMs)} ms; last seen: ${'value' in seen ? JSON.stringify(seen.value).slice(0, 4000) : String(seen.error)}`,
      );
    await new Promise((done) => setTimeout(done, 20));
  }
}

const A_DAY_MS = 86_400_000;
const isFrom = (time: number, earliest: number): boolean => time >= earliest && time < earliest + A_DAY_MS;

/**
 * Moves the hall's clock to a minute and waits until that minute has been decided, and is shown. A hall of which nothing was told stands
 * at the beginning of the real day, and that may have been decided, too; and a decision is shown beside the snapshot before it for a moment.
 */
export async function decided(
  house: Hall,
  minute: number,
  code = 'H08',
  events: readonly object[] = [],
): Promise<LiveHall> {
  await house.post([...events, clockTo(minute, code)]);
  return until(
    () => house.live(code),
    ({ now, decidedAt }) =>
      decidedAt !== null && [now, decidedAt].every((time) => isFrom(Date.parse(time), at(minute))),
  );
}
