import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchNames, HallSimulator, homeOnly, makeDay, SimFeed, STANDARD, type Scenario } from '@cockpit/domain';
import type { HallEvent } from '@cockpit/contracts';
import { benchPredict, type BenchPredictOptions } from './predict';
import { dayOffset, type QuoteLine } from './predict-events';
import { judgeQuotes, runPredictBench } from './predict-run';

const SMALL: Scenario = {
  ...STANDARD,
  name: 'small',
  branches: STANDARD.branches.slice(0, 2).map((b) => ({ ...b, windows: 3 })),
};

function dayEvents(day: number): HallEvent[] {
  const sim = makeDay(SMALL, day);
  const events: HallEvent[] = [];
  const feed = new SimFeed(sim, benchNames(sim, 'rec'), (event) => events.push(event));
  const simulator = new HallSimulator(sim, { opening: homeOnly, onStep: feed.onStep });
  feed.open((window) => homeOnly(sim.officers[window] ?? sim.officers[0] ?? fail()).mask);
  simulator.drain();
  return events;
}

function fail(): never {
  throw new Error('a hall without officers');
}

const cloudEvent = ({ id, type, time, data }: { id: string; type: string; time: number; data: unknown }): string =>
  JSON.stringify({
    specversion: '1.0',
    id,
    source: 'test',
    type,
    time: new Date(time + 8 * 3_600_000).toISOString().replace('Z', '+08:00'),
    data,
  });

describe('bench predict', () => {
  const folder = mkdtempSync(join(tmpdir(), 'predict-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  async function run(options: BenchPredictOptions): Promise<{ code: number; lines: QuoteLine[]; err: string }> {
    let out = '';
    let err = '';
    const code = await benchPredict(options, {
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
    });
    return {
      code,
      lines:
        out === ''
          ? []
          : out
              .trim()
              .split('\n')
              .map((line) => JSON.parse(line) as QuoteLine),
      err,
    };
  }

  it('judges quotes against real waits', () => {
    const verdict = judgeQuotes([
      { p50: 10, p90: 14, real: 12 },
      { p50: 20, p90: 25, real: 30 },
      { p50: 16, p90: 20, real: 16 },
      { p50: 0, p90: 0, real: 0 },
    ]);
    expect(verdict).toEqual({ mae: 3, within5: 0.75, p90Coverage: 0.75, p90CoverageOver15: 0.5, n: 4 });
    expect(judgeQuotes([])).toEqual({ mae: 0, within5: 0, p90Coverage: 0, p90CoverageOver15: null, n: 0 });
  });

  it('plays days, quotes every visitor who is not left out, and is the same every time', async () => {
    const options = {
      scenario: SMALL,
      policy: 'A' as const,
      first: 1041,
      last: 1042,
      warmUp: { days: 2, quoted: 1 },
      paths: 8,
    };
    const [one, two] = [await runPredictBench(options), await runPredictBench(options)];
    const visitors = [1041, 1042].flatMap((day) => makeDay(SMALL, day).tickets.filter((t) => !t.noShow)).length;
    expect(one.n).toBe(visitors);
    expect(one.mae).toBeLessThan(8);
    expect(one.p90Coverage).toBeGreaterThan(0.7);
    expect(two).toEqual(one);
  }, 60_000);

  it('replays a recording: one quote a ticket issued from then on, made before anyone could know', async () => {
    const file = join(folder, 'tickets.ndjson');
    const days = [1051, 1052].map(dayEvents);
    writeFileSync(
      file,
      ['not json', JSON.stringify({ specversion: '1.0' }), ...days.flat().map(cloudEvent)].join('\n'),
    );
    const from = new Date((days[1]?.[0]?.time ?? 0) + 8 * 3_600_000).toISOString().slice(0, 10);
    const { code, lines, err } = await run({ events: file, from });
    expect(code).toBe(0);
    const issued = (days[1] ?? []).flatMap((e) => (e.type === 'hall.ticket.issued' ? [e.data.ticketId] : []));
    expect(lines.map((l) => l.subject)).toEqual(issued);
    for (const { hall, p50Sec, p80Sec, p90Sec, at } of lines) {
      expect(hall).toBe('rec');
      expect(at).toMatch(/\+08:00$/);
      expect(p50Sec ?? NaN).toBeLessThanOrEqual(p80Sec ?? NaN);
      expect(p80Sec ?? NaN).toBeLessThanOrEqual(p90Sec ?? NaN);
    }
    expect(err).toContain('line 1: not JSON');
    const summary = JSON.parse(err.trim().split('\n').at(-1) ?? '') as {
      rejected: number;
      tickets: { n: number; maeMin: number };
    };
    expect(summary.rejected).toBe(2);
    expect(summary.tickets.maeMin).toBeLessThan(8);
  }, 60_000);

  it('quotes the same when what came later is left out of a recording that only tells of tickets', async () => {
    const events = [1, 2]
      .flatMap(dayEvents)
      .filter(({ type }) => type.startsWith('hall.ticket.') && type !== 'hall.ticket.started');
    const from = new Date(events.at(-1)?.time ?? 0);
    const day = new Date(from.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
    const cut = Date.parse(`${day}T11:00:00+08:00`);
    const quotes = async (name: string, kept: HallEvent[]): Promise<QuoteLine[]> => {
      const file = join(folder, name);
      writeFileSync(file, `${kept.map(cloudEvent).join('\n')}\n`);
      return (await run({ events: file, from: `${day}T00:00:00+08:00` })).lines;
    };
    const early = await quotes(
      'early.ndjson',
      events.filter(({ time }) => time < cut),
    );
    const all = await quotes('all.ndjson', events);
    expect(early.length).toBeGreaterThan(20);
    expect(all.length).toBeGreaterThan(early.length);
    expect(all.slice(0, early.length)).toEqual(early);
  }, 60_000);

  it('quotes a newcomer for every board from then on, and says why where it cannot', async () => {
    const file = join(folder, 'boards.ndjson');
    const start = Date.UTC(2026, 2, 2, 1);
    const boards = [0, 1].flatMap((day) =>
      Array.from({ length: 40 }, (_, i) => ({
        id: `${String(day)}-${String(i)}`,
        type: 'hall.queue.observed',
        time: start + day * 86_400_000 + i * 300_000,
        data: {
          hallId: 'office',
          queue: 'A',
          waiting: i === 39 ? 0 : 3,
          lastCalled: `A${String(i + 1)}`,
          openWindows: 1,
          avgServiceMin: 10,
        },
      })),
    );
    writeFileSync(file, boards.map(cloudEvent).join('\n'));
    const { code, lines } = await run({ events: file, from: '2026-03-03T00:00:00+08:00' });
    expect(code).toBe(0);
    expect(lines).toHaveLength(40);
    expect(lines[20]).toMatchObject({ hall: 'office', queue: 'A', subject: 'newcomer' });
    expect((lines[20]?.p50Sec ?? 0) / 60).toBeGreaterThan(8);
    expect(lines[39]?.p50Sec ?? 1e9).toBeLessThan(lines[20]?.p50Sec ?? 0);
    const cold = await run({ events: file, from: '2026-03-02T00:00:00+08:00' });
    expect(cold.lines[0]).toMatchObject({ p50Sec: null, p80Sec: null, p90Sec: null, reason: 'no-history' });
  });

  it('cuts the days of a recording written in UTC where the hall sleeps', () => {
    const at = (hour: number): { event: HallEvent; at: string; offsetMin: number } => ({
      at: '',
      offsetMin: 0,
      event: {
        id: '',
        type: 'hall.terminal.heartbeat',
        time: hour * 3_600_000,
        data: { hallId: 'h', terminalId: 't' },
      },
    });
    expect(dayOffset([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(at))).toBeGreaterThanOrEqual(60 * 6);
    expect(dayOffset([8, 9, 10, 16].map(at))).toBe(0);
    expect(dayOffset([{ ...at(1), offsetMin: 60 }])).toBe(60);
  });

  it('names every fault and answers 2 when it is called wrongly', async () => {
    expect(await run({})).toMatchObject({ code: 2, lines: [] });
    expect((await run({ scenario: 'none.json', days: '5-1', policy: 'best' })).err).toMatch(
      /none\.json[^]*--days 5-1[^]*--policy best/,
    );
    expect((await run({ events: 'none.ndjson', from: 'soon' })).err).toMatch(/--from soon[^]*none\.ndjson/);
  });
});
