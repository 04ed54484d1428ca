import { withoutSecrets } from './audit';

describe('what the audit keeps of a change', () => {
  it('masks a telephone number and keeps an id whose digits look like one', () => {
    const key = 'hcs_f13812345678';
    const row = '0f8fad5b-d9cb-469f-a165-f13812345678';
    expect(withoutSecrets({ issued: key, note: `called 13812345678 about ${key} and ${row}` })).toEqual({
      issued: key,
      note: `called *** about ${key} and ${row}`,
    });
  });

  it('masks the whole of a secret, whatever its characters look like', () => {
    expect(withoutSecrets({ note: 'it was hcs_0123456789ab_abc-13812345678-def.' })).toEqual({ note: 'it was ***.' });
  });
});
