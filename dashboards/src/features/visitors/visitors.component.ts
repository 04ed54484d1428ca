import type { VisitorMatters } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { serve, type Server } from '../../testing/server';
import MyVisitor from './MyVisitor.vue';
import VisitorsPanel from './VisitorsPanel.vue';

const matter = (
  id: string,
  more: Partial<VisitorMatters['matters'][number]> = {},
): VisitorMatters['matters'][number] => ({
  ...{ id, caseId: `units/${id}`, kind: 'case', item: null, dueAt: null, awaitsSupplement: false },
  ...more,
});
const VISITOR: VisitorMatters = {
  ...{ hall: 'H1', ticketId: 'feed/t1', number: 'A012', queue: 'household', state: 'called', windowId: 'w1' },
  since: '2026-10-26T01:00:00.000Z',
  ...{ open: 3, overdue: 1, dueSoon: 1, supplements: 0, nextDueAt: '2026-10-26T09:30:00.000Z' },
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
    expect(text).toContain('A012 户政 · 已叫号');
    for (const said of ['在办 3 件', '超期 1 件', '1 件明天前到期', '1 件由他人承办']) expect(text).toContain(said);
    expect(text).not.toContain('0 件');
  });

  it('are said to be none where there is none', async () => {
    visitors = [];
    const { page } = await mounted(VisitorsPanel, { hall: 'H1', snapshot: QUEUES });
    await flushPromises();
    expect(page.text()).toContain('现在没有带着在办事项来厅的人');
  });

  it('are announced to the officer, with a way to each matter the officer may open', async () => {
    const { page, byTestId } = await mounted(MyVisitor);
    await flushPromises();
    expect(byTestId('my-visitor').text()).toContain('面前的群众（A012）有在办事项');
    expect(page.findAll('a').map((link) => link.attributes('href'))).toEqual(['/cases/m1', '/cases/m2']);
    expect(page.text()).toContain('待补正');
  });

  it('take no place on the page of an officer before whom nobody stands', async () => {
    visitor = null;
    const { page } = await mounted(MyVisitor);
    await flushPromises();
    expect(page.find('section').exists()).toBe(false);
  });
});
