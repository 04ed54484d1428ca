import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { IngestAnswer } from '@cockpit/contracts';
import { Checkpoint, importFile, ImportMisuse, loadMapping, type OutgoingEvent } from '..';

describe('importing a file', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'import-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  async function file(name: string, content: string | Buffer): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  }
  const boards = (extra: object = {}): Promise<string> =>
    file(
      `map-${Math.random().toString(36).slice(2)}.json`,
      JSON.stringify({
        format: 'mapping/1',
        name: 'boards',
        timeZone: 'Asia/Shanghai',
        events: [
          {
            type: 'hall.queue.observed',
            time: { column: 'at', as: 'instant', format: 'iso' },
            data: { hallId: { value: 'H12' }, queue: { column: 'q' }, waiting: { column: 'n', as: 'integer' } },
          },
        ],
        ...extra,
      }),
    );

  /** A door that refuses what waits below zero, and keeps the rest by id. */
  function door(): {
    post: (events: readonly OutgoingEvent[]) => Promise<IngestAnswer>;
    kept: Map<string, OutgoingEvent>;
  } {
    const kept = new Map<string, OutgoingEvent>();
    const post = (events: readonly OutgoingEvent[]): Promise<IngestAnswer> => {
      const rejected = events.flatMap((event, index) =>
        Number(event.data['waiting']) < 0
          ? [
              {
                index,
                id: event.id,
                reason: 'invalid' as const,
                path: 'data.waiting',
                message: 'too small',
                causes: [],
              },
            ]
          : [],
      );
      events.forEach((event, index) => {
        if (!rejected.some((r) => r.index === index)) kept.set(event.id, event);
      });
      return Promise.resolve({ accepted: events.length - rejected.length, rejected });
    };
    return { post, kept };
  }

  const csv =
    'at,q,n\n2026-11-16T09:00:00,a,1\n2026-11-16T09:05:00,a,many\n2026-11-16T09:10:00,a,-3\n2026-11-16T09:15:00,a\n2026-11-16T09:20:00,b,4\n';

  it('sends what can be sent, and names the rest by row and reason', async () => {
    const { post, kept } = door();
    const report = await importFile({
      file: await file('boards.csv', csv),
      mapping: await loadMapping(await boards()),
      post,
      batchSize: 2,
    });
    expect(report).toMatchObject({
      rows: 5,
      events: 3,
      accepted: 2,
      rejected: { mapping: 2, invalid: 1 },
      firstEventAt: '2026-11-16T09:00:00+08:00',
      lastEventAt: '2026-11-16T09:20:00+08:00',
      dryRun: false,
    });
    expect(report.problems.map(({ row, reason, path }) => [row, reason, path]).sort()).toEqual([
      [3, 'mapping', 'data.waiting'],
      [4, 'invalid', 'data.waiting'],
      [5, 'mapping', ''],
    ]);
    expect(kept.size).toBe(2);
    await importFile({ file: await file('boards.csv', csv), mapping: await loadMapping(await boards()), post });
    expect(kept.size).toBe(2);
  });

  it('on a dry run sends nothing and says beforehand what the door would refuse', async () => {
    const report = await importFile({
      file: await file('boards.csv.gz', gzipSync(csv)),
      mapping: await loadMapping(await boards()),
    });
    expect(report).toMatchObject({
      rows: 5,
      events: 3,
      accepted: 0,
      rejected: { mapping: 2, invalid: 1 },
      dryRun: true,
    });
  });

  it('stops at once where the file lacks a column the mapping reads', async () => {
    const wrong = importFile({
      file: await file('wrong.csv', 'at,queue,n\n2026-11-16T09:00:00,a,1\n'),
      mapping: await loadMapping(await boards()),
    });
    await expect(wrong).rejects.toThrow(
      new ImportMisuse('the mapping reads columns the file does not have: q; it has: at, queue, n'),
    );
  });

  it('passes CloudEvents on as they are, bad ones too, and counts lines that are no JSON', async () => {
    const event = {
      specversion: '1.0',
      id: '1',
      source: 's',
      type: 'hall.case.reopened',
      time: '2026-11-16T09:00:00Z',
      data: { caseId: 'c' },
    };
    const { post, kept } = door();
    const lines = [JSON.stringify(event), '{broken', JSON.stringify({ ...event, id: '2', type: 'unknown' })].join('\n');
    const report = await importFile({ file: await file('events.ndjson', lines), post });
    expect(report).toMatchObject({ rows: 3, events: 2, accepted: 2, rejected: { mapping: 1 } });
    expect(kept.get('1')).toEqual(event);
  });

  it('reads an XES log: activities of a case become its stages', async () => {
    const mapping = await file(
      'xes.json',
      JSON.stringify({
        format: 'mapping/1',
        name: 'permits',
        timeZone: 'Europe/Amsterdam',
        events: [
          {
            type: 'hall.case.accepted',
            when: [{ column: 'event:index', equals: '1' }],
            id: '{trace:concept:name}/accepted',
            time: { column: 'time:timestamp', as: 'instant', format: 'iso' },
            data: {
              caseId: { column: 'trace:concept:name' },
              kind: { value: 'case' },
              channel: { value: 'window' },
              unit: { column: 'org:group' },
            },
          },
          {
            type: 'hall.case.stage-entered',
            id: '{trace:concept:name}/{event:index}',
            time: { column: 'time:timestamp', as: 'instant', format: 'iso' },
            data: { caseId: { column: 'trace:concept:name' }, stage: { column: 'concept:name' } },
          },
        ],
      }),
    );
    const event = (name: string, time: string): string =>
      `<event><string key="concept:name" value="${name}"/><string key="org:group" value="U1"/><date key="time:timestamp" value="${time}"/></event>`;
    const log = `<log><trace><string key="concept:name" value="C7"/>${event('intake', '2020-01-01T09:00:00.000+01:00')}${event('review', '2020-01-02T09:00:00.000+01:00')}</trace></log>`;
    const { post, kept } = door();
    const report = await importFile({
      file: await file('permits.xes', log),
      mapping: await loadMapping(mapping),
      post,
    });
    expect(report).toMatchObject({ rows: 2, events: 3, accepted: 3, problems: [] });
    expect([...kept.values()].map(({ id, type, time }) => [id, type, time])).toEqual([
      ['C7/accepted', 'hall.case.accepted', '2020-01-01T09:00:00+01:00'],
      ['C7/1', 'hall.case.stage-entered', '2020-01-01T09:00:00+01:00'],
      ['C7/2', 'hall.case.stage-entered', '2020-01-02T09:00:00+01:00'],
    ]);
  });

  it('says what is wrong with a mapping, all of it', async () => {
    const broken = await boards({ timeZone: 'Nowhere', valueMaps: 7 });
    await expect(loadMapping(broken)).rejects.toThrow(/timeZone[\s\S]*valueMaps|valueMaps[\s\S]*timeZone/);
  });

  it('ends with what the door said when a batch failed while nobody waited for it, and keeps how far it came', async () => {
    const path = await file(
      'refused.csv',
      `at,q,n\n${Array.from({ length: 40 }, (_, i) => `2026-03-04T09:00:00+08:00,A,${String(i)}`).join('\n')}\n`,
    );
    const mapping = await loadMapping(await boards());
    const { post } = door();
    for (const bad of [1, 2, 4]) {
      const checkpoint = await Checkpoint.open(join(folder, 'refused'), { file: path, source: String(bad), mapping });
      let calls = 0;
      const refusing = async (events: readonly OutgoingEvent[]): Promise<IngestAnswer> => {
        if (++calls === bad) throw new Error('401 the key has expired');
        const answer = await post(events);
        await new Promise((done) => setTimeout(done, 30)); // the refusal is there before anybody asks for it
        return answer;
      };
      await expect(
        importFile({ file: path, mapping, post: refusing, batchSize: 10, parallel: 8, checkpoint }),
      ).rejects.toThrow('401 the key has expired');
      expect((await checkpoint.read())?.rows ?? 0).toBeLessThan(bad * 10);
    }
  });

  it('carries on where it was cut off: nothing acknowledged is sent again, nothing is left out, the report is of the whole file', async () => {
    const lines = Array.from(
      { length: 1000 },
      (_, i) => `2026-03-04T09:00:00+08:00,A,${String(i % 50 === 7 ? -1 : i)}`,
    );
    const path = await file('long.csv', `at,q,n\n${lines.join('\n')}\n`);
    const mapping = await loadMapping(
      await boards({
        events: [
          {
            type: 'hall.queue.observed',
            id: '{n}/{at}',
            time: { column: 'at', as: 'instant', format: 'iso' },
            data: { hallId: { value: 'H12' }, queue: { column: 'q' }, waiting: { column: 'n', as: 'integer' } },
          },
        ],
      }),
    );
    const { post, kept } = door();
    const checkpoint = () => Checkpoint.open(join(folder, 'imports'), { file: path, source: 's', mapping });
    const clock = jest.spyOn(Date, 'now');
    let time = 1e12;
    clock.mockImplementation(() => (time += 1000)); // every part is put down
    const sent: number[] = [];
    let calls = 0;
    const cutOff = async (events: readonly OutgoingEvent[]): Promise<IngestAnswer> => {
      calls += 1;
      const number = calls;
      // answers come in any order; the fourth never comes, and the run is cut off when the three before it are put down
      if (number !== 4) await new Promise((done) => setTimeout(done, number % 2 === 0 ? 1 : 20));
      else while ((await (await checkpoint()).read())?.rows !== 300) await new Promise((done) => setTimeout(done, 5));
      if (number === 4) throw new Error('killed');
      return post(events);
    };
    await expect(
      importFile({ file: path, mapping, post: cutOff, batchSize: 100, parallel: 4, checkpoint: await checkpoint() }),
    ).rejects.toThrow('killed');
    const before = await (await checkpoint()).read();
    expect(before?.rows).toBe(300);
    const report = await importFile({
      file: path,
      mapping,
      batchSize: 100,
      checkpoint: await checkpoint(),
      post: (events) => {
        sent.push(events.length);
        return post(events);
      },
    });
    clock.mockRestore();
    expect(sent.reduce((a, b) => a + b, 0)).toBe(700);
    expect(report).toMatchObject({
      rows: 1000,
      events: 1000,
      accepted: 980,
      rejected: { invalid: 20 },
      resumedAfterRows: 300,
    });
    expect(kept.size).toBe(980);
    expect(await (await checkpoint()).read()).toBeNull();
  }, 30_000);
});
