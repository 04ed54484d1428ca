import type { HallDoc } from '@cockpit/contracts';
import type { HallSketch } from './hall-sketch';

type PhoneLine = NonNullable<HallDoc['phoneLines']>[number];
const SERVICE = 'service';

/** Numbers of no exchange: the demonstration is rung by nobody. */
const numberOf = (nth: number): string => `0000-5550 ${String(100 + nth)}`;

/** The department's: the hotline by night and day, and those who know about everything. */
export const departmentLines = (): PhoneLine[] => [
  {
    ...{ code: 'hotline', name: '政务服务便民热线', number: '12345', tier: 'ai', branches: [], allDay: true },
    next: `yunjiang/${SERVICE}`,
  },
  { code: SERVICE, name: '公安服务咨询', number: numberOf(0), tier: 'center', branches: [], allDay: false },
];

/** A hall's: its desk, and its own line for passports where it has that branch. A twin is rung by nobody. */
export function hallLines({ rows, twinOf }: HallSketch, nth: number): PhoneLine[] {
  if (twinOf !== undefined) return [];
  const desk: PhoneLine = {
    ...{ code: 'desk', name: '大厅咨询台', number: numberOf(10 * nth), tier: 'unit', branches: [], allDay: false },
    next: `yunjiang/${SERVICE}`,
  };
  if (!rows.some(({ branch }) => branch === 'exit-entry')) return [desk];
  const own = { name: '出入境咨询', number: numberOf(10 * nth + 1), branches: ['exit-entry'] };
  return [desk, { ...desk, code: 'exit-entry', ...own }];
}
