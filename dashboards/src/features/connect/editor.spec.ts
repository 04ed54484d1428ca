import { Mapping } from '@cockpit/contracts';
import fc from 'fast-check';
import { choicesOf, fileOf, hallOf, readMapping, withHallName, withOwnQueues, withValue } from './editor';

const mapping = Mapping.parse({
  format: 'mapping/1',
  name: 'tickets',
  timeZone: 'Asia/Shanghai',
  valueMaps: { queue: { 户政: 'household' } },
  events: [
    {
      type: 'hall.ticket.issued',
      time: { column: '时间', as: 'instant', format: 'iso' },
      data: { hallId: { value: 'H32' }, queue: { column: '业务', map: 'queue' } },
    },
  ],
});
const value = fc.string({ minLength: 1 }).filter((text) => text !== '__proto__');

it('says what a value means, and takes it back', () => {
  fc.assert(
    fc.property(value, (text) => {
      const said = withValue(mapping, 'queue', text, 'q');
      expect(said.valueMaps['queue']?.[text]).toBe('q');
      expect(withValue(said, 'queue', text, '').valueMaps['queue']).toEqual(
        withValue(mapping, 'queue', text, '').valueMaps['queue'],
      );
    }),
  );
  expect(withValue(mapping, 'result', '办结', 'done').valueMaps).toEqual({
    queue: { 户政: 'household' },
    result: { 办结: 'done' },
  });
});

it('makes a queue for every value that nobody knows, each with a code of its own that is free', () => {
  fc.assert(
    fc.property(fc.uniqueArray(value), fc.array(fc.constantFrom('q1', 'q2', 'q3', 'order')), (values, taken) => {
      const unknown = values.map((text) => ({ map: 'queue', value: text, count: 1 }));
      const codes = withOwnQueues(mapping, unknown, taken).valueMaps['queue'] ?? {};
      const made = values.map((text) => codes[text] ?? '');
      expect(new Set(made).size).toBe(values.length);
      for (const code of made) expect(code).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
      for (const code of made) expect([...taken, 'household']).not.toContain(code);
    }),
  );
  const unknown = [
    { map: 'result', value: '办结', count: 1 },
    { map: 'queue', value: '签证', count: 2 },
  ];
  expect(withOwnQueues(mapping, unknown, ['q1']).valueMaps).toEqual({ queue: { 户政: 'household', 签证: 'q2' } });
});

it('is the file that the command line takes, and is read from it again', () => {
  expect(readMapping(fileOf(mapping))).toEqual({ mapping });
  expect(readMapping('{')).toEqual({ faults: [expect.any(String)] });
  const read = readMapping(fileOf({ ...mapping, timeZone: 'Mars/Olympus', name: 'No Good' }));
  expect('faults' in read && read.faults.map((fault) => fault.split(':')[0]).sort()).toEqual(['name', 'timeZone']);
});

it('names a hall that is new, and knows the one it is about', () => {
  const named = withHallName(mapping, ' 城南 ');
  expect(named.organisation.hallName?.value).toBe('城南');
  expect(withHallName(named, ' ').organisation).toEqual(mapping.organisation);
  expect(readMapping(fileOf(named))).toEqual({ mapping: named });
  expect(hallOf(mapping)).toBe('H32');
});

it('offers what a map may lead to', () => {
  const places = [{ code: 'H32', name: '城西' }];
  expect(choicesOf('hall', places, [])).toEqual(places);
  expect(choicesOf('queue', [], places)).toEqual(places);
  expect(choicesOf('result', [], []).map(({ code }) => code)).toContain('supplement');
  expect(choicesOf('own', places, places)).toEqual([]);
});
