import { EVENT_DATA, Envelope, type EventType } from '@cockpit/contracts';
import { FAMILIES, prefixOf } from './form';
import { LANGUAGES, exampleEvent, snippet } from './snippets';

const CONNECTION = {
  address: 'https://cockpit.example',
  secret: 'hcs_1_x',
  source: 'tickets',
  hall: 'H12',
  types: null,
  at: '2026-03-04T09:00:00.000Z',
};

it.each([null, ...FAMILIES.map((family) => [prefixOf(family)])])('shows an event that may be sent with %j', (types) => {
  const event = exampleEvent({ ...CONNECTION, types });
  if (event === null) return;
  const { type, data, ...rest } = event as { type: EventType; data: object };
  expect(Envelope.safeParse({ type, data, ...rest }).error).toBeUndefined();
  expect(EVENT_DATA[type].safeParse(data).error).toBeUndefined();
  expect(types === null || types.some((prefix) => type.startsWith(prefix))).toBe(true);
});

it('has an event for what most systems send', () => {
  for (const family of ['ticket', 'window', 'terminal', 'case', 'consult'] as const)
    expect(exampleEvent({ ...CONNECTION, types: [prefixOf(family)] })).not.toBeNull();
});

it.each(LANGUAGES)('is a whole program in %s, with address, key and event', (language) => {
  const text = snippet(language, CONNECTION);
  for (const part of [
    'https://cockpit.example/v1/events',
    'hcs_1_x',
    'application/cloudevents+json',
    'hall.window.opened',
  ])
    expect(text).toContain(part);
});

it('is what a shell hands on', () => {
  const [, body = ''] = /-d '(.*)'$/s.exec(snippet('curl', CONNECTION)) ?? [];
  expect(JSON.parse(body)).toEqual(exampleEvent(CONNECTION));
});
