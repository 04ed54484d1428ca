import { quietUntil, silencedUntil, type Quiet } from './quiet';

const at = (text: string): number => Date.parse(`2026-03-${text}+08:00`);
const quiet = (over: Partial<Quiet> = {}): Quiet => ({
  rule: null,
  code: null,
  from: at('02T08:00'),
  until: at('31T18:00'),
  weekly: null,
  timeZone: 'Asia/Shanghai',
  endedAt: null,
  ...over,
});

describe('a silence', () => {
  it('holds from its beginning to its end, or until somebody ends it', () => {
    expect(
      [at('02T07:59'), at('02T08:00'), at('31T17:59'), at('31T18:00')].map((now) => quietUntil(quiet(), now)),
    ).toEqual([null, at('31T18:00'), at('31T18:00'), null]);
    expect(quietUntil(quiet({ endedAt: at('05T12:00') }), at('05T12:01'))).toBeNull();
  });

  it('that recurs holds on its weekdays between its hours, by the clock of the hall', () => {
    const training = quiet({ weekly: { days: [5], from: '14:00', to: '16:00' } });
    expect(quietUntil(training, at('06T14:30'))).toBe(at('06T16:00'));
    expect([at('06T13:59'), at('06T16:00'), at('05T14:30')].map((now) => quietUntil(training, now))).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('concerns its rule and place, and the longest of several counts', () => {
    const warning = { rule: 'queue-longest-wait', scope: { kind: 'queue' as const, code: 'a' } };
    const now = at('05T12:00');
    expect(silencedUntil(warning, [quiet({ rule: 'other' }), quiet({ code: 'b' })], now)).toBeNull();
    expect(
      silencedUntil(
        warning,
        [quiet({ rule: 'queue-longest-wait', until: at('05T13:00') }), quiet({ code: 'a', until: at('06T13:00') })],
        now,
      ),
    ).toBe(at('06T13:00'));
  });
});
