import { isLoopback } from './loopback';

describe('an address of this computer alone', () => {
  it.each(['localhost', 'LOCALHOST', 'wall.localhost', '127.0.0.1', '127.8.0.2', '[::1]'])('is %s', (host) => {
    expect(isLoopback(host)).toBe(true);
  });
  it.each(['10.1.2.3', 'cockpit.example', '127.example', 'localhost.example', '[fe80::1]'])('is not %s', (host) => {
    expect(isLoopback(host)).toBe(false);
  });
});
