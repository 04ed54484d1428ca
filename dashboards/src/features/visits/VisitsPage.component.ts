import type { Visit, VisitEvent } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted, type Mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import VisitsPage from './VisitsPage.vue';

const at = (minute: number) => `2026-10-26T01:${String(minute).padStart(2, '0')}:00.000Z`;
const visit = (number: string, waitSec: number | null): Visit => ({
  ticketId: `t/${number}`,
  number,
  queue: 'household',
  item: null,
  issuedAt: at(0),
  calledAt: at(20),
  startedAt: at(20),
  finishedAt: at(30),
  windowId: 'w1',
  waitSec,
  serviceSec: 600,
  result: 'done',
  quotedP50Sec: null,
  quotedP90Sec: null,
});
const told = (type: string, minute: number, more: Partial<VisitEvent> = {}): VisitEvent => ({
  type: `hall.ticket.${type}`,
  time: at(minute),
  receivedAt: at(minute),
  source: 'tickets',
  withdrawn: false,
  data: {},
  ...more,
});
const EVENTS = [
  told('issued', 0),
  told('cancelled', 1, { withdrawn: true }),
  told('called', 20, { receivedAt: at(25), data: { windowId: 'w1' } }),
];

describe('the visits behind a figure', () => {
  let server: Server;
  beforeEach(() => {
    server = serve({
      'GET /v1/visits': () => ({ items: [visit('A1', 60), visit('A2', null), visit('A3', 1200)], next: null }),
      'GET /v1/visits/t%2FA3/events': () => ({ items: EVENTS, next: null }),
    });
  });
  afterEach(() => {
    server.close();
  });
  const opened = async (address: string): Promise<Mounted> => {
    const all = await mounted(VisitsPage, {}, { address });
    await flushPromises();
    return all;
  };
  const asked = () =>
    server.asked
      .filter(({ path }) => path === '/v1/visits')
      .at(-1)
      ?.query.toString();

  it('are those of the address, the longest wait first, with what they come to', async () => {
    const { page, byTestId } = await opened('/analysis/visits?hall=H1&day=2026-10-26&window=w1');
    expect(asked()).toBe('hall=H1&day=2026-10-26&window=w1&limit=5000');
    expect(byTestId('visit-sums').text()).toBe(phrase('visits.sums', { n: 3, mean: 11, longest: 20, service: 10 }));
    expect(page.findAll('tbody th').map((cell) => cell.text())).toEqual(['A3', 'A1', 'A2']);
    const row = page.get('tbody tr').text();
    for (const printed of ['09:00:00', '09:20:00', '20:00', '10:00']) expect(row).toContain(printed);
    await byTestId('drop-window').trigger('click');
    await flushPromises();
    expect(asked()).toBe('hall=H1&day=2026-10-26&limit=5000');
  });

  it('open into what was told of each, late and withdrawn events named', async () => {
    const { page, byTestId } = await opened('/analysis/visits?hall=H1&day=2026-10-26');
    await byTestId('visit-A3').trigger('click');
    await flushPromises();
    const lines = page.findAll('[data-testid="visit-life"] li').map((line) => line.text());
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain(phrase('visits.withdrawn'));
    expect(lines[2]).toContain(phrase('visits.atWindow', { window: 'w1' }));
    expect(lines[2]).toContain(phrase('visits.toldLate', { n: 5 }));
  });

  it('carry a mark where the wait was longer than told', async () => {
    server.close();
    const late = { ...visit('A1', 1200), quotedP50Sec: 600, quotedP90Sec: 900 };
    server = serve({
      'GET /v1/visits': () => ({ items: [late, { ...late, ticketId: 't/A2', quotedP90Sec: 1500 }], next: null }),
    });
    const { page } = await opened('/analysis/visits?hall=H1&day=2026-10-26');
    expect(page.findAll('[data-testid="beyond"]').map((one) => one.text())).toEqual([phrase('visits.beyond')]);
  });

  it('are not asked for before a hall and a day are chosen', async () => {
    const { page } = await opened('/analysis/visits');
    expect(asked()).toBeUndefined();
    expect(page.text()).toContain(phrase('visits.choose'));
  });
});
