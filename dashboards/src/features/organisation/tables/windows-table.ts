import type { HallDoc, WindowDoc } from '@cockpit/contracts';
import { cellOf, numberIn, type Heading, type Line } from './table';
import type { Cell } from '../../../shared/table-file';
import { freeCode } from '../draft';
import { namesOf, wordOf, type Words } from './words';

export const WINDOW_FIELDS = ['number', 'label', 'id', 'kind', 'queues', 'zone', 'x', 'y', 'switchMin'] as const;
const KINDS = ['specialised', 'comprehensive', 'reserve'] as const;
export const windowHeadings = (words: Words): Heading[] =>
  WINDOW_FIELDS.map((field) => ({
    field,
    names: words.fieldNames(field),
    needed: field === 'number' || field === 'queues',
  }));

export const windowRows = (hall: Pick<HallDoc, 'windows' | 'queues'>, words: Words): Cell[][] =>
  hall.windows.map((one) => [
    ...[one.number, one.label ?? null, one.id, words.value(one.kind)],
    one.queues.map((code) => hall.queues.find((queue) => queue.code === code)?.name ?? code).join(words.comma),
    ...[one.zone ?? null, one.x ?? null, one.y ?? null, one.switchMin],
  ]);

/** The windows as the table has them: those it names are as it says, in its order; others stay after them. */
export function windowsOf(
  lines: readonly Line[],
  hall: Pick<HallDoc, 'windows' | 'queues'>,
  words: Words,
): WindowDoc[] {
  const read: WindowDoc[] = [];
  for (const line of lines) {
    const number = line.text('number');
    const known = hall.windows.find((one) =>
      line.text('id') === '' ? one.number === number : one.id === line.text('id'),
    );
    if (number === '') line.fault('number', 'missing');
    if (read.some((one) => one.number === number)) line.fault('number', 'twice', { value: number });
    const queues = namesOf(line.text('queues')).flatMap((name) => {
      const found = hall.queues.find((queue) => queue.code === name || queue.name === name);
      if (found === undefined) line.fault('queues', 'no-such', { value: name });
      return found === undefined ? [] : [found.code];
    });
    if (line.text('queues') === '') line.fault('queues', 'missing');
    const kind = wordOf(line, 'kind', KINDS, known?.kind ?? 'specialised', words);
    const numberOf = (field: string) => cellOf(line, field, numberIn, 'not-number');
    const [x, y, switchMin] = [numberOf('x'), numberOf('y'), numberOf('switchMin')];
    const taken = [...hall.windows, ...read].map(({ id }) => id);
    const id = known?.id ?? (line.text('id') || freeCode('w', taken, Number(number) || taken.length + 1));
    const [zone, label] = [line.text('zone'), line.text('label')];
    read.push({
      id,
      number,
      kind,
      queues,
      switchMin: switchMin ?? known?.switchMin ?? 2,
      ...(label === '' ? {} : { label }),
      ...(zone === '' ? {} : { zone }),
      ...(x === undefined ? {} : { x }),
      ...(y === undefined ? {} : { y }),
    });
  }
  return [...read, ...hall.windows.filter(({ id }) => !read.some((one) => one.id === id))];
}
