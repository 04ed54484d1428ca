import type { Caller, DeskReport } from '@cockpit/contracts';
import { mounted, type Mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { refusal, serve, type Request, type Server } from '../../testing/server';
import { settled } from '../../testing/settled';
import { NO_MATTERS } from './counts-sample';
import DeskPart from './DeskPart.vue';

const MANAGER: Caller = { kind: 'user', id: 'm', name: '陈', role: 'manager', halls: 'all' };
const figures: DeskReport['figures'] = [
  { key: 'open', count: 5, of: null },
  { key: 'due-today', count: 1, of: null },
  { key: 'answer-in-time', count: 0, of: 0 },
];

describe('the page of a desk', () => {
  let server: Server;
  let report: (request: Request) => unknown;
  beforeEach(() => {
    report = ({ path, query }) => ({
      desk: path.split('/').at(-1),
      from: query.get('from'),
      to: query.get('to'),
      today: '2026-03-09',
      by: query.get('by') ?? 'hall',
      figures,
      parts: [{ key: 'H1', name: '城东', figures }],
    });
    server = serve({
      'GET /v1/halls': () => ({ items: [], next: null }),
      'GET /v1/matters': () => ({ items: [], next: null }),
      'GET /v1/items': () => ({ items: [], next: null }),
      'GET /v1/enterprises': () => ({ total: 0, items: [] }),
      'GET /v1/matters/names': () => ({ items: [] }),
      'GET /v1/matters/summary': ({ query }) => ({
        by: query.get('by'),
        total: { ...NO_MATTERS, open: 5, red: 2 },
        items: [],
      }),
      ...Object.fromEntries(
        ['difficult', 'enterprise', 'enterprise-items', 'hotline', 'complaints'].map((desk) => [
          `GET /v1/desks/${desk}`,
          (request: Request) => report(request),
        ]),
      ),
    });
  });
  afterEach(() => {
    server.close();
    document.body.innerHTML = '';
  });
  const shown = async (desk: string): Promise<Mounted> => {
    const all = await mounted(DeskPart, { desk }, { caller: MANAGER });
    await settled();
    await settled();
    return all;
  };
  const asked = (path: string) =>
    server.asked.filter((one) => one.path === path).map(({ query }) => Object.fromEntries(query));

  it('asks for the last four weeks up to the day of its own halls', async () => {
    await shown('hotline');
    expect(asked('/v1/desks/hotline').at(-1)).toEqual({ from: '2026-02-10', to: '2026-03-09', by: 'hall' });
  });

  it('has those past their time in front of what falls due, and leaves out shares of nothing', async () => {
    const { page } = await shown('hotline');
    expect(page.findAll('[data-testid^="figure-"]').map((one) => one.attributes('data-testid'))).toEqual(
      ['open', 'overdue', 'due-today'].map((key) => `figure-${key}`),
    );
    expect(page.get('[data-testid="figure-overdue"]').text()).toContain('2');
  });

  it('splits by what it has: kinds only where there are several', async () => {
    const splits = (page: Mounted['page']) =>
      page.findAll('[data-testid^="by-"]').map((one) => one.attributes('data-testid'));
    expect(splits((await shown('difficult')).page)).toEqual(['by-hall', 'by-unit']);
    const { page, byTestId } = await shown('hotline');
    expect(splits(page)).toEqual(['by-hall', 'by-unit', 'by-kind']);
    await byTestId('by-unit').trigger('click');
    await settled();
    expect(asked('/v1/desks/hotline').at(-1)).toMatchObject({ by: 'unit' });
  });

  it('leads to a new matter of its kind', async () => {
    const href = (await shown('hotline')).byTestId('desk-new').attributes('href');
    expect(href).toBe('/cases/new?kind=order');
  });

  it('has enterprises and their items on the desk of enterprises alone', async () => {
    expect((await shown('hotline')).byTestId('enterprise-items').exists()).toBe(false);
    expect((await shown('enterprise')).byTestId('enterprise-items').exists()).toBe(true);
  });

  it('says that it could not be fetched, and asks again', async () => {
    const before = report;
    report = () => refusal(503, 'unavailable');
    const { page } = await shown('hotline');
    expect(page.text()).toContain(phrase('desks.failed'));
    report = before;
    await page
      .findAll('button')
      .find((one) => one.text() === phrase('action.retry'))
      ?.trigger('click');
    await settled();
    expect(page.find('[data-testid="figure-open"]').exists()).toBe(true);
  });
});
