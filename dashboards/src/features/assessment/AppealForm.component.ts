import type { AssessmentAppeal, AssessmentLine } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { settled } from '../../testing/settled';
import AppealForm from './AppealForm.vue';

const NOTHING = { value: null, numerator: null, denominator: null };
const line = (metric: AssessmentLine['metric']): AssessmentLine => ({
  metric,
  ...NOTHING,
  weight: 30,
  zero: 0.5,
  full: 0.95,
  most: 1.2,
  points: 3,
  why: null,
  before: null,
});
const appeal = (metric: AssessmentLine['metric'], state: AssessmentAppeal['state']): AssessmentAppeal => ({
  id: '0f8fad5b-d9cb-469f-a165-70867728950e',
  hall: 'H1',
  metric,
  reason: '停电',
  by: '甲',
  state,
  at: '2026-03-05T02:00:00.000Z',
  remedy: null,
  days: [],
  figure: null,
  answer: null,
  decidedBy: null,
  decidedAt: null,
});

describe('an appeal against a line of a sheet', () => {
  const sent: [string, string][] = [];
  let arrives: boolean;
  const shown = async (appeals: AssessmentAppeal[] = []) => {
    sent.length = 0;
    const { byTestId, page } = await mounted(AppealForm, {
      lines: [line('service_level'), line('wait_p90')],
      appeals,
      send: (metric: string, reason: string) => {
        sent.push([metric, reason]);
        return Promise.resolve(arrives);
      },
    });
    return { page, button: byTestId('appeal-send'), line: byTestId('appeal-line'), reason: byTestId('appeal-reason') };
  };
  beforeEach(() => {
    arrives = true;
  });

  it('can be made of every line but one that has an open appeal', async () => {
    const values = async (state: AssessmentAppeal['state']) =>
      (await shown([appeal('wait_p90', state)])).line
        .findAll('option')
        .map((one) => one.attributes('value'))
        .filter((value) => value !== '');
    expect(await values('open')).toEqual(['service_level']);
    expect(await values('upheld')).toEqual(['service_level', 'wait_p90']);
  });

  it('needs a line and a reason that says something', async () => {
    const { button, line, reason } = await shown();
    const isOff = () => (button.element as HTMLButtonElement).disabled;
    await line.setValue('wait_p90');
    await reason.setValue('   ');
    expect(isOff()).toBe(true);
    await reason.setValue(' 停电半天 ');
    expect(isOff()).toBe(false);
  });

  it.each([true, false])('is kept in the form until it arrived: %s', async (isTaken) => {
    arrives = isTaken;
    const { page, line, reason } = await shown();
    await line.setValue('wait_p90');
    await reason.setValue(' 停电半天 ');
    await page.trigger('submit');
    await settled();
    expect(sent).toEqual([['wait_p90', '停电半天']]);
    expect((reason.element as HTMLTextAreaElement).value).toBe(isTaken ? '' : ' 停电半天 ');
  });
});
