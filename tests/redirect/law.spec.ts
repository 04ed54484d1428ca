import { fewerAtClosing } from '@cockpit/contracts';
import { CLOSE_MIN, STANDARD } from '@cockpit/domain';
import fc from 'fast-check';
import { Audit } from './audit';
import { benchDay } from './bench-day';
import { WithoutEngines } from './without-engines';

/** A small hall with too few officers, so that there is much to say within a morning. */
const HALL = {
  ...STANDARD,
  branches: STANDARD.branches.slice(0, 2).map((branch) => ({ ...branch, windows: 4, rho: 1.05 })),
  skills: { ...STANDARD.skills, mono: 0.2 },
  // says no often, so that refusals are held against what is shown next
  supervisor: { ...STANDARD.supervisor, acceptance: 0.5 },
};
const MORNING_MIN = 180;

describe('prompts keep their worth while they stand', () => {
  it('at every snapshot: worth the threshold, its window there and qualified, and not refused a moment ago; nothing is called helpless beside a qualified idle window', () => {
    let open = 0;
    const besideIdle = new Set<string>();
    fc.assert(
      fc.property(fc.integer({ min: 1001, max: 1300 }), (day) => {
        const audit = new Audit();
        new WithoutEngines(benchDay(HALL, day), MORNING_MIN, audit.look).play();
        open += audit.open.size;
        for (const code of audit.besideIdle.keys()) besideIdle.add(code);
        expect([day, Object.fromEntries(audit.breaches)]).toEqual([day, {}]);
      }),
      { numRuns: 3, endOnFailure: true },
    );
    expect(open).toBeGreaterThan(8);
    expect(besideIdle.size).toBeGreaterThan(1);
  });

  // the last two hours of a day, in which people may be sent home unserved: a prompt that is given for them says so
  it('until the doors shut, where fewer are sent home unserved', () => {
    const audit = new Audit();
    const given = new WithoutEngines(benchDay(HALL, 1001), CLOSE_MIN, audit.look).play();
    expect(Object.fromEntries(audit.breaches)).toEqual({});
    const people = given.flatMap(({ proposal }) => fewerAtClosing(proposal) || []);
    expect(people.length).toBeGreaterThan(0);
    for (const fewer of people) expect(fewer).toBeGreaterThanOrEqual(1);
  });

  it('also in a hall that is played fast, where they live for two real minutes', () => {
    const audit = new Audit();
    const given = new WithoutEngines(benchDay(HALL, 1001), MORNING_MIN, audit.look, 10).play();
    expect(Object.fromEntries(audit.breaches)).toEqual({});
    expect(given.length).toBeGreaterThan(3);
    const lives = given.map(({ row }) => (row.expiresAt.getTime() - row.decidedAt.getTime()) / 60_000);
    expect(new Set(lives)).toEqual(new Set([20]));
  });
});
