import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { faultReason, ownReason, quickReason } from './reason';

it('reasons the product gives are known in every language, those of people are left alone', () => {
  const from = (path: string, said: RegExp) =>
    [...readFileSync(resolve(__dirname, '../../../../libs/redirect/src', path), 'utf8').matchAll(said)].flatMap(
      ([, reason]) => reason ?? [],
    );
  const moves = ['life/review.ts', 'redirect.worker.ts', 'desk/own-prompts.ts'].flatMap((path) =>
    from(path, /reason: '([^']+)'/g),
  );
  const useless = from('life/review.ts', /'[a-z-]+': '([^'a-z]+)'/g);
  const plans = from('plan/make-plan.ts', /[?:] '([^'a-z]+)'/g);
  expect([moves.length, useless.length, plans.length].every((found) => found > 0)).toBe(true);
  const given = [...moves, ...plans];
  expect(given.filter((reason) => ownReason(reason) === null)).toEqual([]);
  expect(useless.filter((reason) => faultReason(reason) === null)).toEqual([]);
  expect([ownReason('改为：开启 3 号窗口'), ownReason('窗口人员不便调整')]).toEqual(['instead', null]);
});

it('reasons of the buttons are known in whichever language they were pressed, what people write is not', () => {
  expect(['该窗手上业务走不开', 'The officer cannot be moved', '张三今天请假'].map(quickReason)).toEqual([
    'busyHere',
    'staff',
    null,
  ]);
});
