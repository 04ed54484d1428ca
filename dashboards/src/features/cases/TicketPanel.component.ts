import type { VisitEvent } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { inSequence, phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import TicketPanel from './TicketPanel.vue';

const EVENT: VisitEvent = {
  type: 'hall.ticket.issued',
  time: '2026-10-23T03:16:52.000Z',
  receivedAt: '2026-10-23T03:16:53.000Z',
  source: 'tickets',
  withdrawn: false,
  data: { queue: 'household' },
};

describe('what happened to the applicant of a matter at the hall', () => {
  let server: Server;
  afterEach(() => {
    server.close();
  });
  const opened = async (): Promise<string> => {
    const { page } = await mounted(TicketPanel, { hall: 'H1', ticketId: 't/7', timeZone: 'Asia/Shanghai' });
    await flushPromises();
    return page.text();
  };

  it('is told step by step, in the time of the office', async () => {
    server = serve({ 'GET /v1/visits/t%2F7/events': () => ({ items: [EVENT], next: null }) });
    const said = await opened();
    expect(said).toContain('2026-10-23');
    expect(said).toMatch(inSequence('11:16:52', phrase('visits.told.issued'), 'household'));
    expect(server.asked.find(({ path }) => path.endsWith('/events'))?.query.get('hall')).toBe('H1');
  });

  it('says that nothing was told of it', async () => {
    server = serve({ 'GET /v1/visits/t%2F7/events': () => ({ items: [], next: null }) });
    expect(await opened()).toContain(phrase('visits.untold'));
  });

  it('says what went wrong', async () => {
    server = serve({ 'GET /v1/visits/t%2F7/events': () => refusal(503, 'unavailable') });
    expect(await opened()).not.toContain(phrase('visits.untold'));
  });
});
