import type { MatterSummary } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { serve } from '../../testing/server';
import { useExportRows } from './export';

const matter = {
  id: 'cases/1',
  caseId: 'C-1',
  source: 'cases',
  title: null,
  kind: 'case',
  item: 'HZ-1',
  hall: 'H32',
  unit: 'U1',
  officerId: null,
  stage: null,
  acceptedAt: '2026-10-26T01:00:00.000Z',
  dueAt: '2026-10-30T09:30:00.000Z',
  closedAt: null,
  elapsedDays: 1.4999999999999998,
  remainingDays: -0.30000000000000004,
  card: 'red',
  overdue: true,
  provisional: false,
  paused: false,
  unattended: true,
  stageCard: 'none',
  stageDueAt: null,
  packageId: null,
  parentId: null,
  predictedOverdue: 0.123456789,
  faults: [],
  rating: null,
} satisfies MatterSummary;

it('gives people a table in their words and in the time of the office', async () => {
  const names = [
    { by: 'item', key: 'HZ-1', name: '出生登记' },
    { by: 'unit', key: 'U1', name: '户政科' },
  ];
  const server = serve({ 'GET /v1/matters/names': () => ({ items: names }) });
  let exportRows: ReturnType<typeof useExportRows> = () => [];
  await mounted({
    setup() {
      exportRows = useExportRows();
      return () => null;
    },
  });
  await flushPromises();
  await flushPromises();
  const [head = [], row = []] = exportRows([matter]);
  server.close();
  expect(head).toHaveLength(row.length);
  expect(new Set(head).size).toBe(head.length);
  expect(row).toEqual([
    'C-1',
    phrase('matterKind.case'),
    '出生登记',
    'H32',
    '户政科',
    null,
    null,
    '2026-10-26 09:00',
    '2026-10-30 17:30',
    null,
    1.5,
    -0.3,
    phrase('caseState.red'),
    phrase('cases.export.yes'),
    null,
    phrase('cases.export.yes'),
    null,
    0.12,
    'cases',
  ]);
});
