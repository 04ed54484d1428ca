import { windowLabel } from './organisation';

describe('the short label of a window', () => {
  it('is its own field, else its number without the words for a window', () => {
    const labels = ['12号窗', '12号窗口', '12 号', '窗口12', 'Window 3', '机动窗口', '07', 'CN02-W01', '窗口'].map(
      (number) => windowLabel({ number }),
    );
    expect(labels).toEqual(['12', '12', '12', '12', '3', '机动', '07', 'CN02-W01', '窗口']);
    expect(windowLabel({ number: '12号窗', label: '十二' })).toBe('十二');
  });
});
