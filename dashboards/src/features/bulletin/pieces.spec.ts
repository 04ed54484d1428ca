import { runsOf } from '@cockpit/contracts';
import { piecesOf } from './pieces';

const said = (text: string): string =>
  piecesOf(runsOf(text))
    .map((one) => (one.code ? `<${one.number}|${one.text}>` : one.text))
    .join('');

it.each([
  ['限时接待率 62.6[F4-MV1]%（目标 80.0%）。', '限时接待率 <62.6%|F4-MV1>（目标 80.0%）。'],
  ['取号 61,588[F4-KT9] 个，办结 56,043[F4-VH8] 个。', '取号 <61,588 个|F4-KT9>，办结 <56,043 个|F4-VH8>。'],
  ['was 15.5[F4-8GT] minutes, as before', 'was <15.5 minutes|F4-8GT>, as before'],
  ['56,043[F4-VH8] finished', '<56,043|F4-VH8> finished'],
  ['none of these', 'none of these'],
])('keeps the numbers of “%s” with their units, and the codes behind them', (text, pieces) => {
  expect(said(text)).toBe(pieces);
});

it('leaves the target behind a code in a cell', () => {
  const cell = [{ text: '62.6' }, { text: 'F4-MV1', code: true }, { text: '目标 80.0', target: true }] as const;
  expect(piecesOf(cell).map(({ number, text }) => number + text)).toEqual(['', '62.6F4-MV1', '目标 80.0']);
});
