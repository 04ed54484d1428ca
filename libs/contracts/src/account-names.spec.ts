import { NewSource, NewToken, PairScreen } from './access';
import { NewUser } from './accounts';
import { OfficerDoc } from './organisation';

const NUMBERS = ['13812345678', 'user-13812345678', 'wang@138-1234-5678', '11010519491231002X', 'a110105194912310021'];
const NAMES = [
  'chen',
  '王芳',
  'H32-desk',
  'tickets-2026',
  'poller_20260304',
  'P0012345',
  'h12345678',
  'ref.1772586000000',
];

it.each(NUMBERS)('nobody and nothing can be called %s', (name) => {
  const tried = [
    NewUser.safeParse({ name, role: 'manager' }),
    NewToken.safeParse({ name, role: 'manager' }),
    NewSource.safeParse({ name, halls: 'all' }),
    PairScreen.safeParse({ code: '123456', hall: 'H1', name }),
  ];
  for (const { error } of tried)
    expect(error?.issues.map(({ path, message }) => [path.join('.'), message.includes('number of a person')])).toEqual([
      ['name', true],
    ]);
});

it.each(NAMES)('%s is a name', (name) => {
  expect(NewUser.safeParse({ name, role: 'manager' }).success).toBe(true);
});

it('what others read instead of a name is masked', () => {
  const said = '王芳 13812345678';
  expect(NewUser.parse({ name: 'wang', role: 'manager', displayName: said }).displayName).toBe('王芳 [电话号]');
  expect(OfficerDoc.parse({ id: 'p1', name: said, hall: 'H1' }).name).toBe('王芳 [电话号]');
});
