import { writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STANDARD } from '@cockpit/domain';
import { benchPrompts, calibration, type PromptsBench } from './prompts';

function capture(): { out: string[]; err: string[]; output: Parameters<typeof benchPrompts>[1] } {
  const out: string[] = [];
  const err: string[] = [];
  return { out, err, output: { out: (t) => out.push(t), err: (t) => err.push(t) } };
}

describe('cockpit bench prompts', () => {
  it('counts by confidence what came true', () => {
    const outcome = (confidence: 'high' | 'low', savedMin: number) =>
      ({ kind: 'link', confidence, promisedMin: 10, savedMin }) as const;
    expect(calibration([outcome('high', 5), outcome('high', -1), outcome('low', 0)])).toEqual([
      { confidence: 'high', prompts: 2, cameTrue: 1, promisedMin: 20, savedMin: 4 },
      { confidence: 'medium', prompts: 0, cameTrue: 0, promisedMin: 0, savedMin: 0 },
      { confidence: 'low', prompts: 1, cameTrue: 0, promisedMin: 10, savedMin: 0 },
    ]);
  });

  it('plays the days of a small hall and tells every prompt that was answered', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'scenario-')), 'small.json');
    const branches = STANDARD.branches.slice(0, 2).map((branch) => ({ ...branch, windows: 3, rho: 1.05 }));
    writeFileSync(file, JSON.stringify({ ...STANDARD, name: 'small', branches }));
    const { out, output } = capture();
    expect(benchPrompts({ scenario: file, days: '1001', json: true }, output)).toBe(0);
    const bench = JSON.parse(out.join('')) as PromptsBench;
    const answered = bench.table.reduce((sum, { prompts }) => sum + prompts, 0);
    expect(answered).toBeGreaterThan(0);
    expect(answered).toBeLessThanOrEqual(bench.perDay[0] ?? 0);
  }, 60_000);

  it('lists every misuse at once', () => {
    const { err, out, output } = capture();
    expect(benchPrompts({ scenario: '/nowhere.json', days: '9-1' }, output)).toBe(2);
    expect(err.join('')).toMatch(/nowhere\.json[\s\S]*--days 9-1/);
    expect(out).toEqual([]);
  });
});
