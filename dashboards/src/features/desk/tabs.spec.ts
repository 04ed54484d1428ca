import { tabsFor } from './tabs';

describe('the panels of the desk', () => {
  it('are those the server answers this role', () => {
    expect(tabsFor('supervisor')).toEqual(['record', 'plan', 'near', 'stuck', 'visitors', 'notes', 'close']);
    expect(tabsFor('guide')).toEqual(['record', 'plan', 'near', 'stuck', 'notes']);
    expect(tabsFor('unit')).toEqual(['record', 'near', 'stuck']);
  });
});
