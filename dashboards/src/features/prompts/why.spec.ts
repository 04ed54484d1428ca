import { LANGUAGES, message, part, render, textOf, type Message, type Part } from '@cockpit/contracts';
import { besideFigures, ofItsMoment } from './why';

const told = (relief: Message['params'][string], gives: Message['params'][string]): Message =>
  message('why.link-shared', {
    window: '7',
    home: '户政',
    queue: '交管',
    crowd: part('crowd.waiting', { waiting: 12 }),
    relief,
    gives,
  });
const said = (words: Message, isGiverShown = false) =>
  LANGUAGES.map((language) => render(besideFigures(words, isGiverShown), language));
const sentence = (crowd: Part, gives: Part | '' = '') =>
  LANGUAGES.map((language) =>
    textOf('why.link-shared', { window: '7', home: '户政', queue: '交管', crowd, relief: '', gives }, language),
  );
const PLAIN = sentence(part('crowd.waiting', { waiting: 12 }));

describe('why a prompt is given, beside its figures', () => {
  it.each([
    part('relief.half', { queue: '交管', before: 34, after: 21 }),
    part('relief.most', { queue: '交管', before: 74, after: 72 }),
    part('relief.most-hour', { before: 74, after: 72 }),
    part('relief.most-later', { later: 40, before: 74, after: 72 }),
    part('relief.saved', { minutes: 27 }),
  ])('says nothing of the waits again: $code', (relief) => {
    expect(said(told(relief, part('gives.stays', { queue: '户政', before: 3, after: 3 })))).toEqual(PLAIN);
  });

  it('leaves what another queue loses to the figures only where it stands there', () => {
    const loses = part('gives.half', { queue: '户政', before: 3, after: 8 });
    const words = told(part('relief.saved', { minutes: 27 }), loses);
    expect(said(words, true)).toEqual(PLAIN);
    expect(said(words)).toEqual(sentence(part('crowd.waiting', { waiting: 12 }), loses));
  });

  it('says of how many waited at what time that was', () => {
    const words = ofItsMoment(told('', ''), '10:03');
    expect(said(words)).toEqual(sentence(part('crowd.waiting-at', { time: '10:03', waiting: 12 })));
    const expected = { ...words, params: { ...words.params, crowd: part('crowd.expected', {}) } };
    expect(ofItsMoment(expected, '10:03')).toEqual(expected);
  });

  it('keeps what no figure says', () => {
    const words = told(part('relief.begun', { after: 9 }), part('gives.unserved', { queue: '户政' }));
    expect(besideFigures(words, true)).toEqual(words);
  });
});
