import {
  withUnits,
  age,
  count,
  dayStart,
  dayText,
  duration,
  maskName,
  minuteRange,
  minutes,
  monthName,
  percent,
  ratio,
  saved,
  sideBySide,
  stamp,
  timeOfDay,
  otherZone,
} from './format';

const AT = Date.parse('2026-11-20T10:24:07+08:00');

describe('formats', () => {
  it('rounds waits to whole minutes and says a dash for the unknown', () => {
    expect(minutes(2030)).toBe('34');
    expect(minutes(0)).toBe('0');
    expect(minutes(null)).toBe('—');
  });

  it('says what is below nothing with a minus, and keeps thousands apart', () => {
    expect([minutes(-300), percent(-0.05), saved(-30).value, count(-1532, 'en')]).toEqual([
      '−5',
      '−5%',
      '−30',
      '−1,532',
    ]);
    expect([minutes(-1), percent(-0.001), saved(0).value]).toEqual(['0', '0%', '0']);
    expect([count(1532.25, 'zh-CN'), count(999, 'zh-CN')]).toEqual(['1,532.25', '999']);
  });

  it('writes a range once when both ends are the same minute', () => {
    expect(minuteRange(1680, 2460)).toBe('28–41');
    expect(minuteRange(290, 310)).toBe('5');
    expect(minuteRange(null, 10)).toBe('—');
  });

  it('runs a timer past the hour and never below zero', () => {
    expect(duration(252)).toBe('4:12');
    expect(duration(3852)).toBe('1:04:12');
    expect(duration(-3)).toBe('0:00');
    expect(duration(252, true)).toBe('0:04:12');
    expect(duration(null)).toBe('—');
  });

  it('shows hall time in the zone of the hall, whatever the device thinks', () => {
    expect(timeOfDay(AT, 'Asia/Shanghai', true)).toBe('10:24:07');
    expect(timeOfDay(AT, 'Europe/Warsaw')).toBe('03:24');
    expect([timeOfDay(NaN, 'Asia/Shanghai', true), dayText(NaN, 'Asia/Shanghai', 'zh-CN')]).toEqual(['—', '']);
    expect(timeOfDay(Date.parse('2026-11-20T00:00:00+08:00'), 'Asia/Shanghai')).toBe('00:00');
    expect(dayText(AT, 'Asia/Shanghai', 'zh-CN')).toBe('11月20日 星期五');
    expect(dayText(AT, 'Asia/Shanghai', 'en')).toBe('Friday, Nov 20');
    expect([monthName('2026-11', 'zh-CN'), monthName('2026-11', 'en')]).toEqual(['2026 年 11 月', 'November 2026']);
  });

  it('writes an instant of the office the same in every language', () => {
    expect(stamp(AT, 'Asia/Shanghai')).toBe('2026-11-20 10:24');
    expect(stamp(Date.parse('2026-11-20T00:05:00+08:00'), 'Asia/Shanghai')).toBe('2026-11-20 00:05');
  });

  it('finds midnight of the hall, not of the device', () => {
    expect(dayStart(AT + 123, 'Asia/Shanghai')).toBe(Date.parse('2026-11-20T00:00:00+08:00'));
    expect(dayStart(AT, 'Europe/Warsaw')).toBe(Date.parse('2026-11-20T00:00:00+01:00'));
  });

  it('chooses the largest unit of an age', () => {
    expect(age(4.9)).toEqual({ value: 4, unit: 'second' });
    expect(age(240)).toEqual({ value: 4, unit: 'minute' });
    expect(age(7300)).toEqual({ value: 2, unit: 'hour' });
    expect(age(200_000)).toEqual({ value: 2, unit: 'day' });
  });

  it('keeps rates honest: no denominator, no rate', () => {
    expect(percent(ratio(0, 0))).toBe('—');
    expect(percent(ratio(5, 6))).toBe('83%');
  });

  it('says saved waiting in minutes, then hours, with its sign', () => {
    expect(saved(94.4)).toEqual({ value: '94', unit: 'minute' });
    expect(saved(12_840)).toEqual({ value: '214', unit: 'hour' });
    expect(saved(-30)).toEqual({ value: '−30', unit: 'minute' });
  });

  it('says side by side what there is to say, and nothing of what is not', () => {
    expect(sideBySide('云江大厅', '', 'UTC+6')).toBe('云江大厅 · UTC+6');
    expect([sideBySide('', ''), sideBySide(), sideBySide('休息')]).toEqual(['', '', '休息']);
  });

  it('groups thousands and masks names', () => {
    expect(count(12_840, 'zh-CN')).toBe('12,840');
    expect(maskName('张建国')).toBe('张**');
    expect(maskName('')).toBe('');
  });
});

describe('a zone', () => {
  const winter = Date.parse('2026-01-20T02:00:00Z');
  it('is named where its clocks show another time than those of the device', () => {
    expect(otherZone(winter, 'Asia/Urumqi', 'Asia/Shanghai')).toBe('UTC+6');
    expect(otherZone(winter, 'Asia/Shanghai', 'America/New_York')).toBe('UTC+8');
    expect(otherZone(winter, 'Europe/London', 'Asia/Shanghai')).toMatch(/^UTC(\+0)?$/);
    expect(otherZone(winter, 'Asia/Kolkata', 'Asia/Shanghai')).toBe('UTC+5:30');
  });

  it('is told also by a browser that does not know the names of offsets', () => {
    const Own = Intl.DateTimeFormat;
    const old = jest.spyOn(Intl, 'DateTimeFormat').mockImplementation((locale, options) => {
      if (options?.timeZoneName?.endsWith('Offset') === true) throw new RangeError('timeZoneName');
      return new Own(locale, options);
    });
    expect([otherZone(winter, 'Asia/Tokyo', 'UTC'), otherZone(winter, 'America/St_Johns', 'UTC')]).toEqual([
      ...['UTC+9', 'UTC-3:30'],
    ]);
    old.mockRestore();
  });

  it('is not named where they agree, by whatever name, or where no time is known', () => {
    expect(otherZone(winter, 'Asia/Shanghai', 'Asia/Singapore')).toBe('');
    expect(otherZone(winter, 'Europe/London', 'UTC')).toBe('');
    expect(otherZone(Date.parse('2026-07-20T02:00:00Z'), 'Europe/London', 'UTC')).toBe('UTC+1');
    expect(otherZone(NaN, 'Asia/Urumqi', 'Asia/Shanghai')).toBe('');
  });
});

describe('a number with its unit', () => {
  it('stays on one line', () => {
    expect(withUnits('15 号窗口故障 8 分钟')).toBe('15\u00a0号窗口故障 8\u00a0分钟');
    expect(withUnits('target 15 min, window 3 is closed')).toBe('target 15\u00a0min, window 3 is closed');
  });
});
