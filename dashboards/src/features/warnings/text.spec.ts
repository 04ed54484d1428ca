import { figuresOf, placeName } from './text';

const places = { queues: [{ code: 'hz', name: '户政' }], windows: [{ windowId: 'w7', number: '07' }] };

describe('what a warning says', () => {
  it('names queues and windows as people know them, and keeps the code of what is not on the screen', () => {
    expect(placeName({ kind: 'queue', code: 'hz' }, places)).toBe('户政');
    expect(placeName({ kind: 'window', code: 'w7' }, places)).toBe('07');
    expect(placeName({ kind: 'window', code: 'w9' }, places)).toBe('w9');
    expect(placeName({ kind: 'feed', code: 'sim-h32' }, places)).toBe('sim-h32');
  });

  it('gives whole figures: the limit, the target it is twice of, and seconds as minutes', () => {
    expect(figuresOf({ value: 41.6, threshold: 30 })).toEqual({ value: 42, limit: 30, half: 15, minutes: 1 });
    expect(figuresOf({ value: 754, threshold: 1 })).toMatchObject({ minutes: 13 });
  });
});
