import type { VisitorMatters } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import MyVisitor from './MyVisitor.vue';
import VisitorsPanel from './VisitorsPanel.vue';

const matter = (
  id: string,
  more: Partial<VisitorMatters['matters'][number]> = {},
): VisitorMatters['matters'][number] => ({
  id,
  caseId: `units/${id}`,
  kind: 'case',
  item: null,
  dueAt: null,
  awaitsSupplement: false,
  ...more,
});
const VISITOR: VisitorMatters = {
  hall: 'H1',
  ticketId: 'feed/t1',
  number: 'A012',
  queue: 'household',
  state: 'called',
  windowId: 'w1',
  since: '2026-10-26T01:00:00.000Z',
  open: 3,
  overdue: 1,
  dueSoon: 1,
  supplements: 0,
  nextDueAt: '2026-10-26T09:30:00.000Z',
  matters: [matter('m1', { dueAt: '2026-10-26T09:30:00.000Z' }), matter('m2', { awaitsSupplement: true })],
};
const QUEUES = { queues: [{ code: 'household', name: '户政' }] };

describe('visitors with open matters', () => {
  let server: Server;
  let visitors: VisitorMatters[];
  let visitor: VisitorMatters | null;
  beforeEach(() => {
    visitors = [VISITOR];
    visitor = VISITOR;
    server = serve({
      'GET /v1/halls/H1/visitors': () => ({ items: visitors, next: null }),
      'GET /v1/me/visitor': () => ({ visitor }),
    });
  });
  afterEach(() => {
    server.close();
  });

  it('are listed at the desk with what they have open, and only numbers that are not zero', async () => {
    const { byTestId } = await mounted(VisitorsPanel, { hall: 'H1', snapshot: QUEUES });
    await flushPromises();
    const text = byTestId('visitor-feed/t1').text();
    expect(text).toContain(`A012 户政 · ${phrase('visitor.state.called')}`);
    expect(text).toContain(phrase('visitor.open', { n: 3 }));
    for (const key of ['overdue', 'dueSoon', 'others']) expect(text).toContain(phrase(`visitor.${key}`, { n: 1 }));
    expect(text).not.toContain(phrase('visitor.supplements', { n: 0 }));
  });

  it('are said to be none where there is none', async () => {
    visitors = [];
    const { page } = await mounted(VisitorsPanel, { hall: 'H1', snapshot: QUEUES });
    await flushPromises();
    expect(page.text()).toContain(phrase('visitor.none'));
  });

  it('are announced to the officer, with a way to each matter the officer may open', async () => {
    const { page, byTestId } = await mounted(MyVisitor);
    await flushPromises();
    expect(byTestId('my-visitor').text()).toContain(phrase('visitor.before', { number: 'A012' }));
    expect(page.findAll('a').map((link) => link.attributes('href'))).toEqual(['/cases/m1', '/cases/m2']);
    expect(page.text()).toContain(phrase('visitor.awaits'));
  });

  it('take no place on the page of an officer before whom nobody stands', async () => {
    visitor = null;
    const { page } = await mounted(MyVisitor);
    await flushPromises();
    expect(page.find('section').exists()).toBe(false);
  });
});
