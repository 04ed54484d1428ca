import type { Caller, DeadLetter, JobQueueState, SystemReport } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted, type Mounted } from '../../testing/mounted';
import { anyPhrase, inSequence, phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import SystemState from './SystemState.vue';

const ADMIN: Caller = { kind: 'user', id: 'a', name: '管理', role: 'administrator', halls: 'all' };
const AT = '2026-03-02T02:00:00.000Z';
const report: SystemReport = {
  at: AT,
  version: '1.2.3',
  commit: '0123456789ab',
  backlogEvents: 12_345,
  diskFreeBytes: 2 ** 33,
  diskSizeBytes: 2 ** 36,
  backupAgeSec: null,
  deadLetters: 1,
  checks: [
    { name: 'redis', fault: null },
    { name: 'work:job-pulse', fault: 'nothing done for 5 minutes' },
    { name: 'work:live-3', fault: null },
  ],
};
const job = (queue: string, given: Partial<JobQueueState> = {}): JobQueueState => ({
  queue,
  waiting: 0,
  active: 0,
  delayed: 0,
  failed: 0,
  everyMs: null,
  nextAt: null,
  late: false,
  lastFailure: null,
  ...given,
});
const letter: DeadLetter = {
  id: 'f'.repeat(32),
  worker: 'writer-0-visits',
  item: 'H1/t-1',
  reason: '22021',
  message: 'invalid byte',
  firstAt: AT,
  lastAt: AT,
  tries: 3,
  nextAt: AT,
};

describe('the page of the system', () => {
  let server: Server;
  let failed = 2;
  let letters: unknown;
  beforeEach(() => {
    failed = 2;
    letters = { items: [letter], next: null };
    server = serve({
      'GET /v1/system': () => report,
      'GET /v1/jobs': () => ({
        at: AT,
        items: [
          job('hall-plan', { failed }),
          job('escalation', { everyMs: 10_000, nextAt: '2026-03-02T01:50:00.000Z', late: true }),
          job('hall-tick', { waiting: 3 }),
        ],
        next: null,
      }),
      'GET /v1/jobs/hall-plan/failed': () => ({
        items: [{ id: 'p', at: '2026-03-02T01:58:00.000Z', attempts: 5, reason: 'no plan for H1' }],
        next: null,
      }),
      'POST /v1/jobs/hall-plan/retry': () => {
        const retried = failed;
        failed = 0;
        return { retried };
      },
      'GET /v1/dead-letters': () => letters,
      [`POST /v1/dead-letters/${letter.id}/retry`]: () => ({}),
    });
  });
  afterEach(() => {
    server.close();
  });
  async function shown(): Promise<Mounted> {
    const page = await mounted(SystemState, {}, { caller: ADMIN });
    await flushPromises();
    await flushPromises();
    return page;
  }

  it('shows first what is in trouble, and why', async () => {
    const all = await shown();
    expect(all.byTestId('figure-backlog').text()).toContain('12,345');
    expect(all.byTestId('figure-disk').text()).toMatch(/13%/);
    expect(all.byTestId('figure-backup').classes()).toContain('warn');
    const checks = all.page.findAll('[data-testid^="check-"]').map((one) => one.text());
    expect(checks[0]).toContain(phrase('system.queue.pulse'));
    expect(checks[0]).toContain('nothing done for 5 minutes');
    expect(checks.at(-1)).toContain(phrase('system.share', { name: phrase('system.worker.live'), n: 4, of: 4 }));
    const jobs = all.page.findAll('[data-testid^="job-"]:is(tr)').map((one) => one.attributes('data-testid'));
    expect(jobs).toEqual(['job-escalation', 'job-hall-plan', 'job-hall-tick']);
    expect(all.byTestId('job-escalation').text()).toMatch(
      inSequence(phrase('system.jobStatus.late'), phrase('unit.minutesAgo', { n: 10 })),
    );
    expect(all.byTestId('dead-letter').text()).toContain(
      phrase('system.shareOnly', { name: phrase('system.worker.visits'), n: 1 }),
    );
  });

  it('opens the reasons of what failed and hands it back', async () => {
    const all = await shown();
    await all.byTestId('job-failed').trigger('click');
    await flushPromises();
    expect(all.byTestId('failed-job').text()).toMatch(
      inSequence(phrase('unit.minutesAgo', { n: 2 }), phrase('system.tried', { n: 5 }), 'no plan for H1'),
    );
    expect(all.page.text()).toMatch(anyPhrase('system.latestOf', { shown: 1 }));
    await all.byTestId('job-retry').trigger('click');
    await flushPromises();
    expect(all.page.find('[data-testid="job-failed"]').exists()).toBe(false);
    await all.byTestId('dead-letter').find('button').trigger('click');
    await flushPromises();
    expect(server.asked.filter(({ path }) => path.endsWith('/retry')).map(({ path }) => path)).toEqual([
      '/v1/jobs/hall-plan/retry',
      `/v1/dead-letters/${letter.id}/retry`,
    ]);
  });

  it('says that there are no dead letters, or that they could not be fetched', async () => {
    letters = { items: [], next: null };
    expect((await shown()).byTestId('system').text()).toContain(phrase('system.noLetters'));
    letters = refusal(503, 'unavailable');
    expect((await shown()).byTestId('system').text()).toContain(phrase('system.lettersFailed'));
  });
});
