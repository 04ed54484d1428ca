import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SettingsError, deriveKey, loadSettings } from './settings';

const secret = 'x'.repeat(32);

describe('settings', () => {
  it('lists every fault at once', () => {
    const load = () =>
      loadSettings({ PORT: 'eighty', REDIS_URL: 'http://redis', LOG_LEVEL: 'loud', COCKPIT_SECRET: 'short' });
    expect(load).toThrow(SettingsError);
    try {
      load();
    } catch (error) {
      expect(error instanceof SettingsError && error.faults.map((fault) => fault.name)).toEqual([
        'PORT',
        'REDIS_URL',
        'COCKPIT_SECRET',
        'LOG_LEVEL',
      ]);
      expect(String(error)).toContain('redis:// or rediss://');
    }
  });

  it('asks for a secret by name when there is none', () => {
    expect(() => loadSettings({})).toThrow(/COCKPIT_SECRET: missing/);
  });

  it('reads numbers, takes an empty optional as absent, makes paths absolute and cannot be changed', () => {
    const settings = loadSettings({ COCKPIT_SECRET: secret, PORT: '0', RETENTION_DAYS: '', DATA_DIR: 'somewhere' });
    expect(settings).toMatchObject({ port: 0, retentionDays: undefined, host: '127.0.0.1', logPartitions: 16 });
    expect(settings.dataDir.endsWith('/somewhere') && settings.dataDir.startsWith('/')).toBe(true);
    expect(Object.isFrozen(settings)).toBe(true);
  });

  it('reads secrets from the files that are named, and says which of them cannot be read', () => {
    const dir = mkdtempSync(join(tmpdir(), 'hall-cockpit-settings-'));
    try {
      const file = join(dir, 'secret');
      writeFileSync(file, `${secret}\n`);
      expect(loadSettings({ COCKPIT_SECRET_FILE: file }).secret).toBe(secret);
      expect(loadSettings({ COCKPIT_SECRET_FILE: file, COCKPIT_SECRET: 'y'.repeat(32) }).secret).toBe('y'.repeat(32));
      const missing = { COCKPIT_SECRET_FILE: file, POSTGRES_URL_FILE: join(dir, 'gone'), PORT: 'eighty' };
      expect(() => loadSettings(missing)).toThrow(/POSTGRES_URL_FILE: there is no [\s\S]*PORT: /);
      expect(() => loadSettings({ COCKPIT_SECRET_FILE: join(dir, 'gone') })).toThrow(
        /^settings[^:]*:\n {2}COCKPIT_SECRET_FILE: [^\n]*$/,
      );
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  it('believes the proxy of this machine, or those it is told of, and knows a misspelt one', () => {
    const trusted = (TRUSTED_PROXIES?: string) =>
      loadSettings({ COCKPIT_SECRET: secret, ...(TRUSTED_PROXIES === undefined ? {} : { TRUSTED_PROXIES }) })
        .trustedProxies;
    expect(trusted()).toEqual(['loopback']);
    expect(trusted('loopback, 172.16.0.0/12,fd00::/8,10.0.0.7')).toEqual([
      'loopback',
      '172.16.0.0/12',
      'fd00::/8',
      '10.0.0.7',
    ]);
    expect(trusted('')).toEqual([]);
    for (const wrong of ['localhost', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0'])
      expect(() => trusted(wrong)).toThrow(/TRUSTED_PROXIES/);
  });

  it('takes a provider for single sign-on whole or not at all', () => {
    const load = (env: Record<string, string>) => loadSettings({ COCKPIT_SECRET: secret, ...env }).singleSignOn;
    const whole = {
      OIDC_ISSUER: 'https://id.example/realms/police',
      OIDC_CLIENT_ID: 'cockpit',
      OIDC_GROUPS_FILE: 'groups.json',
      PUBLIC_URL: 'https://cockpit.example',
    };
    expect(load({})).toBeUndefined();
    expect(load({ ...whole, OIDC_CLIENT_SECRET: '' })).toMatchObject({
      name: 'id.example',
      clientSecret: undefined,
      scopes: 'openid profile',
      groupClaim: 'groups',
      clockToleranceSec: 60,
    });
    for (const missing of ['OIDC_CLIENT_ID', 'OIDC_GROUPS_FILE', 'PUBLIC_URL'])
      expect(() => load({ ...whole, [missing]: '' })).toThrow(new RegExp(`${missing}: needed with OIDC_ISSUER`));
    expect(() => load({ ...whole, OIDC_ISSUER: 'http://id.example' })).toThrow(/OIDC_ISSUER: http/);
    expect(load({ ...whole, OIDC_ISSUER: 'http://127.0.0.1:8080' })?.issuer).toBe('http://127.0.0.1:8080');
    expect(() => load({ ...whole, OIDC_SCOPES: 'profile' })).toThrow(/OIDC_SCOPES/);
  });

  it('derives a different key for each purpose, and the same again', () => {
    const keys = ['session', 'pseudonym', 'session'].map((label) => deriveKey({ secret }, label).toString('hex'));
    expect(keys[0]).toBe(keys[2]);
    expect(keys[0]).not.toBe(keys[1]);
    expect(keys[0]).toHaveLength(64);
    expect(deriveKey({ secret: `${secret}y` }, 'session').toString('hex')).not.toBe(keys[0]);
  });
});
