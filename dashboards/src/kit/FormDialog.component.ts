import { flushPromises } from '@vue/test-utils';
import { defineComponent, ref } from 'vue';
import { tell } from '../shared/http';
import { mounted } from '../testing/mounted';
import { refusal, serve, type Server } from '../testing/server';
import FormDialog from './FormDialog.vue';
import FormField from './FormField.vue';

const sample = (send: () => Promise<unknown> | null) =>
  defineComponent({
    components: { FormDialog, FormField },
    setup: () => ({ open: ref(true), name: ref(''), sentTimes: ref(0), send }),
    template: `<FormDialog :open="open" title="T" submit="S" name="sample" :send="send" done="saved"
      @close="open = false" @sent="sentTimes++">
      <FormField v-model="name" label="Name" path="name" testid="sample-name" maxlength="5" />
    </FormDialog><output>{{ name }} {{ sentTimes }} {{ open }}</output>`,
  });
const inDialog = (testid: string): HTMLInputElement => {
  const element = document.querySelector<HTMLInputElement>(`[data-testid="${testid}"]`);
  if (element === null) throw new Error(`${testid} is not shown`);
  return element;
};

describe('a dialog with a form', () => {
  let server: Server;
  let answer: () => unknown;
  beforeEach(() => {
    document.body.innerHTML = '';
    answer = () => ({});
    server = serve({ 'POST /v1/sample': () => answer() });
  });
  afterEach(() => {
    server.close();
  });
  const opened = async (send: () => Promise<unknown> | null = () => tell('POST', '/v1/sample', {})) => {
    const { page } = await mounted(sample(send));
    const input = inDialog('sample-name');
    input.value = 'abc';
    input.dispatchEvent(new Event('input'));
    const submit = async () => {
      inDialog('sample-save').form?.dispatchEvent(new Event('submit', { cancelable: true }));
      await flushPromises();
    };
    return { input, submit, shown: () => page.find('output').text() };
  };

  it('closes once the server has taken what was filled in', async () => {
    const { input, submit, shown } = await opened();
    expect(input.maxLength).toBe(5);
    await submit();
    expect(shown()).toBe('abc 1 false');
  });

  it('stays open with the fault at its field', async () => {
    answer = () => refusal(400, 'validation-failed', undefined, [{ path: 'name', message: 'taken' }]);
    const { submit, shown } = await opened();
    await submit();
    expect(shown()).toBe('abc 0 true');
    expect(inDialog('fault-name').textContent).toBe('taken');
  });

  it('sends nothing where it cannot be sent as it is', async () => {
    const { submit, shown } = await opened(() => null);
    await submit();
    expect(shown()).toBe('abc 0 true');
  });
});
