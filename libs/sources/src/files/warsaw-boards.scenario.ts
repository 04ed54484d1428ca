import { join } from 'node:path';
import { describeWithData } from '../../../../tests/support/shared-data';
import { findOrganisation, importFile, loadMapping, type OutgoingEvent } from '..';

describeWithData('display boards of two real offices', 'warsaw-boards/boards-2-offices-6-days.csv.gz', (file) => {
  const mapping = loadMapping(join(__dirname, '../../../../mappings/warsaw-boards.json'));

  it('become observations, one a row, none left out, the same on every run', async () => {
    const runs = [new Map<string, OutgoingEvent>(), new Map<string, OutgoingEvent>()];
    for (const ids of runs) {
      const report = await importFile({
        file,
        mapping: await mapping,
        post: (events) => {
          for (const event of events) ids.set(event.id, event);
          return Promise.resolve({ accepted: events.length, rejected: [] });
        },
      });
      expect(report).toMatchObject({
        rows: 20_300,
        events: 20_300,
        accepted: 20_300,
        skipped: {},
        rejected: {},
        problems: [],
      });
      expect(report.firstEventAt).toBe('2020-01-07T07:59:00+01:00');
      expect(report.lastEventAt?.slice(0, 10)).toBe('2020-01-14');
    }
    const [first, second] = runs;
    expect(first?.size).toBe(20_300);
    expect(second).toEqual(first);
    const events = [...(first?.values() ?? [])];
    // What looks wrong stays in: 6,712 rows of queues switched off, 3,606 without a number.
    expect(events.filter(({ data }) => data['lastCalled'] === undefined)).toHaveLength(3606);
    expect(events.filter(({ data }) => data['openWindows'] === 0)).toHaveLength(5846);
  }, 30_000);

  it('say which halls and queues there are', async () => {
    const found = await findOrganisation({ file, mapping: await mapping });
    const { doc, halls } = found.mergeInto(null, 'warsaw');
    expect(halls).toEqual(['UD_Bemowo', 'USC_Sandomierska']);
    expect(doc.halls.map(({ queues }) => queues.length)).toEqual([18, 10]);
    expect(doc.halls[0]).toMatchObject({ clock: 'feed', primarySource: 'warsaw', timeZone: 'Europe/Warsaw' });
    expect(doc.halls[0]?.queues[0]).toEqual({
      code: 'B',
      name: 'Działalność gospodarcza',
      letter: 'B',
      branch: 'municipal',
    });
  });
});
