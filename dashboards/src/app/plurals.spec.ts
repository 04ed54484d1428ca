import { createI18n } from 'vue-i18n';
import { MESSAGES, type Words } from './messages';

describe('counts in words', () => {
  it('say one hall and two halls', () => {
    const { t } = createI18n({
      legacy: false,
      locale: 'en',
      messages: { en: Object.assign({}, ...MESSAGES.map(({ en }) => en)) as Words },
    }).global;
    const said = (key: string) => [0, 1, 2].map((n) => t(key, { n }));
    expect(said('rounds.hallsChosen')).toEqual(['0 halls chosen', '1 hall chosen', '2 halls chosen']);
    expect(said('unit.people')).toEqual(['0 people', '1 person', '2 people']);
    expect(said('replay.prompts')).toEqual(['0 prompts that day', '1 prompt that day', '2 prompts that day']);
  });
});
