import type { GuidePerson } from '@cockpit/contracts';
import { i18n } from '../../shared/i18n';
import { mounted } from '../../testing/mounted';
import { anyPhrase, phrase } from '../../testing/phrase';
import { groupsOf } from './lines';
import PersonGroup from './PersonGroup.vue';

const person = (number: string, mobileUrl?: string): GuidePerson => ({
  ticketId: number,
  number,
  queue: 'household',
  item: 'HZ-1',
  itemName: '居住证',
  channels: ['mobile'],
  waitedSec: 600,
  leftSec: 900,
  soon: false,
  promptId: null,
  ...(mobileUrl === undefined ? {} : { mobileUrl }),
});
const URL = 'https://mobile.example.com/items/HZ-1';

describe('people who came for one thing', () => {
  afterEach(() => {
    i18n.global.locale.value = 'zh-CN';
  });
  const shown = async (people: readonly GuidePerson[]) => {
    const [group] = groupsOf(people, null);
    return mounted(PersonGroup, { group, terminals: [], queueName: () => '户政', disabled: false, open: true });
  };

  it.each([1, 3])('are shown one code of where it is done on a phone, whether they are %s', async (n) => {
    const { page } = await shown(Array.from({ length: n }, (_, i) => person(`A00${String(i)}`, URL)));
    const codes = page.findAll('[data-testid="guide-scan"]');
    expect(codes).toHaveLength(1);
    expect(codes[0]?.find('[data-testid="qr-code"]').attributes('aria-label')).toBe(
      phrase('guide.scanLabel', { item: '居住证' }),
    );
    expect(codes[0]?.find('a').attributes()).toMatchObject({ href: URL, rel: 'noreferrer' });
  });

  it('are shown none where the catalogue does not say where', async () => {
    const { page } = await shown([person('A001'), person('A002')]);
    expect(page.find('[data-testid="guide-scan"]').exists()).toBe(false);
  });

  it('say how long the last of them would still wait', async () => {
    const waits = [null, 900, 2640].map((leftSec, i) => ({ ...person(`A00${String(i)}`), leftSec }));
    const { page } = await shown(waits);
    expect(page.get('summary').text()).toContain(phrase('guide.leftMost', { n: 44 }));
  });

  it('say nothing of it while nobody can tell', async () => {
    const { page } = await shown(['A001', 'A002'].map((number) => ({ ...person(number), leftSec: null })));
    expect(page.get('summary').text()).not.toMatch(anyPhrase('guide.leftMost'));
  });

  it('are told about it in English', async () => {
    i18n.global.locale.value = 'en';
    const { page } = await shown([person('A001', URL)]);
    expect(page.find('[data-testid="guide-scan"]').text()).toContain('Show QR code');
  });
});
