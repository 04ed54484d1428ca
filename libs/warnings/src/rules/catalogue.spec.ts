import { isKnown, LANGUAGES, render } from '@cockpit/contracts';
import { RULES_IN_FORCE } from './catalogue';

describe('the rules there are', () => {
  it.each(RULES_IN_FORCE.map(({ key }) => key))('%s has a name in every language', (key) => {
    expect(isKnown(`rule.${key}`)).toBe(true);
    const names = LANGUAGES.map((language) => render({ code: `rule.${key}`, params: {} }, language));
    expect(names.filter((name) => name === null || name === '')).toEqual([]);
  });

  it('have a key each', () => {
    const keys = RULES_IN_FORCE.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
