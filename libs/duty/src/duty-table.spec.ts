import { readDutyTable } from './duty-table';

describe('a roster as a table', () => {
  it('is read with headings and levels of either language, times without an offset on the clock of the hall', () => {
    const { shifts, faults } = readDutyTable(
      '\ufeff姓名,级别,大厅,单位,开始,结束\r\n李强,值班长,H01;H02,,2026-03-04 08:30,2026-03-04T17:30:00+08:00\r\n\r\n局值班,bureau,,,2026-03-04 00:00,2026-03-05 00:00\r\n',
      'Asia/Shanghai',
    );
    expect(faults).toEqual([]);
    expect(shifts.map(({ line }) => line)).toEqual([2, 4]);
    expect(shifts.map(({ shift }) => shift)).toMatchObject([
      { person: '李强', level: 'supervisor', halls: ['H01', 'H02'], unit: null, from: '2026-03-04T00:30:00.000Z' },
      { person: '局值班', level: 'bureau', halls: null, to: '2026-03-04T16:00:00.000Z' },
    ]);
  });

  it('keeps no number of a person', () => {
    const { shifts } = readDutyTable(
      'person,level,from,to\n李强 138.1234.5678,supervisor,2026-03-04 08:30,2026-03-04 17:30',
      'Asia/Shanghai',
    );
    expect(shifts.map(({ shift }) => shift.person)).toEqual([expect.stringMatching(/^李强 (?!.*1234)/)]);
  });

  it('names every faulty line, and reads the others', () => {
    const { shifts, faults } = readDutyTable(
      [
        'person,level,halls,unit,from,to',
        ',supervisor,H01,,2026-03-04 08:30,2026-03-04 17:30',
        '甲,king,H01,,2026-03-04 08:30,2026-03-04 17:30',
        '乙,supervisor,H01,,2026-02-30 08:30,2026-03-04 17:30',
        '丙,supervisor,H01,,2026-03-04 17:30,2026-03-04 08:30',
        '丁,unit,H01,,2026-03-04 08:30,2026-03-04 17:30',
        '戊,director,H01,,2026-03-04 08:30,2026-03-04 17:30',
      ].join('\n'),
      'Asia/Shanghai',
    );
    expect(shifts.map(({ shift }) => shift.person)).toEqual(['戊']);
    expect([...new Set(faults.map(({ path }) => path))]).toEqual([
      'line 2: person',
      'line 3: level',
      'line 4: from',
      'line 5: to',
      'line 6: unit',
    ]);
  });

  it('says so when it is no table at all', () => {
    expect(readDutyTable('person,level\n甲', 'Asia/Shanghai').faults).toHaveLength(1);
    expect(readDutyTable('', 'Asia/Shanghai')).toEqual({ shifts: [], faults: [] });
  });
});
