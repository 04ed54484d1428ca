import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { draftKey, readDraft } from './draft';
import FindingForm from './FindingForm.vue';

const KEY = draftKey('u1', 'r', 'H32', 'fire');

describe('the form of a finding', () => {
  afterEach(() => {
    localStorage.clear();
  });
  const open = (draft: string | null = KEY) => mounted(FindingForm, { draft });
  const titleOf = ({ byTestId }: Awaited<ReturnType<typeof open>>): string =>
    (byTestId('finding-title').element as HTMLInputElement).value;

  it('goes on after a reload with what was being typed, for whoever typed it', async () => {
    const first = await open();
    await first.byTestId('finding-title').setValue('通道堵塞');
    await first.byTestId('finding-text').setValue('二楼');
    first.page.unmount();
    const again = await open();
    expect(titleOf(again)).toBe('通道堵塞');
    expect((again.byTestId('finding-text').element as HTMLTextAreaElement).value).toBe('二楼');
    expect(titleOf(await open(draftKey('u2', 'r', 'H32', 'fire')))).toBe('');
    expect(titleOf(await open(null))).toBe('');
  });

  it('forgets it when it is cancelled or emptied, and is not upset by what it cannot read', async () => {
    const form = await open();
    await form.byTestId('finding-title').setValue('通道堵塞');
    await form.byTestId('finding-title').setValue('');
    expect(readDraft(KEY)).toBeNull();
    await form.byTestId('finding-title').setValue('通道堵塞');
    await form.page.find('button.btn:not(.primary):not(.small)').trigger('click');
    await flushPromises();
    expect(readDraft(KEY)).toBeNull();
    localStorage.setItem(KEY, '{"title": 1');
    expect(titleOf(await open())).toBe('');
  });
});
