import type { MatterSummary } from '@cockpit/contracts';
import { exportRows } from './export';

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

it('gives people a table in their words and in the time of the office', () => {
  const words = {
    column: (key: string) => `头:${key}`,
    kind: () => '办件',
    card: () => '红牌',
    name: (_: string, key: string | null) => (key === null ? null : `名:${key}`),
    yes: '是',
  };
  const [head = [], row = []] = exportRows([matter], words);
  expect(head).toHaveLength(row.length);
  expect(new Set(head).size).toBe(head.length);
  expect(row).toEqual([
    'C-1',
    '办件',
    '名:HZ-1',
    '名:H32',
    '名:U1',
    null,
    null,
    '2026-10-26 09:00',
    '2026-10-30 17:30',
    null,
    1.5,
    -0.3,
    '红牌',
    '是',
    null,
    '是',
    null,
    0.12,
    'cases',
  ]);
});
