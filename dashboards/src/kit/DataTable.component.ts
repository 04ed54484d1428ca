import { h } from 'vue';
import { PAGE_SIZE } from '../shared/pages';
import { mounted } from '../testing/mounted';
import type { Column } from './columns';
import DataTable from './DataTable.vue';

interface Hall {
  code: string;
  waiting: number | null;
}
const run = jest.fn();
const columns: Column<Hall>[] = [
  { key: 'code', title: 'Hall', value: ({ code }) => code, heading: true },
  { key: 'waiting', title: 'Waiting', value: ({ waiting }) => waiting, numeric: true },
  { key: 'actions', title: 'Actions', hideTitle: true, actions: ({ code }) => [{ text: 'Open', of: code, run }] },
];
const rows: Hall[] = [
  { code: 'B', waiting: 2 },
  { code: 'A', waiting: null },
];
const props = { rows, columns, rowKey: 'code' as const, label: 'Halls' };
const table = (more: object, slots = {}) => mounted({ render: () => h(DataTable<Hall>, { ...props, ...more }, slots) });
const codes = (page: Awaited<ReturnType<typeof mounted>>['page']) =>
  page.findAll('tbody th[scope="row"]').map((cell) => cell.text());

it('names columns and rows, hides the title of buttons and marks what has no value', async () => {
  const { page } = await table({ rowTestid: ({ code }: Hall) => `hall-${code}` });
  expect(page.findAll('thead th').map((head) => head.text())).toEqual(['Hall', 'Waiting', 'Actions']);
  const cell = page.get('[data-testid="hall-A"] td');
  expect([cell.text(), cell.classes(), cell.attributes('data-name')]).toEqual([
    '—',
    ['col-waiting', 'num', 'none'],
    'Waiting',
  ]);
  await page.get('[aria-label="Open A"]').trigger('click');
  expect(run).toHaveBeenCalledTimes(1);
});

it('sorts by a heading and says how', async () => {
  const { page, byTestId } = await table({ sortable: true });
  await byTestId('sort-code').trigger('click');
  expect([codes(page), page.get('thead th').attributes('aria-sort')]).toEqual([['A', 'B'], 'ascending']);
  await byTestId('sort-code').trigger('click');
  expect([codes(page), page.get('thead th').attributes('aria-sort')]).toEqual([['B', 'A'], 'descending']);
});

it('keeps the rows with the words of the filter', async () => {
  const { page, byTestId } = await table({ filterable: true });
  await byTestId('table-filter').setValue('a');
  expect(codes(page)).toEqual(['A']);
});

it('shows long lists in pages', async () => {
  const many = Array.from({ length: PAGE_SIZE + 1 }, (_, n) => ({ code: `H${String(n)}`, waiting: n }));
  const { page, byTestId } = await table({ rows: many, pagedBy: 'all' });
  expect(codes(page)).toHaveLength(PAGE_SIZE);
  await byTestId('page-forth').trigger('click');
  expect(codes(page)).toEqual([`H${String(PAGE_SIZE)}`]);
});

it('says that there is nothing instead of an empty table', async () => {
  const { page } = await table({ rows: [], empty: 'No halls' });
  expect([page.text(), page.find('table').exists()]).toEqual(['No halls', false]);
});

it('draws cells by slots and opens the detail of a row', async () => {
  const { page } = await table(
    { opened: 'B' },
    {
      code: ({ row }: { row: Hall }) => h('i', `${row.code}!`),
      detail: ({ row }: { row: Hall }) => `more of ${row.code}`,
    },
  );
  expect(page.findAll('i').map((cell) => cell.text())).toEqual(['B!', 'A!']);
  expect(page.get('td[colspan="3"]').text()).toBe('more of B');
});

it('begins a group of rows by its heading, once', async () => {
  const { page } = await table(
    { groupBy: ({ waiting }: Hall) => (waiting === null ? '' : 'waiting'), sortable: true },
    { group: () => 'Somebody waits' },
  );
  expect(page.findAll('tbody tr').map((row) => row.text())).toEqual([
    'Somebody waits',
    expect.stringContaining('B'),
    expect.stringContaining('A'),
  ]);
});
