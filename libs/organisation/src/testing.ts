import { OrganisationDoc } from '@cockpit/contracts';
import type { z } from 'zod';

/** A small valid organisation: two halls, a twin and three officers. */
export function smallOrganisation(): OrganisationDoc {
  return OrganisationDoc.parse({
    format: 'organisation/1',
    bureau: { code: 'B', name: '局' },
    branches: [
      { code: 'household', name: '户政' },
      { code: 'traffic', name: '交管' },
    ],
    categories: [
      { code: 'HZ', name: '户政', branch: 'household' },
      { code: 'JG', name: '交管', branch: 'traffic' },
    ],
    items: [
      {
        code: 'HZ-1',
        name: '换领身份证',
        branch: 'household',
        category: 'HZ',
        statutory: 60,
        promised: 15,
        meanServiceMin: 6,
        share: 0.6,
        channels: ['window', 'self-service'],
      },
      { code: 'HZ-2', name: '迁移', branch: 'household', category: 'HZ', meanServiceMin: 18 },
      { code: 'HZ-3', name: '户口簿', branch: 'household', category: 'HZ' },
      { code: 'JG-1', name: '换证', branch: 'traffic', category: 'JG', channels: ['window', 'mobile'] },
    ],
    packages: [
      {
        code: 'P-1',
        name: '搬家一件事',
        items: ['HZ-2', 'HZ-3'],
        separately: { steps: 6, trips: 2 },
        together: { steps: 4, trips: 1 },
      },
    ],
    halls: [
      hall('A'),
      { ...hall('A2'), twinOf: 'A', parent: 'A' },
      {
        code: 'P',
        name: '延伸点',
        tier: 'extension-point',
        parent: 'A',
        items: ['HZ-1'],
        terminals: [{ id: 'P-T1', name: '终端', items: ['HZ-1'] }],
      },
    ],
    officers: [
      officer('o1', [
        { branch: 'household', from: '2024-01-01' },
        { branch: 'traffic', from: '2026-03-01', to: '2026-09-30' },
      ]),
      officer('o2', [{ branch: 'traffic', from: '2024-01-01' }]),
      officer('o3', []),
    ],
    rosters: [
      {
        hall: 'A',
        officer: 'o1',
        window: 'w1',
        validFrom: '2024-01-01',
        from: '08:30',
        to: '17:30',
        breaks: [
          { kind: 'lunch', from: '12:00', minutes: 45 },
          { kind: 'break', from: '10:00', minutes: 10 },
        ],
      },
      {
        hall: 'A',
        officer: 'o2',
        window: 'w2',
        validFrom: '2024-01-01',
        validTo: '2026-12-31',
        days: [1, 2, 3],
        from: '08:30',
        to: '12:00',
      },
    ],
    travelTimes: [
      { from: 'A', to: 'P', minutes: 12 },
      { from: 'P', to: 'A', minutes: 14 },
    ],
  } satisfies z.input<typeof OrganisationDoc>);
}

function hall(code: string) {
  return {
    code,
    name: `大厅 ${code}`,
    tier: 'hall' as const,
    closures: ['2026-10-01'],
    hours: [
      { days: [1, 2, 3, 4, 5], from: '08:30', to: '12:00' },
      { days: [1, 2, 3, 4, 5], from: '13:00', to: '17:15' },
    ],
    floorPlan: { width: 100, height: 60, zones: [{ code: 'z', name: '区', x: 0, y: 0, w: 50, h: 20 }] },
    queues: [
      { code: 'hz', name: '户政', branch: 'household' },
      { code: 'jg', name: '交管', branch: 'traffic', waitTargetMin: 20 },
    ],
    windows: [
      { id: 'w1', number: '1', queues: ['hz'], zone: 'z', x: 10, y: 10 },
      { id: 'w2', number: '2', queues: ['jg', 'hz'], kind: 'comprehensive' as const },
    ],
    terminals: [{ id: 't1', name: '终端 1', items: ['HZ-1'], zone: 'z', x: 5, y: 5 }],
  };
}

const officer = (id: string, skills: { branch: string; from: string; to?: string }[]) => ({
  id,
  name: id,
  hall: 'A',
  skills,
  ...(skills[0] === undefined ? {} : { homeBranch: skills[0].branch }),
  authorisations: [{ item: 'HZ-2', from: '2026-01-01', to: '2026-06-30' }],
});
