import { pageTitle } from './page-title';

it('tells tabs apart by page and hall, and counts what is red', () => {
  const shown = { page: '值守台', hall: '甲厅', app: '大厅数据驾驶舱', red: 0 };
  expect(pageTitle(shown)).toBe('值守台 · 甲厅 · 大厅数据驾驶舱');
  expect(pageTitle({ ...shown, hall: null, red: 2 })).toBe('(2) 值守台 · 大厅数据驾驶舱');
  expect(pageTitle({ ...shown, page: null, hall: null })).toBe('大厅数据驾驶舱');
});
