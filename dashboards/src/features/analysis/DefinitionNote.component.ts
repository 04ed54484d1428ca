import { changesOf, type MetricKey } from '@cockpit/contracts';
import { i18n } from '../../shared/i18n';
import { mounted } from '../../testing/mounted';
import { anyPhrase, phrase } from '../../testing/phrase';
import DefinitionNote from './DefinitionNote.vue';

const compared = (key: MetricKey, from: string, to: string, otherFrom: string) => ({
  key,
  from,
  to,
  days: { ranges: [{ from, to, otherFrom, otherTo: otherFrom }], days: 1, matched: 1, unmatched: [] },
});
const since = (key: MetricKey): string => changesOf(key)[0]?.since ?? '';

describe('the note on a definition', () => {
  afterEach(() => {
    i18n.global.locale.value = 'zh-CN';
  });
  const noted = async (...of: Parameters<typeof compared>) => {
    const { page } = await mounted(DefinitionNote, { compared: compared(...of) });
    return page.findAll('[data-testid="redefined"]');
  };

  it('is not there for a metric that was always made in the same way', async () => {
    expect(await noted('wait_mean', '2026-11-16', '2026-11-29', '2025-11-17')).toHaveLength(0);
  });

  it('warns where days before and after the change are held against each other and the earlier ones keep the old way', async () => {
    const [note] = await noted('time_to_act', '2026-11-23', '2026-11-29', '2026-11-16');
    expect(note?.text()).toMatch(anyPhrase('analysis.redefined', { since: since('time_to_act') }));
    expect(note?.text()).toContain(phrase('analysis.apart'));
    expect(note?.classes()).toContain('warn');
  });

  it('says the change without a warning where all days are after it, or all were made anew', async () => {
    const [after] = await noted('time_to_act', '2026-11-30', '2026-12-06', '2026-11-23');
    expect(after?.text()).not.toContain(phrase('analysis.apart'));
    const [anew] = await noted('satisfied', '2026-11-23', '2026-11-29', '2026-11-16');
    expect(anew?.text()).toContain(phrase('analysis.earlier.anew'));
    expect(anew?.classes()).not.toContain('warn');
  });

  it('is told in English', async () => {
    i18n.global.locale.value = 'en';
    const [note] = await noted('satisfied', '2026-11-23', '2026-11-29', '2026-11-16');
    expect(note?.text()).toContain('no longer count. Earlier days were computed anew by it.');
  });
});
