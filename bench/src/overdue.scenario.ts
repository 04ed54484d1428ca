import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadMapping } from '@cockpit/sources';
import { benchOverdue } from './overdue';

const boston = resolve('../shared/data/boston-311/requests-2011-q3.csv.gz');

describe('bench overdue', () => {
  it('asks only about matters open and not yet due, and knows no future', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'overdue-'));
    const row = (id: number, opened: string, due: string, closed: string): string =>
      `r${String(id)},${opened} 09:00:00,${due && `${due} 09:00:00`},${closed && `${closed} 09:00:00`},Self Service,Lamp,Light,Q`;
    const rows = [
      'case_enquiry_id,open_dt,target_dt,closed_dt,source,reason,type,queue',
      row(1, '2011-07-01', '2011-07-05', '2011-07-04'),
      row(2, '2011-07-01', '2011-07-05', '2011-07-09'),
      row(3, '2011-07-01', '', '2011-07-09'), // never overdue: not asked
      row(4, '2011-07-01', '2012-07-05', ''), // cannot be judged by this file
      row(5, '2011-07-03', '2011-07-04', ''), // never closed, due within the file: it missed
      row(6, '2011-07-05', '2011-07-20', '2011-07-06'), // the last opening
    ];
    const cases = join(folder, 'cases.csv');
    await writeFile(cases, rows.join('\n'));
    const mapping = await loadMapping(resolve('mappings/boston-311.json'));
    const verdict = await benchOverdue({ cases, mapping, from: '2011-07-02' });
    await rm(folder, { recursive: true });
    // 2, 3, 4 and 5 July: case 1 (2, 3, 4), case 2 (2, 3, 4, 5 until 09:00), case 5 (4)
    expect(verdict.n).toBe(3 + 4 + 1);
    const observed = verdict.deciles.reduce((sum, d) => sum + d.observed * d.n, 0);
    expect(observed).toBeCloseTo(5);
  });

  it('ranks and calibrates on a real half year of requests', async () => {
    if (!existsSync(boston)) {
      if (process.env['CI'] === 'true') throw new Error(`${boston} is missing`);
      console.warn(`left out: ${boston} is missing`);
      return;
    }
    const mapping = await loadMapping(resolve('mappings/boston-311.json'));
    const verdict = await benchOverdue({ cases: boston, mapping, from: '2011-09-20', maxLimitDays: 31 });
    expect(verdict.n).toBeGreaterThan(8_000);
    expect(verdict.auc).toBeGreaterThan(0.85);
    expect(verdict.brier).toBeLessThan(0.16);
    for (const decile of verdict.deciles) expect(Math.abs(decile.predicted - decile.observed)).toBeLessThan(0.2);
  }, 240_000);
});
