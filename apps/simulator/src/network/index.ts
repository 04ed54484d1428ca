import type { HallDoc, OrganisationDoc } from '@cockpit/contracts';
import { catalogue } from './catalogue';
import { applyChanges } from './changes';
import { hallOf, SKETCHES } from './halls';
import { nameGiver } from './names';
import { departmentLines, hallLines } from './phone-lines';
import { officersOf, rostersOf, twinOfficers } from './officers';
import { extensionPoints, travelTimes } from './points';
import { Draw } from './random';
import { FAULT_NAMES, SOURCE_NAMES } from './words';

export interface NetworkOptions {
  /** Hall day around which dated skills change, `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly seed?: number;
}

/**
 * The demonstration district: a service department, four halls of 8 to 42 windows, a twin of one of them, seven halls
 * of police stations with 3 to 6 windows, six extension points, 237 items, about 180 officers. A pure function of its
 * options.
 */
export function demonstrationNetwork({ asOf, seed = 20_250 }: NetworkOptions): OrganisationDoc {
  const { branches, categories, items, packages } = catalogue();
  const draw = new Draw(seed);
  const name = nameGiver(draw);
  const selfService = items.filter((item) => item.channels.includes('self-service'));
  const originals = SKETCHES.filter((sketch) => sketch.twinOf === undefined);
  const people = new Map(originals.map((sketch) => [sketch.code, officersOf(sketch, draw, name)]));
  const seatedOf = (code: string) => (people.get(code) ?? []).filter((_, place) => place < 32);
  const officers = SKETCHES.flatMap((sketch) =>
    sketch.twinOf === undefined
      ? (people.get(sketch.code) ?? [])
      : twinOfficers(seatedOf(sketch.twinOf), sketch.twinOf, sketch.code),
  );
  const halls = [
    ...SKETCHES.map((sketch, nth) => ({ ...hallOf(sketch, selfService), ...linesOf(hallLines(sketch, nth + 1)) })),
    ...extensionPoints(items),
  ];
  return {
    format: 'organisation/1',
    bureau: { code: 'yunjiang-bureau', name: '云江市公安局' },
    branches,
    categories,
    items,
    packages,
    halls: [DEPARTMENT, ...halls],
    officers: applyChanges(officers, asOf),
    rosters: SKETCHES.flatMap(rostersOf),
    travelTimes: travelTimes(halls),
    words: {
      reasons: { 'expert-review': '专家评审' },
      results: { granted: '准予', refused: '不予', answered: '已答复' },
      sources: SOURCE_NAMES,
      faults: FAULT_NAMES,
    },
  };
}

const linesOf = (phoneLines: NonNullable<HallDoc['phoneLines']>): Pick<HallDoc, 'phoneLines'> =>
  phoneLines.length === 0 ? {} : { phoneLines };

const DEPARTMENT: HallDoc = {
  code: 'yunjiang',
  name: '云江公安政务服务部',
  tier: 'department',
  timeZone: 'Asia/Shanghai',
  clock: 'wall',
  simulated: true,
  hours: [{ days: [1, 2, 3, 4, 5], from: '08:30', to: '17:15' }],
  closures: [],
  waitTargetMin: 15,
  queues: [],
  windows: [],
  terminals: [],
  phoneLines: departmentLines(),
};
