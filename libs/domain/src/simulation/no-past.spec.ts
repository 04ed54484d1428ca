import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDay } from './day';
import { playRecommended } from './play';
import { playPolicy, scenarioParams } from './policies';
import { scenarioSchema, type Scenario } from './scenario';

const DAYS = [1001, 1002, 1003];
const read = (name: string): Scenario =>
  scenarioSchema.parse(JSON.parse(readFileSync(join(__dirname, `../../../../bench/scenarios/${name}.json`), 'utf8')));

/** Share of the waiting that prompts take off, few futures played for each. */
function cut(scenario: Scenario): number {
  const sum = { usual: 0, prompted: 0 };
  for (const number of DAYS) {
    const day = makeDay(scenario, number);
    sum.usual += playPolicy(day, 'A', {}).sumMin;
    sum.prompted += playRecommended(day, {
      params: { ...scenarioParams(scenario), kinds: ['link'] },
      paths: 8,
    }).sumMin;
  }
  return 1 - sum.prompted / sum.usual;
}

describe('prompts on a day without a past', () => {
  const usual = new Map<string, number>();
  const withPast = (scenario: Scenario): number => {
    const key = JSON.stringify(scenario.profile);
    const known = usual.get(key) ?? cut({ ...scenario, past: null });
    usual.set(key, known);
    return known;
  };

  it.each(['first-day', 'evening', 'holiday-opening'])('save nearly what they save with one: %s', (name) => {
    const scenario = read(name);
    const full = withPast(scenario);
    expect(full).toBeGreaterThan(0.2);
    expect(cut(scenario)).toBeGreaterThan(0.9 * full);
  });
});
