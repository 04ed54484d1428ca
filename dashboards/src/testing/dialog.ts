import { settled } from './settled';

/** A field of a dialog, which stands beside the page and not within it. */
export const field = (id: string): HTMLInputElement | null =>
  document.querySelector<HTMLInputElement>(`[data-testid="${id}"]`);

/** Types into a field of a dialog, or chooses. @throws when there is no such field */
export async function write(id: string, value: string): Promise<void> {
  const input = field(id);
  if (input === null) throw new Error(id);
  input.value = value;
  input.dispatchEvent(new Event(input.tagName === 'SELECT' ? 'change' : 'input'));
  await settled();
}
