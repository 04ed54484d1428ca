import type { Caller, SourceHealth } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import SourceStates from './SourceStates.vue';

const NOW = Date.parse('2026-03-09T02:00:00.000Z');
const source = (name: string, over: Partial<SourceHealth> = {}): SourceHealth => ({
  name,
  received: 12_000,
  accepted: 12_000,
  rejected: 0,
  landed: 6000,
  lastEventAt: null,
  clockSkewMs: null,
  backlog: 0,
  halls: ['H32'],
  types: null,
  sandbox: false,
  createdAt: '2026-03-01T02:00:00.000Z',
  keys: [],
  state: 'live',
  lastReceivedAt: new Date(NOW - 180_000).toISOString(),
  silentSince: null,
  usualGapSec: 300,
  expectedNow: true,
  rate: null,
  rejections: {
    recent: { received: 0, rejected: 0, share: null },
    usual: { received: 0, rejected: 0, share: null },
    jumped: false,
    fireAt: 0.1,
  },
  day: null,
  completeness: null,
  oddities: [],
  ...over,
});
const caller: Caller = { kind: 'user', id: 'u', name: '李', role: 'supervisor', halls: ['H32'] };

describe('the page of the sources', () => {
  let server: Server;
  let sources: () => unknown;
  beforeEach(() => {
    jest.useFakeTimers({ now: NOW });
    sources = () => ({ items: [source('calm'), source('gone', { state: 'silent' })], next: null });
    server = serve({ 'GET /v1/sources': () => sources() });
  });
  afterEach(() => {
    jest.useRealTimers();
    server.close();
  });
  const shown = async () => {
    const all = await mounted(SourceStates, {}, { caller });
    await jest.advanceTimersByTimeAsync(100);
    return all;
  };
  const rows = (all: Awaited<ReturnType<typeof shown>>) => all.page.findAll('tr[data-testid^="source-"]');

  it('takes the state as the server says it, trouble first: three minutes are not slow for a board', async () => {
    const all = await shown();
    expect(rows(all).map((row) => [row.attributes('data-testid'), row.get('.col-state').text()])).toEqual([
      ['source-gone', phrase('feeds.states.silent')],
      ['source-calm', phrase('feeds.states.live')],
    ]);
    all.page.unmount();
  });

  it('tells what came more than once apart from what is missing', async () => {
    const all = await shown();
    expect(rows(all)[1]?.text()).toContain('6,000');
    expect(rows(all)[1]?.text()).toContain(phrase('feeds.repeated', { n: '6,000' }));
    all.page.unmount();
  });

  it('says how often something comes of one that is late', async () => {
    sources = () => ({ items: [source('slow', { state: 'stale', usualGapSec: 30 }), source('calm')], next: null });
    const all = await shown();
    expect(rows(all).map((row) => row.get('.col-state').text())).toEqual([
      `${phrase('feeds.states.stale')} ${phrase('feeds.late', { n: phrase('feeds.unit.second', { n: 30 }) })}`,
      phrase('feeds.states.live'),
    ]);
    all.page.unmount();
  });

  it('never has more stored and waiting together than came', async () => {
    sources = () => ({ items: [source('busy', { accepted: 653, landed: 649, backlog: 21 })], next: null });
    const all = await shown();
    expect(rows(all)[0]?.findAll('td').at(-1)?.text()).toBe(`649 ${phrase('feeds.backlog', { n: 4 })}`);
    all.page.unmount();
  });

  it('tells ages by the clock of the server, not by that of the device', async () => {
    const later = new Date(NOW + 3_600_000).toUTCString();
    sources = () => Response.json({ items: [source('calm')], next: null }, { headers: { date: later } });
    const all = await shown();
    expect(rows(all)[0]?.text()).toContain(phrase('unit.hoursAgo', { n: 1 }));
    all.page.unmount();
  });

  it('keeps the last answer, greys it and says its age once two were missed; fresh again when there is one', async () => {
    const all = await shown();
    const works = sources;
    sources = () => refusal(503, 'unavailable');
    await jest.advanceTimersByTimeAsync(20_000);
    expect(all.byTestId('stale-note').exists()).toBe(false);
    await jest.advanceTimersByTimeAsync(10_000);
    expect([rows(all).length, all.page.find('.content').classes('is-stale')]).toEqual([2, true]);
    expect(all.byTestId('stale-note').text()).toMatch(new RegExp(phrase('unit.secondsAgo', { n: String.raw`3\d` })));
    sources = works;
    await jest.advanceTimersByTimeAsync(11_000);
    expect([all.byTestId('stale-note').exists(), rows(all).length]).toEqual([false, 2]);
    all.page.unmount();
  });

  it('says why there is nothing, and asks again at a touch', async () => {
    const works = sources;
    sources = () => refusal(503, 'unavailable');
    const all = await shown();
    expect(all.page.get('[role="alert"]').text()).toContain(phrase('feeds.failed'));
    sources = works;
    await all.page.get('[role="alert"] button').trigger('click');
    await jest.advanceTimersByTimeAsync(100);
    expect(rows(all).length).toBe(2);
    all.page.unmount();
  });
});
