import { nextTick } from 'vue';
import { usePreferences } from './preferences';

const KEY = 'cockpit.theme';
/** What the browser tells the tabs beside the one that wrote. */
function writtenElsewhere(value: string | null): void {
  if (value === null) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, value);
  window.dispatchEvent(new StorageEvent('storage', { key: KEY, newValue: value, storageArea: localStorage }));
}

describe('what a person prefers on this device', () => {
  const { theme } = usePreferences();

  it('is kept, and forgotten again', async () => {
    theme.value = 'dark';
    await nextTick();
    expect(localStorage.getItem(KEY)).toBe('dark');
    theme.value = null;
    await nextTick();
    expect(localStorage.getItem(KEY)).toBeNull();
  });

  it('is what was chosen in another tab', async () => {
    writtenElsewhere('light');
    await nextTick();
    expect(theme.value).toBe('light');
    writtenElsewhere(null);
    await nextTick();
    expect(theme.value).toBeNull();
  });

  it('is not what nobody can have chosen', async () => {
    writtenElsewhere('pink');
    await nextTick();
    expect(theme.value).toBeNull();
  });

  it('lasts as long as the page where a device forbids storage', async () => {
    const full = jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('the quota is used up', 'QuotaExceededError');
    });
    theme.value = 'dark';
    await nextTick();
    expect(theme.value).toBe('dark');
    full.mockRestore();
  });
});
