import { figuresOf, placeName } from './text';

const places = { queues: [{ code: 'hz', name: '户政' }], windows: [{ windowId: 'w7', number: '07' }] };

describe('what a warning says', () => {
  it('names queues and windows as people know them, and keeps the code of what is not on the screen', () => {
    expect(placeName({ kind: 'queue', code: 'hz' }, places)).toBe('户政');
    expect(placeName({ kind: 'window', code: 'w7' }, places)).toBe('07');
    expect(placeName({ kind: 'window', code: 'w9' }, places)).toBe('w9');
    expect(placeName({ kind: 'feed', code: 'sim-h32' }, places)).toBe('sim-h32');
  });

  it('keeps the figures its sentence was said with, not the number of a window or a count', () => {
    expect(figuresOf('2 区户政最长等候 42 分钟，已达目标 15 分钟的两倍以上')).toEqual({ value: '42', limit: '15' });
    expect(figuresOf('29 号窗口待办负荷 26 分钟，已达上限 25 分钟')).toEqual({ value: '26', limit: '25' });
    expect(figuresOf('数据源 h32 已 13 分钟没有数据，相关数字不可信')).toEqual({ value: '13', limit: '' });
    expect(figuresOf('数据源 h32 最近几分钟有 30 条数据被拒收（12.5%），远高于平时，请查看隔离区')).toEqual({
      value: '12.5',
      limit: '',
    });
    expect(figuresOf('预警自检心跳')).toBeNull();
  });
});
