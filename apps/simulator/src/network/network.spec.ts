import { OrganisationDoc } from '@cockpit/contracts';
import { validateOrganisation } from '@cockpit/organisation';
import { demonstrationNetwork } from '.';

const network = demonstrationNetwork({ asOf: '2026-11-16' });
const hall = (code: string) => {
  const found = network.halls.find((one) => one.code === code);
  if (found === undefined) throw new Error(`no hall ${code}`);
  return found;
};
/** window count by queue, in order */
const rows = (code: string) =>
  hall(code).queues.map((queue) => [
    queue.code,
    hall(code).windows.filter((window) => window.queues[0] === queue.code).length,
  ]);

describe('the demonstration network', () => {
  it('has no fault and is complete: writing and reading it back adds nothing', () => {
    expect(validateOrganisation(network)).toEqual({ ok: true, doc: network });
    expect(OrganisationDoc.parse(JSON.parse(JSON.stringify(network)))).toEqual(network);
  });

  it('is the same every time', () => {
    expect(demonstrationNetwork({ asOf: '2026-11-16' })).toEqual(network);
  });

  it('has 9 branches, 31 categories and 237 items of different names', () => {
    expect([network.branches.length, network.categories.length, network.items.length]).toEqual([9, 31, 237]);
    expect(new Set(network.items.map((item) => item.name)).size).toBe(237);
  });

  it('has packages that save steps and ways, each with a part that has a promise', () => {
    expect(network.packages).toHaveLength(8);
    const promised = new Set(network.items.filter((item) => item.promised !== undefined).map((item) => item.code));
    expect(
      network.packages.every(
        (bundle) => bundle.together.steps < bundle.separately.steps && bundle.items.some((item) => promised.has(item)),
      ),
    ).toBe(true);
  });

  it('has words for every source that a hall is heard by', () => {
    const sources = network.halls.flatMap(({ primarySource }) => primarySource ?? []);
    expect(sources.filter((source) => network.words?.sources?.[source] === undefined)).toEqual([]);
  });

  it('has the halls that were agreed', () => {
    expect(network.halls.map((one) => [one.code, one.windows.length])).toEqual([
      ['yunjiang', 0],
      ['H08', 8],
      ['H32', 32],
      ['H42', 42],
      ['H12', 12],
      ['H32-T', 32],
      ['S01', 4],
      ['S02', 4],
      ['S03', 5],
      ['S04', 3],
      ['S05', 6],
      ['S06', 3],
      ['S07', 4],
      ...['EP1', 'EP2', 'EP3', 'EP4', 'EP5', 'EP6'].map((code) => [code, 0]),
    ]);
    expect(rows('H32')).toEqual([
      ['household', 9],
      ['exit-entry', 8],
      ['traffic', 11],
      ['order', 4],
    ]);
    expect(rows('H42')).toHaveLength(9);
    expect([hall('H12').simulated, hall('H12').clock, hall('H32').clock, hall('H32').primarySource]).toEqual([
      true,
      'wall',
      'feed',
      'sim-h32',
    ]);
  });

  it('gives the standard hall the queues its scenario has: means, shares and what a terminal can take', () => {
    const queue = (branch: string) =>
      network.items
        .filter((item) => item.branch === branch && item.share !== undefined)
        .map((item) => [item.meanServiceMin, item.share, item.channels.includes('self-service')]);
    expect(queue('household')).toEqual([
      [6, 0.45, true],
      [18, 0.2, false],
      [10, 0.35, false],
    ]);
    expect(queue('exit-entry')).toEqual([
      [9, 0.5, false],
      [5, 0.35, true],
      [22, 0.15, false],
    ]);
    expect(queue('traffic')).toEqual([
      [5, 0.4, true],
      [14, 0.25, false],
      [7, 0.35, false],
    ]);
    expect(queue('order')).toEqual([
      [25, 0.2, false],
      [8, 0.5, false],
      [6, 0.3, true],
    ]);
  });

  it('gives the standard hall 13 officers of one skill, 13 of two and 6 of all, today and through the history', () => {
    for (const day of ['2026-10-19', '2026-11-16', '2026-11-30']) {
      for (const code of ['H32', 'H32-T']) {
        const counts = network.officers
          .filter((officer) => officer.hall === code)
          .slice(0, 32)
          .map((officer) => officer.skills.filter((skill) => skill.from <= day && (skill.to ?? day) >= day).length);
        expect([1, 2, 4].map((n) => counts.filter((count) => count === n).length)).toEqual([13, 13, 6]);
      }
    }
  });

  it('gives its twin the same windows and people under other codes', () => {
    const strip = (value: unknown) => JSON.parse(JSON.stringify(value).replaceAll('H32-T', 'H32')) as unknown;
    expect(strip(hall('H32-T').windows)).toEqual(hall('H32').windows);
    const people = (code: string) => network.officers.filter((officer) => officer.hall === code).slice(0, 32);
    expect(strip(people('H32-T'))).toEqual(people('H32'));
    expect(strip(network.rosters.filter((roster) => roster.hall === 'H32-T'))).toEqual(
      network.rosters.filter((roster) => roster.hall === 'H32'),
    );
  });

  it('seats about 180 officers, one a window, nobody of one name twice in a hall', () => {
    expect(network.officers).toHaveLength(176);
    expect(network.rosters.filter((roster) => roster.days.includes(1))).toHaveLength(155);
    const names = network.officers.filter((officer) => officer.hall !== 'H32-T').map((officer) => officer.name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has public phone lines at the department and each hall, and none at a twin', () => {
    const lines = network.halls.map(({ code, phoneLines }) => [code, (phoneLines ?? []).map((line) => line.code)]);
    expect(Object.fromEntries(lines)).toMatchObject({
      yunjiang: ['hotline', 'service', ...network.branches.map(({ code }) => code), 'enterprise'],
      H32: ['desk', 'exit-entry', 'traffic'],
      'H32-T': [],
    });
    const numbers = network.halls.flatMap(({ phoneLines }) => (phoneLines ?? []).map(({ number }) => number));
    expect([new Set(numbers).size, numbers.length]).toEqual([38, 38]);
  });

  it('draws windows that do not lie on one another', () => {
    for (const { windows } of network.halls) {
      windows.forEach((a, i) => {
        windows.slice(i + 1).forEach((b) => {
          expect(Math.hypot((a.x ?? 0) - (b.x ?? 0), (a.y ?? 0) - (b.y ?? 0))).toBeGreaterThan(15);
        });
      });
    }
  });

  it("changes somebody's skills within the history", () => {
    const dated = network.officers
      .flatMap((officer) => officer.skills)
      .filter((skill) => skill.from > '2026-10-19' && skill.from <= '2026-11-16');
    expect(dated.length).toBeGreaterThan(0);
  });
});
