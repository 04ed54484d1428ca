import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readScenario } from './scenario';
import { STANDARD, WITH_RESERVE } from './scenarios';

const folder = join(__dirname, '../../../../bench/scenarios');
const file = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown;

describe('a scenario file', () => {
  it('is what the built-in halls say', () => {
    expect(readScenario(file('standard.json'))).toEqual({ ok: true, scenario: STANDARD, remarks: [] });
    expect(readScenario(file('reserve.json'))).toEqual({ ok: true, scenario: WITH_RESERVE, remarks: [] });
  });

  it.each(readdirSync(folder))('that is shipped can be played: %s', (name) => {
    const result = readScenario(file(name));
    expect(result).toMatchObject({ ok: true });
  });

  it('is answered with every fault at once', () => {
    const result = readScenario({
      ...STANDARD,
      load: -1,
      profile: [1],
      colour: 'red',
      burst: { branch: 'nowhere', people: 5 },
    });
    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(result.faults.join('\n')).toMatch(/load: /);
    expect(result.faults.join('\n')).toMatch(/profile: /);
    expect(result.faults.join('\n')).toMatch(/colour/);
  });

  it('names a branch that does not exist', () => {
    const result = readScenario({ ...STANDARD, burst: { branch: 'nowhere', people: 5 } });
    expect(result).toEqual({ ok: false, faults: ['burst.branch: no branch is called "nowhere"'] });
  });

  it.each([
    ['no window at all', { branches: STANDARD.branches.map((b) => ({ ...b, windows: 0 })) }, /no window at all/],
    ['all windows closed all day', { breaks: { ...STANDARD.breaks, lunchMin: 540, breakMin: 0 } }, /breaks/],
    ['more than sixty windows', { branches: STANDARD.branches.map((b) => ({ ...b, windows: 30 })) }, /at most 60/],
  ])('that is impossible is refused: %s', (_, change, message) => {
    const result = readScenario({ ...STANDARD, ...change });
    expect(result.ok ? [] : result.faults).toEqual([expect.stringMatching(message)]);
  });

  it.each([
    ['one window', { branches: [{ ...STANDARD.branches[0], windows: 1 }] }, /one window/],
    ['no second skills', { skills: { mono: 1, two: 0, chain: false } }, /no officer has a second skill/],
    [
      'a queue nobody can serve',
      {
        branches: [...STANDARD.branches, { ...STANDARD.branches[0], code: 'lost', windows: 0 }],
        skills: { mono: 1, two: 0, chain: false },
      },
      /lost has no window of its own/,
    ],
    [
      'a supervisor who refuses everything',
      { supervisor: { ...STANDARD.supervisor, acceptance: 0 } },
      /accepts nothing/,
    ],
  ])('with little hope says so: %s', (_, change, message) => {
    const result = readScenario({ ...STANDARD, ...change });
    expect(result.ok && result.remarks.join('\n')).toMatch(message);
  });
});
