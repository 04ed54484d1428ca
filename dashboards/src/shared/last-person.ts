const KEY = 'cockpit.last-person';

/** Who used this device last and has not signed out: whose work it is while the server cannot be asked. Null where nobody knows. */
export function lastPerson(): string | null {
  try {
    return window.localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export function rememberPerson(name: string | null): void {
  try {
    if (name === null) window.localStorage.removeItem(KEY);
    else window.localStorage.setItem(KEY, name);
  } catch {
    // a device may forbid storage: then nothing is kept for anybody
  }
}
