import type { HallDoc } from '@cockpit/contracts';
import { BRANCHES } from './catalogue';
import type { HallSketch } from './hall-sketch';

type PhoneLine = NonNullable<HallDoc['phoneLines']>[number];
const SERVICE = 'service';
const TO_SERVICE = { next: `yunjiang/${SERVICE}` };

/** Invalid numbers, so that nobody is called by accident. */
const numberOf = (nth: number): string => `0000-5550 ${String(100 + nth)}`;

/** Lines of the department: the 24-hour hotline, the general line, and one line for each branch and for enterprises. */
export const departmentLines = (): PhoneLine[] => [
  { code: 'hotline', name: '政务服务便民热线', number: '12345', tier: 'ai', branches: [], allDay: true, ...TO_SERVICE },
  { code: SERVICE, name: '公安服务咨询', number: numberOf(0), tier: 'center', branches: [], allDay: false },
  ...BRANCHES.map(({ code, name }, i): PhoneLine => ({
    code,
    name: `${name}咨询`,
    number: numberOf(1 + i),
    tier: 'center',
    branches: [code],
    allDay: false,
    ...TO_SERVICE,
  })),
  {
    code: 'enterprise',
    name: '助企专线',
    number: numberOf(200),
    tier: 'center',
    branches: [],
    allDay: false,
    ...TO_SERVICE,
  },
];

/** Lines of a hall: its desk, and its own lines for passports and traffic if it has those branches. A twin has none. */
export function hallLines({ rows, twinOf }: HallSketch, nth: number): PhoneLine[] {
  if (twinOf !== undefined) return [];
  const desk: PhoneLine = {
    code: 'desk',
    name: '大厅咨询台',
    number: numberOf(10 * nth),
    tier: 'unit',
    branches: [],
    allDay: false,
    ...TO_SERVICE,
  };
  const own = ['exit-entry', 'traffic'].filter((branch) => rows.some((row) => row.branch === branch));
  return [
    desk,
    ...own.map((branch, i) => ({
      ...desk,
      code: branch,
      branches: [branch],
      number: numberOf(10 * nth + 1 + i),
      name: `${BRANCHES.find(({ code }) => code === branch)?.name ?? branch}咨询`,
    })),
  ];
}
