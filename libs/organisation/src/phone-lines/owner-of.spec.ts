import { PhoneLineDoc, type HallDoc } from '@cockpit/contracts';
import { ownerOf } from './owner-of';

const lines = (...given: object[]) =>
  given.map((one, i) => PhoneLineDoc.parse({ name: `线${String(i)}`, number: '12345', ...one }));
const place = (code: string, parent: string | undefined, phoneLines: PhoneLineDoc[]): HallDoc =>
  ({ code, name: `${code}处`, ...(parent === undefined ? {} : { parent }), phoneLines }) as HallDoc;
const doc = {
  halls: [
    place(
      'D',
      undefined,
      lines(
        { code: 'hot', tier: 'ai', next: 'D/all' },
        { code: 'x', tier: 'center', branches: ['b'] },
        { code: 'all', tier: 'center' },
      ),
    ),
    place('H1', 'D', lines({ code: 'desk', tier: 'unit', next: 'D/x' })),
    place('H2', 'D', []),
    place('E', undefined, []),
  ],
};
const of = (hall: string | null, line: string | null, tier: PhoneLineDoc['tier']) =>
  ownerOf(doc, { hall, line, tier })?.line ?? null;

describe('whose a question is that was handed on', () => {
  it('is the line that follows, else one of that tier at the hall or above it', () => {
    expect(of(null, 'D/hot', 'center')).toBe('D/all');
    expect(of('H1', 'H1/desk', 'center')).toBe('D/x');
    expect(of('H1', null, 'unit')).toBe('H1/desk');
    expect(of('H1', 'D/hot', 'unit')).toBe('H1/desk');
    expect(of('H2', null, 'center')).toBe('D/all');
    expect(ownerOf(doc, { hall: 'H1', line: null, tier: 'unit' })).toMatchObject({ placeName: 'H1处', name: '线0' });
  });

  it('is nobody’s where the organisation names no such line, or another place does', () => {
    expect(of('E', null, 'unit')).toBeNull();
    expect(of('H2', null, 'unit')).toBeNull();
    expect(of(null, 'nowhere/none', 'center')).toBe('D/all');
  });
});
