import {
  APPROVALS,
  CASE_CHANNELS,
  ItemDoc,
  SUBMISSIONS,
  type BranchDoc,
  type CategoryDoc,
  type MaterialDoc,
} from '@cockpit/contracts';
import type { Cell } from '../../shared/table-file';
import { numberIn, type Heading, type Line as TableLine } from '../organisation/tables/table';
import { namesOf, wordOf, type Words } from '../organisation/tables/words';
import type { Line } from './api';

/** What a table of items says of each; the others of `SHOWN` are for reading only. */
export const ITEM_FIELDS = [
  ...(['code', 'name', 'branch', 'category', 'mode', 'approval', 'limitUnit', 'statutory', 'promised'] as const),
  ...(['channels', 'mobileUrl', 'materials', 'highVolume', 'enterpriseDesk'] as const),
] as const;
export type Field = (typeof ITEM_FIELDS)[number];
const MODES = ItemDoc.shape.mode.unwrap().options;
const UNITS = ItemDoc.shape.limitUnit.unwrap().options;

export const itemHeadings = (words: Words): Heading[] =>
  ITEM_FIELDS.map((field) => ({ field, names: words.fieldNames(field), needed: field === 'code' }));

/** The lines as cells, so that what is taken away can be filled in and read again. */
export const itemCells = (line: Line, words: Words): Cell[] => {
  const cells: Record<Field, Cell> = {
    code: line.code,
    name: line.name,
    branch: line.branchName,
    category: line.categoryName,
    mode: words.value(line.mode),
    approval: line.approval === null ? null : words.value(line.approval),
    limitUnit: words.value(line.limitUnit),
    statutory: line.statutory,
    promised: line.promised,
    channels: line.channels.map(words.value).join(words.comma),
    mobileUrl: line.mobileUrl ?? null,
    materials: line.materials.map((one) => materialText(one, words)).join('；'),
    highVolume: line.highVolume ? words.value('yes') : null,
    enterpriseDesk: line.enterpriseDesk === true ? words.value('yes') : null,
  };
  return ITEM_FIELDS.map((field) => cells[field]);
};
const materialText = ({ name, submission }: MaterialDoc, words: Words): string =>
  submission === 'required' ? name : `${name}（${words.value(submission)}）`;

/** What a table in English called them before. */
const FORMERLY: Readonly<Record<string, string>> = { 'not needed': 'exempt', 'may follow': 'later' };

/** `身份证；户口簿（免提交）；照片（容缺）`; a bracket that says anything else belongs to the name. */
export function materialsIn(text: string, words: Words): MaterialDoc[] {
  return text
    .split(/[;；\n]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one) => {
      const [, name = '', mark = ''] = /^(.+?)\s*[（([【]([^（([【）)\]】]+)[）)\]】]$/.exec(one) ?? [];
      const said = FORMERLY[mark.trim()] ?? mark.trim();
      const submission = SUBMISSIONS.find((known) => [known, ...words.valueNames(known)].includes(said));
      return submission === undefined ? { name: one, submission: 'required' } : { name, submission };
    });
}

export interface Known {
  readonly items: readonly ItemDoc[];
  readonly branches: readonly BranchDoc[];
  readonly categories: readonly CategoryDoc[];
}

/** An item for each line, in their order. A column that the table lacks changes nothing; an empty cell takes away what is not needed. */
export function itemsOf(lines: readonly TableLine[], known: Known, words: Words): ItemDoc[] {
  const seen = new Set<string>();
  return lines.map((line) => {
    const code = line.text('code');
    if (code === '') line.fault('code', 'missing');
    else if (seen.has(code)) line.fault('code', 'twice', { value: code });
    seen.add(code);
    return itemOf(
      line,
      code,
      known.items.find((one) => one.code === code),
      known,
      words,
    );
  });
}

function itemOf(line: TableLine, code: string, before: ItemDoc | undefined, known: Known, words: Words): ItemDoc {
  const name = line.text('name') || (before?.name ?? '');
  if (name === '') line.fault('name', 'missing');
  const branch = named(line, 'branch', known.branches, before?.branch);
  const own = known.categories.filter((one) => branch === '' || one.branch === branch);
  const limit = (field: 'statutory' | 'promised'): number | undefined => {
    if (!line.has(field)) return before?.[field];
    const text = line.text(field);
    const value = text === '' ? undefined : (numberIn(text) ?? 0);
    if (value !== undefined && value <= 0)
      line.fault(field, numberIn(text) === null ? 'not-number' : 'too-small', { limit: 1 });
    return value;
  };
  const [statutory, promised] = [limit('statutory'), limit('promised')];
  const approval =
    line.text('approval') === ''
      ? line.has('approval')
        ? undefined
        : before?.approval
      : wordOf(line, 'approval', APPROVALS, 'direct', words);
  const materials = line.has('materials') ? materialsIn(line.text('materials'), words) : (before?.materials ?? []);
  const mobileUrl = line.has('mobileUrl') ? urlIn(line) : before?.mobileUrl;
  const { statutory: _s, promised: _p, approval: _a, materials: _m, mobileUrl: _u, ...rest } = before ?? {};
  return {
    ...rest,
    code,
    name,
    branch,
    category: named(line, 'category', own, before?.category),
    mode: wordOf(line, 'mode', MODES, before?.mode ?? 'on-the-spot', words),
    limitUnit: wordOf(line, 'limitUnit', UNITS, before?.limitUnit ?? 'working-days', words),
    channels: channelsOf(line, before?.channels ?? ['window'], words),
    ...(statutory === undefined ? {} : { statutory }),
    ...(promised === undefined ? {} : { promised }),
    ...(approval === undefined ? {} : { approval }),
    ...(mobileUrl === undefined ? {} : { mobileUrl }),
    ...(materials.length === 0 && before?.materials === undefined ? {} : { materials }),
    ...marked(line, 'highVolume', before, words),
    ...marked(line, 'enterpriseDesk', before, words),
  };
}

function named(
  line: TableLine,
  field: 'branch' | 'category',
  list: readonly (BranchDoc | CategoryDoc)[],
  before: string | undefined,
): string {
  const text = line.text(field);
  if (text === '') {
    if (before === undefined) line.fault(field, 'missing');
    return before ?? '';
  }
  const found = list.find(
    (one) => one.code === text || one.name === text || ('shortName' in one && one.shortName === text),
  );
  if (found === undefined) line.fault(field, 'no-such', { value: text });
  return found?.code ?? '';
}

/** An empty cell takes the address away. */
function urlIn(line: TableLine): string | undefined {
  const text = line.text('mobileUrl');
  if (text === '') return undefined;
  if (!ItemDoc.shape.mobileUrl.safeParse(text).success) line.fault('mobileUrl', 'bad-format');
  return text;
}

function channelsOf(line: TableLine, before: ItemDoc['channels'], words: Words): ItemDoc['channels'] {
  if (line.text('channels') === '') return before;
  return namesOf(line.text('channels')).flatMap((text) => {
    const found = CASE_CHANNELS.find((channel) => [channel, ...words.valueNames(channel)].includes(text));
    if (found === undefined)
      line.fault('channels', 'not-one-of', { values: CASE_CHANNELS.map(words.value).join(words.comma) });
    return found === undefined ? [] : [found];
  });
}

/** A mark of an item; what never had it is not told that it has none. */
function marked(
  line: TableLine,
  mark: 'highVolume' | 'enterpriseDesk',
  before: ItemDoc | undefined,
  words: Words,
): Partial<ItemDoc> {
  if (!line.has(mark)) return {};
  const isSet = line.text(mark) !== '' && wordOf(line, mark, ['yes', 'no'] as const, 'no', words) === 'yes';
  return isSet || before?.[mark] !== undefined ? { [mark]: isSet } : {};
}
