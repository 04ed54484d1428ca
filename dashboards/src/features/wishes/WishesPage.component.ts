import type { Caller, PersonRecord } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import TimeField from '../../design/TimeField.vue';
import { i18n } from '../../shared/i18n';
import { mounted, type Mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import WishesPage from './WishesPage.vue';

const OFFICER: Caller = { kind: 'user', id: 'o', name: '王明', role: 'officer', halls: ['H1'] };
const record = (given: Partial<PersonRecord> = {}): PersonRecord => ({
  id: '00000000-0000-4000-8000-000000000001',
  name: '王明',
  account: 'wm',
  addresses: { mail: 'w***@x.cn', phone: '138****0000' },
  told: { mail: 'all', phone: 'red', group: true, quiet: null },
  roles: [],
  ...given,
});

describe('how somebody wants to be told', () => {
  let server: Server;
  let person: () => unknown;
  let put: () => unknown;
  beforeEach(() => {
    person = () => ({ person: record() });
    put = () => ({ person: record() });
    server = serve({ 'GET /v1/me/wishes': () => person(), 'PUT /v1/me/wishes': () => put() });
  });
  afterEach(() => {
    server.close();
    document.body.innerHTML = '';
    i18n.global.locale.value = 'zh-CN';
  });
  async function shown(caller = OFFICER): Promise<Mounted> {
    const all = await mounted(WishesPage, {}, { caller });
    await flushPromises();
    return all;
  }
  const save = async ({ byTestId }: Mounted): Promise<void> => {
    await byTestId('wishes-form').trigger('submit');
    await flushPromises();
  };
  const sent = () => server.asked.filter(({ method }) => method === 'PUT').map(({ body }) => body);
  const says = ({ byTestId }: Mounted, id: string) => (byTestId(id).element as HTMLSelectElement).value;

  it('shows whose wishes they are, where they reach that person, and how they stand', async () => {
    person = () => ({
      person: record({ told: { mail: 'none', phone: 'all', group: false, quiet: { from: '21:00', to: '06:00' } } }),
    });
    const all = await shown();
    expect(all.page.findAll('dd').map((dd) => dd.text())).toEqual([
      '王明',
      `${phrase('duty.way.mail')} w***@x.cn、${phrase('duty.way.phone')} 138****0000`,
    ]);
    expect([says(all, 'wish-mail'), says(all, 'wish-phone')]).toEqual(['none', 'all']);
    expect(all.byTestId('wish-group').element).toHaveProperty('checked', false);
    expect(all.page.findAllComponents(TimeField).map((one) => one.props('time'))).toEqual(['21:00', '06:00']);
  });

  it('saves what was chosen; quiet hours begin with the night, and none are none', async () => {
    const all = await shown();
    expect(all.page.findAllComponents(TimeField)).toEqual([]);
    await all.byTestId('wish-phone').setValue('none');
    await all.byTestId('wish-group').setValue(false);
    await save(all);
    await all.byTestId('wish-quiet').setValue(true);
    await save(all);
    expect(sent()).toMatchObject([
      { mail: 'all', phone: 'none', group: false, quiet: null },
      { quiet: { from: '22:00', to: '07:00' } },
    ]);
    expect(document.body.textContent).toContain(phrase('wishes.saved'));
  });

  it('lets no quiet hours be saved that begin when they end, and says so', async () => {
    const all = await shown();
    await all.byTestId('wish-quiet').setValue(true);
    all.page.findAllComponents(TimeField)[1]?.vm.$emit('update:time', '22:00');
    await flushPromises();
    expect(all.byTestId('wish-save').element).toHaveProperty('disabled', true);
    expect(all.page.get('[role="alert"]').text()).toBe(phrase('wishes.quietNoSpan'));
    await all.byTestId('wish-quiet').setValue(false);
    expect(all.byTestId('wish-save').element).toHaveProperty('disabled', false);
  });

  it('keeps what was chosen when it is refused', async () => {
    put = () => refusal(503, 'unavailable');
    const all = await shown();
    await all.byTestId('wish-mail').setValue('red');
    await save(all);
    expect([says(all, 'wish-mail'), all.byTestId('wish-save').element]).toEqual([
      'red',
      expect.objectContaining({ disabled: false }),
    ]);
    expect(document.body.textContent).not.toContain(phrase('wishes.saved'));
  });

  it('says that nothing but the group reaches somebody, or that no name is theirs', async () => {
    person = () => ({ person: record({ addresses: {} }) });
    expect((await shown()).page.text()).toContain(phrase('wishes.unreached'));
    person = () => ({ person: null });
    i18n.global.locale.value = 'en';
    const { page, byTestId } = await shown();
    expect(page.text()).toContain('Your account is not linked to anyone on the duty roster');
    expect(byTestId('wishes-form').exists()).toBe(false);
    expect(byTestId('wishes-nobody').find('a').exists()).toBe(false);
    const administers = await shown({ ...OFFICER, role: 'administrator', halls: 'all' });
    expect(administers.byTestId('wishes-nobody').get('a').attributes('href')).toBe('/duty');
  });

  it('says why it could not be read, and tries again when asked to', async () => {
    person = () => refusal(503, 'unavailable');
    const { page, byTestId } = await shown();
    expect(page.text()).toContain(phrase('wishes.failed'));
    person = () => ({ person: record() });
    await page.get('.btn').trigger('click');
    await flushPromises();
    expect(byTestId('wishes-form').exists()).toBe(true);
  });
});
