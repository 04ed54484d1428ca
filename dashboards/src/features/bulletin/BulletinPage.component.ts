import type { Bulletin, BulletinFigure, BulletinParagraph, Caller } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted, type Mounted } from '../../testing/mounted';
import { anyPhrase, inSequence, phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import BulletinPage from './BulletinPage.vue';

const MANAGER: Caller = { kind: 'user', id: 'm', name: '主任', role: 'manager', halls: 'all' };
const ID = '00000000-0000-4000-8000-000000000001';
const AT = '2026-03-09T00:00:00.000Z';
const PATH = `/v1/bulletins/${ID}`;
const data = { computedAt: AT, lastEventAt: AT, definition: '1' };
const figure: BulletinFigure = {
  code: 'F3-7K2',
  of: 'metric',
  metric: 'served',
  place: null,
  from: '2026-03-02',
  to: '2026-03-08',
  by: null,
  part: null,
  value: 12_345,
  numerator: null,
  denominator: null,
  text: '12,345',
  data,
};
const paragraph = (key: string, text: string): BulletinParagraph => ({
  key,
  words: { code: 'bulletin.none-such', params: { text } },
});
const bulletin = (given: Partial<Bulletin> = {}): Bulletin => ({
  id: ID,
  no: 3,
  place: null,
  placeName: null,
  period: 'week',
  from: '2026-03-02',
  to: '2026-03-08',
  state: 'draft',
  revision: 5,
  changedBy: 'schedule',
  changedAt: AT,
  approvedBy: null,
  approvedAt: null,
  sentAt: null,
  edits: { headline: { text: '办结 12,345[F3-7K2] 件', from: '另一句', by: '李强', at: AT } },
  document: {
    placeName: null,
    computedAt: AT,
    daysWithData: 7,
    days: 7,
    figures: [figure],
    sections: [
      {
        key: 'headline',
        title: { code: 'bulletin.section.headline', params: {} },
        tables: [],
        charts: [],
        paragraphs: [paragraph('headline', 'x')],
      },
    ],
  },
  ...given,
});

describe('the page of a bulletin', () => {
  let server: Server;
  let now: Bulletin;
  let edit: () => unknown;
  beforeEach(() => {
    now = bulletin();
    edit = () => bulletin({ revision: 6, edits: {} });
    server = serve({
      [`GET ${PATH}`]: () => now,
      [`PUT ${PATH}/edits`]: () => edit(),
      [`POST ${PATH}/approve`]: () => bulletin({ state: 'approved', revision: 6 }),
      [`POST ${PATH}/send`]: () => bulletin({ state: 'sent', revision: 7 }),
      'GET /v1/figures/F3-7K2': () => ({
        figure,
        bulletin: now,
        differs: true,
        redefined: false,
        redefinedSince: null,
        query: '/v1/metrics/served',
        now: { value: 12_400, numerator: null, denominator: null, text: '12,400', data },
      }),
    });
  });
  afterEach(() => {
    server.close();
  });
  async function shown(): Promise<Mounted> {
    const all = await mounted(BulletinPage, {}, { caller: MANAGER, address: `/bulletins/${ID}` });
    await flushPromises();
    return all;
  }
  const sent = () => server.asked.filter(({ method }) => method !== 'GET').map(({ path, body }) => [path, body]);
  const steps = ({ page }: Mounted): string[] =>
    page.findAll('[data-testid^="step-"]').map((one) => (one.attributes('data-testid') ?? '').slice(5));

  it('offers what is next to do: a draft is approved, then sent, and each step names the revision that was read', async () => {
    const all = await shown();
    expect(steps(all)).toEqual(['compute', 'approve']);
    expect(all.byTestId('file-pdf').attributes('href')).toBe(`${PATH}/file?format=pdf`);
    await all.byTestId('step-approve').trigger('click');
    await flushPromises();
    expect(steps(all)).toEqual(['withdraw', 'send']);
    await all.byTestId('step-send').trigger('click');
    await flushPromises();
    expect(steps(all)).toEqual([]);
    expect(sent()).toEqual([
      [`${PATH}/approve`, { revision: 5 }],
      [`${PATH}/send`, { revision: 6 }],
    ]);
  });

  it('can be rewritten while it is a draft alone', async () => {
    now = bulletin({ state: 'approved' });
    expect((await shown()).byTestId('edit-headline').exists()).toBe(false);
  });

  it('warns where the figures changed after a sentence was rewritten, and says who did', async () => {
    const note = (await shown()).byTestId('difference');
    expect(note.text()).toMatch(anyPhrase('bulletin.edited', { by: '李强' }));
    expect(note.text()).toMatch(anyPhrase('bulletin.outdated'));
    expect(note.classes()).toContain('bad');
  });

  it('keeps a sentence that was rewritten, and takes it back where nothing is left of it', async () => {
    const all = await shown();
    const rewrite = async (text: string): Promise<void> => {
      await all.byTestId('edit-headline').trigger('click');
      await all.byTestId('edit-text').setValue(text);
      await all.page.get('form').trigger('submit');
      await flushPromises();
    };
    await rewrite(' 本周平稳 ');
    await rewrite('  ');
    expect(sent()).toEqual([
      [`${PATH}/edits`, { revision: 5, edits: { headline: '本周平稳' } }],
      [`${PATH}/edits`, { revision: 6, edits: { headline: null } }],
    ]);
  });

  it('shows what another one made of it, where they were faster', async () => {
    const all = await shown();
    edit = () => {
      now = bulletin({ state: 'approved', revision: 9, changedBy: '王芳' });
      return refusal(409, 'bulletin-changed');
    };
    await all.byTestId('edit-headline').trigger('click');
    await all.byTestId('edit-text').setValue('改一句');
    await all.page.get('form').trigger('submit');
    await flushPromises();
    expect(all.page.text()).toMatch(inSequence(phrase('bulletinState.approved'), '（王芳）', '9'));
    expect(steps(all)).toEqual(['withdraw', 'send']);
  });

  it('opens a figure by its code: as it was printed, and as it is now', async () => {
    const all = await shown();
    await all.byTestId('figure-F3-7K2').trigger('click');
    await flushPromises();
    expect(all.byTestId('figure-printed').text()).toContain('12,345');
    expect(all.byTestId('figure-now').text()).toContain('12,400');
    expect(all.byTestId('figure-panel').text()).toContain(phrase('bulletin.differs'));
  });

  it('has the codes and targets of a table in a column of their own, and says what codes are for', async () => {
    const words = (text: string) => ({ code: 'bulletin.none-such', params: { text } });
    now = bulletin({
      document: {
        ...now.document,
        figures: [figure, { ...figure, code: 'F3-AWJ', text: '47.8', target: { target: 1800, met: false, by: -600 } }],
        sections: [
          {
            key: 'headline',
            title: words('x'),
            paragraphs: [],
            charts: [],
            tables: [
              {
                key: 'figures',
                title: words('t'),
                columns: [words('a'), words('b')],
                widths: [1, 1],
                rows: [
                  [{ text: '办结' }, { figure: 'F3-7K2' }],
                  [{ text: '等候' }, { figure: 'F3-AWJ' }],
                ],
              },
            ],
          },
        ],
      },
    });
    const all = await shown();
    const rows = all.page.findAll('tr').map((row) => row.findAll('th, td').map((cell) => cell.text()));
    expect(rows[0]?.at(-1)).toBe(phrase('bulletin.codeAndTarget'));
    expect(rows.slice(1)).toEqual([
      ['办结', '12,345', 'F3-7K2'],
      ['等候', '47.8', expect.stringMatching(/^F3-AWJ\S/)],
    ]);
    expect(all.page.text()).toContain(phrase('bulletin.codes'));
  });

  it('says that it could not be fetched', async () => {
    server.close();
    server = serve({ [`GET ${PATH}`]: () => refusal(404, 'unknown-bulletin') });
    expect((await shown()).page.text()).toContain(phrase('bulletin.failed'));
  });
});
