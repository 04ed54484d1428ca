import { mounted } from '../../testing/mounted';
import { refusal, serve, type Server } from '../../testing/server';
import { settled } from '../../testing/settled';
import QuarantinePanel from './QuarantinePanel.vue';

const AT = '2026-03-09T02:00:00.000Z';
const group = (reason: string, open: number) => ({ source: 'queue', reason, total: 9, open, firstAt: AT, lastAt: AT });
const event = {
  id: 'q1',
  source: 'queue',
  reason: 'invalid',
  path: '/data/ticketId',
  message: '必填',
  eventId: 'e1',
  causes: null,
  hall: 'H32',
  receivedAt: AT,
  correlationId: 'c',
  body: {},
  resubmittedAt: null,
  editedAt: null,
  editedBy: null,
  discardedAt: null,
  discardedBy: null,
  discardReason: null,
  attempts: 0,
};

describe('what was rejected', () => {
  let server: Server;
  let resubmit: () => unknown;
  let reasons: string[];
  beforeEach(() => {
    reasons = [];
    resubmit = () => ({ tried: 3, accepted: 2, rejected: [], rejectedTotal: 1, left: 0 });
    server = serve({
      'GET /v1/quarantine/summary': () => ({
        total: 18,
        open: 3,
        resubmitted: 0,
        discarded: 0,
        items: [group('invalid', 3), group('too-deep', 0)],
        retention: { days: 90, lastSweepAt: null, lastDeleted: null },
      }),
      'GET /v1/quarantine': ({ query }) => {
        reasons.push(`${query.get('source') ?? ''} ${query.get('reason') ?? ''} ${query.get('hall') ?? ''}`);
        return { items: [event], next: null };
      },
      'POST /v1/quarantine/resubmit': () => resubmit(),
    });
  });
  afterEach(() => {
    server.close();
  });

  it('is listed by source and reason while some of it is open, and asked for only when it is picked', async () => {
    const { page, byTestId } = await mounted(QuarantinePanel, { hall: 'H32' });
    await settled();
    expect(page.findAll('tr[data-testid^="rejected-"]').length).toBe(1);
    expect(reasons).toEqual([]);
    await byTestId('quarantine-pick').trigger('click');
    await settled();
    expect(reasons).toEqual(['queue invalid H32']);
    expect(page.findAll('[data-testid="quarantine-open"]').length).toBe(1);
    page.unmount();
  });

  it('says what came of trying again, and nothing when the server refused to try', async () => {
    const { page, byTestId } = await mounted(QuarantinePanel, { hall: 'H32' });
    await settled();
    await byTestId('quarantine-pick').trigger('click');
    await settled();
    await byTestId('resubmit-all').trigger('click');
    await settled();
    const said = byTestId('quarantine-said').text();
    expect([said.includes('3'), said.includes('2'), said.includes('1')]).toEqual([true, true, true]);
    resubmit = () => refusal(409, 'busy');
    await byTestId('resubmit-all').trigger('click');
    await settled();
    expect([byTestId('quarantine-said').text(), byTestId('resubmit-all').attributes('disabled')]).toEqual([
      '',
      undefined,
    ]);
    page.unmount();
  });
});
