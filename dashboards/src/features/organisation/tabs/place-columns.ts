import type { HallDoc } from '@cockpit/contracts';
import type { Column } from '../fields/column';

/** Where something lies on the plan of the hall. */
export const placeColumns = (hall: HallDoc, label: (field: string) => string): Column[] => [
  ...(hall.floorPlan === undefined
    ? []
    : [
        {
          field: 'zone',
          label: label('zone'),
          kind: 'select' as const,
          empty: '—',
          options: hall.floorPlan.zones.map(({ code, name }) => ({ value: code, label: name })),
        },
      ]),
  { field: 'x', label: label('x'), kind: 'number', empty: '' },
  { field: 'y', label: label('y'), kind: 'number', empty: '' },
];
