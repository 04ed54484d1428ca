import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { POLICY_KEYS, STANDARD } from '@cockpit/domain';
import { benchRedirect } from './redirect';
import type { RedirectBench } from './redirect-run';

const standard = join(__dirname, '../scenarios/standard.json');

function capture(): { out: string[]; err: string[]; output: Parameters<typeof benchRedirect>[1] } {
  const out: string[] = [];
  const err: string[] = [];
  return { out, err, output: { out: (t) => out.push(t), err: (t) => err.push(t) } };
}

describe('cockpit bench redirect', () => {
  it('prints one JSON document with every policy', async () => {
    const { out, output } = capture();
    await expect(benchRedirect({ scenario: standard, days: '1001-1002', json: true }, output)).resolves.toBe(0);
    expect(out).toHaveLength(1);
    const bench = JSON.parse(out.join('')) as RedirectBench;
    expect(Object.keys(bench.policies)).toEqual([...POLICY_KEYS]);
    expect(bench.policies.A).toMatchObject({ cut: 0, promptsPerHour: 0, decisionMsMedian: null });
    expect(bench.policies['link+guide']?.cut).toBeGreaterThan(bench.policies.link?.cut ?? 1);
    expect(bench.policies.Gstar?.capture).toBeCloseTo(1, 9);
  }, 60_000);

  it('gives the same figures again, timings apart', async () => {
    const run = async (): Promise<unknown> => {
      const { out, output } = capture();
      await benchRedirect({ scenario: standard, days: '1003', policies: 'link', json: true }, output);
      const { policies } = JSON.parse(out.join('')) as RedirectBench;
      return { ...policies.link, decisionMsMedian: 0 };
    };
    expect(await run()).toEqual(await run());
  }, 60_000);

  it('lists every misuse at once', async () => {
    const { err, out, output } = capture();
    await expect(benchRedirect({ scenario: '/nowhere.json', days: '9-1', policies: 'magic' }, output)).resolves.toBe(2);
    expect(err.join('')).toMatch(/nowhere\.json[\s\S]*--days 9-1[\s\S]*"magic"/);
    expect(out).toEqual([]);
  });

  it('says in words why a scenario gives prompts no chance', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'scenario-')), 'mono.json');
    writeFileSync(file, JSON.stringify({ ...STANDARD, name: 'no skills', skills: { mono: 1, two: 0, chain: false } }));
    const { err, out, output } = capture();
    await expect(benchRedirect({ scenario: file, days: '1001', policies: 'A,link' }, output)).resolves.toBe(0);
    expect(err.join('')).toMatch(/no officer has a second skill/);
    expect(out.join('')).toMatch(/^no skills, day/);
  });
});
