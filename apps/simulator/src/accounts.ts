import { CreatedSource, CreatedToken, CreatedUser, IssuedKey, SourceRecord, page, type Role } from '@cockpit/contracts';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UNITS } from './units';
import { CockpitError, type Cockpit } from './cockpit';
import type { SimulatedHall } from './halls';
import type { Memory } from './memory';

/** Source of past events. Its times do not move the feed clocks of the halls. */
export const ARCHIVE = 'sim-archive';
/** Case system of the standard hall. Some of its cases were accepted in another hall. */
export const CASES = 'sim-cases';
/** Hotline with its AI assistant. Most of its consultations name no hall. */
export const HOTLINE = 'sim-hotline';
/** Extension points, and the source of their past. */
export const POINTS = 'sim-points';
export const POINTS_ARCHIVE = 'sim-points-archive';
const POINT_HALLS = ['EP1', 'EP2', 'EP3', 'EP4', 'EP5', 'EP6'];

export interface Person {
  name: string;
  displayName: string;
  role: Role;
  halls: 'all' | string[];
  officerId?: string;
  units?: string[];
}
export const ADMINISTRATOR: Person = { name: 'admin', displayName: '系统管理员', role: 'administrator', halls: 'all' };
/** People of the demonstration, one for each role. */
const PEOPLE: readonly Person[] = [
  ADMINISTRATOR,
  { name: 'manager', displayName: '服务部领导', role: 'manager', halls: 'all' },
  { name: 'h32', displayName: '值班长（云江）', role: 'supervisor', halls: ['H32', 'H32-T'] },
  { name: 'h12', displayName: '值班长（青石）', role: 'supervisor', halls: ['H12'] },
  { name: 'guide', displayName: '导办员', role: 'guide', halls: ['H32'] },
  { name: 'officer', displayName: '窗口民警', role: 'officer', halls: ['H32'], officerId: 'H32-P01' },
  {
    name: 'unit',
    displayName: '后台审批',
    role: 'unit',
    halls: ['H32', 'H42', 'H08', 'H12'],
    units: Object.values(UNITS),
  },
];

export interface SignIn {
  name: string;
  displayName: string;
  role: Role;
  password: string;
}

/** Creates the missing source keys and shift-lead tokens. */
export async function ensureKeys(
  admin: Cockpit,
  memory: Memory,
  halls: readonly SimulatedHall[],
  save: () => void,
): Promise<void> {
  const required = [
    { source: ARCHIVE, halls: halls.map(({ code }) => code) },
    { source: CASES, halls: ['H32', 'H12'] },
    { source: HOTLINE, halls: ['H32', 'H42', 'H08'] },
    { source: POINTS, halls: POINT_HALLS },
    { source: POINTS_ARCHIVE, halls: POINT_HALLS },
    ...halls.map(({ source, code }) => ({ source, halls: [code] })),
  ];
  const ensureKey = async ({ source, halls: scope }: (typeof required)[number]): Promise<void> => {
    if (memory.keys[source] !== undefined) return;
    memory.keys[source] = await sourceKey(admin, source, scope);
    save();
  };
  const ensureLead = async ({ code, twinOf }: SimulatedHall): Promise<void> => {
    if (twinOf !== undefined || memory.tokens[code] !== undefined) return;
    const name = `sim-lead-${code.toLowerCase()}-${Date.now().toString(36)}`;
    memory.tokens[code] = CreatedToken.parse(
      await admin.send('POST', '/v1/tokens', { name, role: 'supervisor', halls: [code] }),
    ).secret;
    save();
  };
  await Promise.all([...required.map(ensureKey), ...halls.map(ensureLead)]);
}

/**
 * Key secret of a new source, or a rotated key if the file with the old one was lost.
 * @throws {Error} if the source exists without a usable key
 */
async function sourceKey(admin: Cockpit, name: string, halls: string[]): Promise<string> {
  try {
    return CreatedSource.parse(await admin.send('POST', '/v1/sources', { name, halls })).key.secret;
  } catch (error) {
    if (!(error instanceof CockpitError) || error.status !== 409) throw error;
  }
  const { items } = await admin.get('/v1/sources', page(SourceRecord));
  const usable = items
    .find((source) => source.name === name)
    ?.keys.find(({ revokedAt, expiresAt }) => revokedAt === null && expiresAt === null);
  if (!usable) throw new Error(`source ${name} exists but has no key that could be renewed`);
  const path = `/v1/sources/${encodeURIComponent(name)}/keys/${encodeURIComponent(usable.id)}/rotate`;
  return IssuedKey.parse(await admin.send('POST', path, { overlapMin: 0 })).secret;
}

/** Creates the missing accounts of the demonstration. */
export async function ensurePeople(admin: Cockpit, dataDir: string): Promise<void> {
  const existing = signInsOf(dataDir);
  const ensure = async (person: Person): Promise<void> => {
    if (existing.some(({ name }) => name === person.name)) return;
    const { name, displayName, role } = person;
    try {
      const { password } = CreatedUser.parse(
        await admin.send('POST', '/v1/users', { ...person, mustChangePassword: false }),
      );
      if (password !== undefined) keepSignIn(dataDir, { name, displayName, role, password });
    } catch (error) {
      // Somebody has already created an account with that name.
      if (!(error instanceof CockpitError) || error.status !== 409) throw error;
    }
  };
  await Promise.all(PEOPLE.map(ensure));
}

const signInFile = (dataDir: string): string => join(dataDir, 'sign-in.json');

function signInsOf(dataDir: string): SignIn[] {
  const file = signInFile(dataDir);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SignIn[]) : [];
}

/** Saves the sign-in in DATA_DIR/sign-in.json, readable by its owner only. */
export function keepSignIn(dataDir: string, signIn: SignIn): void {
  const others = signInsOf(dataDir).filter(({ name }) => name !== signIn.name);
  writeFileSync(signInFile(dataDir), `${JSON.stringify([...others, signIn], null, 2)}\n`, { mode: 0o600 });
}

const MOST_TOKENS = 100;
/** Token with a readable name, created once and cached under `key`. If the name is taken, a number is added. */
export async function tokenNamed(
  bureau: Cockpit,
  key: string,
  token: { name: string; role: Role; halls?: readonly string[]; units?: readonly string[] },
  memory: Memory,
  save: () => void,
): Promise<string> {
  const cached = memory.tokens[key];
  if (cached !== undefined) return cached;
  for (let nth = 1; ; nth++) {
    const name = nth === 1 ? token.name : `${token.name}-${String(nth)}`;
    try {
      const { secret } = CreatedToken.parse(await bureau.send('POST', '/v1/tokens', { ...token, name }));
      memory.tokens[key] = secret;
      save();
      return secret;
    } catch (error) {
      if (!(error instanceof CockpitError) || error.status !== 409 || nth === MOST_TOKENS) throw error;
    }
  }
}
