import { MATTER_ACTS, ActOnMatter, NewMatter, needsText } from '@cockpit/contracts';
import { beginning, emptyAct, emptyMatter, matterOf, mentionsOf, saidOf, mainOf } from './form';

const REVISION = '0123456789abcdef';

describe('the form of an act', () => {
  it('sends nothing that the server would refuse', () => {
    for (const act of MATTER_ACTS)
      for (const form of [
        emptyAct(),
        { ...emptyAct(), text: ' 已整改 ' },
        { ...emptyAct(), unit: '户政科', text: 'x' },
        { ...emptyAct(), result: '已办', text: 'x', mentions: '@li，wang' },
      ]) {
        const said = saidOf(act, form);
        if (said !== null)
          expect(ActOnMatter.safeParse({ key: 'k-12345678', revision: REVISION, act, ...said }).error).toBeUndefined();
      }
    expect(MATTER_ACTS.filter((act) => saidOf(act, emptyAct()) === null)).toEqual(
      MATTER_ACTS.filter((act) => needsText(act) || act === 'assign' || act === 'hand-over'),
    );
  });

  it('reads who is mentioned however it is written', () => {
    expect(mentionsOf(' @li, wang、li；@chief ')).toEqual(['li', 'wang', 'chief']);
  });

  it('makes a matter of what was filled in', () => {
    expect(matterOf(emptyMatter('H32'))).toBeNull();
    const matter = matterOf({ ...emptyMatter('H32'), title: '柜门坏了', due: '2026-12-01' });
    expect(NewMatter.parse({ key: 'k-12345678', ...matter })).toMatchObject({
      kind: 'finding',
      hall: 'H32',
      dueOn: '2026-12-01',
    });
  });

  it('begins with what a link asks for, and names an enterprise only in a need of one', () => {
    const form = { ...beginning({ kind: 'enterprise-need', enterprise: '云江造船' }), title: '岸线审批' };
    expect(NewMatter.parse({ key: 'k-12345678', ...matterOf(form) })).toMatchObject({
      kind: 'enterprise-need',
      enterpriseRef: '云江造船',
    });
    expect(matterOf({ ...form, kind: 'letter' })).not.toHaveProperty('enterpriseRef');
    expect(beginning({ kind: 'nonsense', enterprise: ['a'] })).toEqual(emptyMatter(''));
  });
});

describe('the button that stands out', () => {
  const main = (officerId: string | null, may: Parameters<typeof mainOf>[0]['may'] = ['assign', 'reply', 'close']) =>
    mainOf({ step: 'open', officerId, may });

  it('is one: to give away what is nobody’s, to answer what is somebody’s', () => {
    expect([main(null), main('o1')]).toEqual(['assign', 'reply']);
  });

  it('is what one may do of it, or none', () => {
    expect([main('o1', ['assign']), main(null, ['reply']), main('o1', ['close'])]).toEqual(['assign', 'reply', null]);
  });
});
