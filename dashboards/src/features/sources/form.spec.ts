import { EVENT_TYPES } from '@cockpit/contracts';
import { sourcesMessages } from './messages';
import { FAMILIES, emptySource, newSourceOf } from './form';

it('knows every family of events, with words in both languages', () => {
  const families = new Set(EVENT_TYPES.map((type) => type.split('.')[1] ?? ''));
  expect([...FAMILIES].sort()).toEqual([...families].sort());
  for (const words of [sourcesMessages['zh-CN'], sourcesMessages.en])
    expect(Object.keys(words.sources.family).sort()).toEqual([...families].sort());
});

it('asks for what the form says: nothing chosen is everything', () => {
  expect(newSourceOf({ ...emptySource(), name: ' tickets ' })).toEqual({
    name: 'tickets',
    halls: 'all',
    sandbox: false,
  });
  expect(newSourceOf({ name: 'w', halls: ['H1'], families: ['ticket', 'window'], sandbox: true })).toEqual({
    name: 'w',
    halls: ['H1'],
    types: ['hall.ticket.', 'hall.window.'],
    sandbox: true,
  });
});

it('asks for nothing under a name that no source may have', () => {
  for (const name of ['', 'with space', 'manual', 'a'.repeat(200)])
    expect([name, newSourceOf({ ...emptySource(), name })]).toEqual([name, null]);
});
