import { CatalogueItem, ItemDoc, type TableRows } from '@cockpit/contracts';
import fc from 'fast-check';
import { organisationMessages } from '../organisation/messages';
import { linesOf } from '../organisation/tables/table';
import type { Words } from '../organisation/tables/words';
import type { Line } from './api';
import { itemCells, itemHeadings, itemsOf, materialsIn, type Known } from './items-table';

const [zh, en] = [organisationMessages['zh-CN'].organisation, organisationMessages.en.organisation];
type Named = Readonly<Record<string, string>>;
const wordsOf = (own: typeof zh, other: typeof zh): Words => ({
  field: (field) => (own.field as Named)[field] ?? field,
  fieldNames: (field) => [(own.field as Named)[field] ?? field, (other.field as Named)[field] ?? field, field],
  value: (code) => (own.value as Named)[code] ?? code,
  valueNames: (code) => [(own.value as Named)[code] ?? code, (other.value as Named)[code] ?? code],
  comma: own === zh ? '、' : ', ',
});
const words = wordsOf(zh, en);
const branches = [
  { code: 'household', name: '户政' },
  { code: 'traffic', name: '交管' },
];
const categories = [
  { code: 'HZ-01', name: '身份证', branch: 'household' },
  { code: 'JG-01', name: '驾驶证', branch: 'traffic' },
];
const before = ItemDoc.parse({
  code: 'HZ-0101',
  name: '换领',
  branch: 'household',
  category: 'HZ-01',
  mode: 'promised',
  statutory: 60,
  promised: 15,
  approval: 'transferred',
  channels: ['window', 'self-service'],
  materials: [{ name: '身份证' }, { name: '照片', submission: 'exempt' }],
  stages: [{ code: '审核', allowedDays: 3 }],
});
const known: Known = { items: [before], branches, categories };

const rowsOf = (head: readonly string[], ...rows: readonly (readonly (string | number | null)[])[]): TableRows => ({
  rows: rows.map((row, n) => ({
    at: n + 2,
    cells: Object.fromEntries(head.map((name, i) => [name, row[i] === null ? '' : String(row[i] ?? '')])),
  })),
  faults: [],
});
function read(head: readonly string[], ...rows: (string | number | null)[][]) {
  const table = linesOf(rowsOf(head, ...rows), itemHeadings(words));
  const items = itemsOf(table.lines, known, words);
  return { items, faults: table.faults.map(({ row, field, code }) => [row, field, code]) };
}
const lineOf = (item: ItemDoc): Line => ({
  ...CatalogueItem.parse({
    ...item,
    branchName: branches.find(({ code }) => code === item.branch)?.name,
    categoryName: categories.find(({ code }) => code === item.category)?.name,
    statutory: item.statutory ?? null,
    promised: item.promised ?? null,
    approval: item.approval ?? null,
    compression: null,
    selfService: false,
    mobile: false,
    skills: [],
    qualifiedOfficers: 0,
    halls: [],
    authorisedOfficers: 0,
    terminals: 0,
    packages: [],
    stages: [],
    versions: [],
    materials: item.materials ?? [],
    highVolume: item.highVolume === true,
    enterpriseDesk: item.enterpriseDesk === true,
    ...(item.mobileUrl === undefined ? {} : { mobileUrl: item.mobileUrl }),
  }),
  taken: null,
});

describe('a table of items', () => {
  const item = fc
    .record(
      {
        code: fc.stringMatching(/^[A-Z]{2}-\d{4}$/),
        name: fc.stringMatching(/^[\u4e00-\u9fa5]{1,8}$/),
        place: fc.constantFrom(...categories),
        mode: fc.constantFrom('on-the-spot', 'promised'),
        limitUnit: fc.constantFrom('working-days', 'hours'),
        statutory: fc.integer({ min: 1, max: 90 }),
        promised: fc.integer({ min: 1, max: 90 }),
        approval: fc.constantFrom('direct', 'delegated', 'transferred'),
        channels: fc.uniqueArray(fc.constantFrom('window', 'mobile', 'extension-point'), { minLength: 1 }),
        materials: fc.uniqueArray(
          fc.record({
            name: fc.constantFrom('身份证', '户口簿（复印件）', '照片', '证明、声明'),
            submission: fc.constantFrom('required', 'exempt', 'later'),
          }),
          { minLength: 1, selector: ({ name }) => name },
        ),
        mobileUrl: fc.webUrl({ validSchemes: ['https'], withQueryParameters: true }),
        highVolume: fc.constant(true),
        enterpriseDesk: fc.constant(true),
      },
      { requiredKeys: ['code', 'name', 'place', 'mode', 'limitUnit', 'channels'] },
    )
    .map(({ place, ...rest }) => ItemDoc.parse({ ...rest, branch: place.branch, category: place.code }));

  it('gives back what was written into it, read in either language', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(item, { minLength: 1, maxLength: 6, selector: ({ code }) => code }),
        fc.boolean(),
        (items, english) => {
          const writer = english ? wordsOf(en, zh) : words;
          const head = itemHeadings(writer).map(({ names }) => names[0] ?? '');
          const written = rowsOf(head, ...items.map((one) => itemCells(lineOf(one), writer)));
          const table = linesOf(written, itemHeadings(words));
          expect(itemsOf(table.lines, { ...known, items: [] }, words)).toEqual(items);
          expect(table.faults).toEqual([]);
        },
      ),
    );
  });

  it('changes only the columns it has; an empty cell takes away, what it never knew stays', () => {
    expect(read(['编码', '承诺时限'], ['HZ-0101', 10])).toEqual({ items: [{ ...before, promised: 10 }], faults: [] });
    const { statutory: _s, approval: _a, materials: _m, ...rest } = before;
    expect(read(['编码', '法定时限', '审批方式', '材料'], ['HZ-0101', '', '', '']).items).toEqual([
      { ...rest, materials: [] },
    ]);
  });

  it('tells every fault with its row and column', () => {
    const head = ['编码', '名称', '业务线', '类别', '法定时限', '承诺时限', '审批方式', '渠道', '高频事项'];
    expect(
      read(
        head,
        ['', '甲', '户政', '身份证', 'x', -1, '', '窗口', ''],
        ['A-1', '', '没有', '身份证', '', '', '口头', '马车', '也许'],
        ['A-1', '乙', '户政', '驾驶证', '', '', '', '', ''],
      ).faults,
    ).toEqual([
      [2, 'code', 'missing'],
      [2, 'statutory', 'not-number'],
      [2, 'promised', 'too-small'],
      [3, 'name', 'missing'],
      [3, 'branch', 'no-such'],
      [3, 'approval', 'not-one-of'],
      [3, 'channels', 'not-one-of'],
      [3, 'highVolume', 'not-one-of'],
      [4, 'code', 'twice'],
      [4, 'category', 'no-such'],
    ]);
    expect(read(['名称'], ['甲']).faults).toEqual([[null, 'code', 'column-missing']]);
  });

  it('reads materials with their marks in any brackets, and leaves other brackets to the name', () => {
    expect(
      materialsIn('身份证; 户口簿（免提交）\n照片 (容缺)；申请表（一式两份）【not required】;form (may follow)', words),
    ).toEqual([
      { name: '身份证', submission: 'required' },
      { name: '户口簿', submission: 'exempt' },
      { name: '照片', submission: 'later' },
      { name: '申请表（一式两份）', submission: 'exempt' },
      { name: 'form', submission: 'later' },
    ]);
  });
});
