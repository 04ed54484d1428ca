import { DESK_FIGURE_KEYS, type DeskFigure } from '@cockpit/contracts';
import { filterOf, queryOf } from '../cases/filter';
import { listOf, stripOf, textOf, shownFigures, withOverdue } from './figures';

const period = { from: '2026-03-01', to: '2026-03-31' };

describe('the figures of a desk', () => {
  it('lead to lists whose address says which matters are meant', () => {
    for (const key of DESK_FIGURE_KEYS) {
      const filter = listOf(key, { desk: 'hotline', hall: 'H32', period });
      expect(filterOf(queryOf(filter))).toEqual(filter);
    }
    expect(listOf('due-today', { desk: 'hotline', hall: '', period })).toEqual({
      desk: 'hotline',
      state: 'open',
      trait: 'due-today',
    });
    expect(listOf('diverted', { desk: 'hotline', hall: 'H32', period })).toEqual({
      desk: 'hotline',
      hall: 'H32',
      state: 'all',
      trait: 'diverted',
      ...period,
    });
  });

  it('are left out where there is nothing they could be a share of', () => {
    const figures: DeskFigure[] = [
      { key: 'received', count: 0, of: null },
      { key: 'satisfied', count: 0, of: 0 },
      { key: 'reopened', count: 0, of: 3 },
    ];
    expect(shownFigures({ figures }).map(({ key }) => key)).toEqual(['received', 'reopened']);
    expect(figures.map((one) => textOf(one, 'en'))).toEqual(['0', '—', '0%']);
    // one missed of a thousand is not all of them
    expect(textOf({ count: 999, of: 1000 }, 'zh-CN')).toBe('99.9%');
  });

  it('say of shares of those with a time limit that they are of these only', () => {
    const figures: DeskFigure[] = [
      { key: 'closed', count: 187, of: null },
      { key: 'closing-in-time', count: 71, of: 73 },
      { key: 'reopened', count: 2, of: 187 },
      { key: 'diverted', count: 1, of: 190 },
    ];
    const said = (key: string, values?: Record<string, number>) => `${key}${JSON.stringify(values ?? {})}`;
    expect(
      stripOf({ desk: 'enterprise-items', figures }, { hall: '', period }, said, 'en').map(({ note }) => note),
    ).toEqual([undefined, 'desks.ofLimited{"n":71,"of":73}', 'desks.ofClosed{"n":2,"of":187}', '1 / 190']);
  });

  it('have those past their time in front of those that fall due, red when there are any', () => {
    const strip = ['received', 'open', 'due-today'].map((key) => ({
      key,
      label: key,
      value: '1',
      hint: '',
      to: { name: 'cases', query: {} },
    }));
    const about = { desk: 'complaints', hall: 'H32' } as const;
    const shown = (count: number | null) => withOverdue(strip, { ...about, count }, (key) => key, 'en');
    expect(shown(7).map(({ key }) => key)).toEqual(['received', 'open', 'overdue', 'due-today']);
    expect(shown(7)[2]).toMatchObject({
      value: '7',
      tone: 'bad',
      to: { name: 'cases', query: { desk: 'complaints', hall: 'H32', state: 'red' } },
    });
    expect(shown(0)[2]).not.toHaveProperty('tone');
    expect(shown(null).map(({ key }) => key)).toEqual(['received', 'open', 'due-today']);
  });
});
