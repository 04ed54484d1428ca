import type { MetricKey } from '@cockpit/contracts';
import { defineComponent, h } from 'vue';
import { i18n } from '../../shared/i18n';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { useFigures } from './use-figure';

const Said = defineComponent({
  props: { metric: { type: String, required: true } },
  setup(props) {
    const { said } = useFigures();
    return () => h('p', said(props.metric as MetricKey, 2.6));
  },
});

describe('the unit of a figure', () => {
  afterEach(() => {
    i18n.global.locale.value = 'zh-CN';
  });

  it.each<[MetricKey, string, string]>([
    ['elapsed', `2.6 ${phrase('figures.unit.workingDays')}`, '2.6 working days'],
    ['remaining', `2.6 ${phrase('figures.unit.workingDays')}`, '2.6 working days'],
    ['booking_lead_days', `2.6 ${phrase('figures.unit.days')}`, '2.6 days'],
  ])('of %s says which days they are', async (metric, chinese, english) => {
    expect((await mounted(Said, { metric })).page.text()).toBe(chinese);
    i18n.global.locale.value = 'en';
    expect((await mounted(Said, { metric })).page.text()).toBe(english);
  });
});
