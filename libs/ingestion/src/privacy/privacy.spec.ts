import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { Privacy } from './privacy';
import { seal, unseal } from './sealing';

const privacy = new Privacy({ key: Buffer.alloc(32, 7), denied: ['contactPerson'] });

describe('privacy at the door', () => {
  it.each([
    ['resident number', '证件11010519491231002X已核', '证件[证件号]已核'],
    ['resident number with lower-case x', '11010519491231002x', '[证件号]'],
    ['resident number with spaces', '110105 19491231 0021', '[证件号]'],
    ['resident number with a typing error in its check digit', '110105194912310021', '[证件号]'],
    ['old resident number', '110105491231002', '[证件号]'],
    ['passport', '护照E12345678', '护照[证件号]'],
    ['new passport', 'EA1234567 到期', '[证件号] 到期'],
    ['Hong Kong permit', '通行证 H1234567890', '通行证 [证件号]'],
    ['mobile number', '请拨13812345678。', '请拨[电话号]。'],
    ['mobile number with country code', '+86 138-1234-5678', '[电话号]'],
    ['mobile number in full-width digits', '１３８１２３４５６７８', '[电话号]'],
    ['landline', '0571-88881234', '[电话号]'],
  ])('masks a %s', (_, text, masked) => {
    expect(privacy.text(text)).toBe(masked);
  });

  it.each([
    '2026-03-04T09:00:00+08:00',
    'A0012',
    '20260304',
    '等候 35 分钟',
    'printer E1',
    '订单 1772586000000',
    'zone 120000',
  ])('leaves %s alone', (text) => {
    expect(privacy.text(text)).toBe(text);
  });

  it.each(['H20260304-0012', 'E20260304', 'H32-20260304-00012', '0198a1b2-7c3d-7e8f-9a0b-1c2d3e4f5a6b'])(
    'leaves the id %s alone',
    (id) => {
      expect(privacy.id(id)).toBe(id);
    },
  );

  it('keeps two masked ids apart and the same one together', () => {
    const [a, b] = ['t-13812345678', 't-13812345679'].map((id) => privacy.id(id));
    expect(a).not.toBe(b);
    expect(a).toBe(privacy.id('t-13812345678'));
    expect(a).not.toContain('138');
  });

  it('masks nested strings, numbers, keys and denied fields of any body', () => {
    const masked = privacy.body({
      data: {
        hallId: 'H32',
        note: { deep: ['电话 13812345678', { 身份证: '11010519491231002X', n: 13812345678 }] },
        Name: '张三',
        contactPerson: { a: 1 },
        '13812345678': 'x',
        n: null,
      },
    });
    expect(masked).toEqual({
      data: {
        hallId: 'H32',
        note: { deep: ['电话 [电话号]', { 身份证: '***', n: '***' }] },
        Name: '***',
        contactPerson: '***',
        '[电话号]': 'x',
        n: null,
      },
    });
  });

  it('gives the same person one pseudonym, under another key another', () => {
    const other = new Privacy({ key: Buffer.alloc(32, 8) });
    expect(privacy.person('张三-1', false)).toMatch(/^ref-[0-9a-f]{32}$/);
    expect(privacy.person('张三-1', false)).toBe(privacy.person(' 张三-1 ', false));
    expect(privacy.person('张三-1', false)).not.toBe(other.person('张三-1', false));
  });

  it('believes a pseudonym only from our own quarantine', () => {
    const ref = privacy.person('张三-1', false);
    expect(privacy.person(ref, true)).toBe(ref);
    expect(privacy.person(ref, false)).not.toBe(ref);
  });

  it('changes nothing that is masked already', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const once = privacy.body(value);
        expect(privacy.body(once)).toEqual(once);
      }),
    );
  });

  it('survives a body deeper than any stack', () => {
    const deep: unknown = JSON.parse('['.repeat(200_000) + ']'.repeat(200_000));
    expect(JSON.stringify(privacy.body(deep)).length).toBeLessThan(200);
  });

  it('returns the very same data when there is nothing to mask', () => {
    const data = { hallId: 'H32', ticketId: 't1', items: ['id-card'] };
    expect(privacy.data(data)).toBe(data);
  });
});

describe('sealing', () => {
  it.each([
    ['short', 1],
    ['long', 20_000],
  ])('opens with its own key only, %s or not', async (_, times) => {
    const key = randomBytes(32);
    const text = '不可读的原文'.repeat(times);
    const sealed = await seal(Buffer.from(text), key);
    expect(unseal(sealed, key).toString()).toBe(text);
    expect(sealed.includes(Buffer.from('原文'))).toBe(false);
    expect(() => unseal(sealed, randomBytes(32))).toThrow();
  });
});
