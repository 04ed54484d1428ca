import { OrganisationDoc } from '@cockpit/contracts';
import { skillMatrix } from './skill-matrix';

const doc = OrganisationDoc.parse({
  format: 'organisation/1',
  bureau: { code: 'b', name: '局' },
  branches: ['household', 'traffic', 'legal'].map((code) => ({ code, name: code })),
  halls: [
    { code: 'H1', name: '大厅', tier: 'hall', queues: [{ code: 'q', name: 'q', branch: 'household' }] },
    { code: 'H2', name: '大厅', tier: 'hall', queues: [] },
  ],
  officers: [
    {
      id: 'o1',
      name: '王',
      hall: 'H1',
      skills: [
        { branch: 'household', from: '2024-01-01' },
        { branch: 'traffic', from: '2026-05-01' },
        { branch: 'legal', from: '2024-01-01', to: '2026-03-01' },
      ],
    },
    { id: 'o2', name: '李', hall: 'H2', skills: [{ branch: 'traffic', from: '2024-01-01' }] },
  ],
});

describe('the skill matrix of a hall', () => {
  it('has its officers, with what they can do and are going to, and the branches of these and of its queues', () => {
    const { branches, officers } = skillMatrix(doc, 'H1', '2026-03-02');
    expect(branches.map(({ code }) => code)).toEqual(['household', 'traffic']);
    expect(officers.map(({ id, skills }) => [id, skills.map(({ branch }) => branch)])).toEqual([
      ['o1', ['household', 'traffic']],
    ]);
  });
});
